from dataclasses import replace

import pytest
from letter_samples import APPROVAL, FONTS, REFUSAL, page_total, text_of

from app.services.errors import UserError
from app.services.letters.course.decisions import approval_notice, refusal
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.rendering import render, render_batch


@pytest.fixture
def fonts() -> Fonts:
    return Fonts(FONTS)


def test_the_text_can_be_searched_rare_characters_included(fonts: Fonts) -> None:
    text = text_of(render(approval_notice(APPROVAL), fonts))
    assert "𬭊㛃：" in text
    assert "人民币贰仟元整" in text
    assert "341504********123X" in text


def test_the_same_letter_gives_the_same_bytes_whatever_was_drawn_before(fonts: Fonts) -> None:
    first = render(approval_notice(APPROVAL), fonts)
    render(refusal(REFUSAL), fonts)
    assert render(approval_notice(APPROVAL), fonts) == first
    assert render(approval_notice(APPROVAL), Fonts(FONTS)) == first


def test_only_embedded_subsets_of_our_faces_are_used(fonts: Fonts) -> None:
    pdf = render(approval_notice(APPROVAL), fonts)
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/Type /Font ") == pdf.count(b"/ToUnicode") == pdf.count(b"/FontFile2")
    assert len(pdf) < 200_000


def test_markup_and_brackets_in_the_facts_are_printed_as_they_stand(fonts: Fonts) -> None:
    unit = "<b>甲&amp;乙</b>(叶集)\\公司"
    assert unit in text_of(render(approval_notice(replace(APPROVAL, unit=unit)), fonts))


def test_a_line_break_in_a_fact_is_a_space(fonts: Fonts) -> None:
    assert "甲 乙公司" in text_of(render(approval_notice(replace(APPROVAL, unit="甲\n乙公司")), fonts))


def test_a_batch_is_one_document_in_order_each_letter_from_page_one(fonts: Fonts) -> None:
    letters = [approval_notice(APPROVAL), refusal(REFUSAL), approval_notice(replace(APPROVAL, applicant="王五"))]
    pdf = render_batch(letters, fonts)
    text = text_of(pdf)
    assert page_total(pdf) == 3
    assert text.count("— 1 —") == 3
    assert text.index("𬭊㛃：") < text.index("张三：") < text.index("王五：")


def test_a_character_without_a_glyph_stops_the_letter(fonts: Fonts) -> None:
    with pytest.raises(UserError, match="没有字形"):
        render(approval_notice(replace(APPROVAL, applicant="张\U0001f600")), fonts)
