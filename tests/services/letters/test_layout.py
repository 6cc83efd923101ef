from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import APPROVAL, FONTS, REFUSAL, THIRD

from app.services.letters.course.decisions import approval_notice, refusal
from app.services.letters.facts import Component
from app.services.letters.paper.content import Align, Column, Heading, Letter, Note, Paragraph, SumLine, Table
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.marks import Across, Code, Page, Rule, Text
from app.services.letters.paper.measures import BOTTOM, LEFT, MM, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TOP, TRACKING
from app.services.letters.paper.page import each_page, lay_out
from app.services.letters.paper.typesetter import Style, Typesetter

ROSTER = Letter(
    "资金拨付花名册",
    "叶集区人社局",
    "",
    ("资金拨付花名册",),
    (
        Heading("一、名单"),
        Table(
            (Column("序号", 1, Align.CENTRE), Column("姓名", 3), Column("金额（元）", 2, Align.END)),
            tuple((str(number), "欧阳某某", "2000.00") for number in range(1, 81)),
        ),
        SumLine("合计", 16000000),
        Note("本表一式两份。"),
    ),
)


@pytest.fixture
def typesetter() -> Typesetter:
    return Typesetter(Fonts(FONTS))


def texts(page: Page) -> list[Text]:
    return [mark for mark in page if isinstance(mark, Text)]


def lines(page: Page) -> list[str]:
    found: dict[float, str] = {}
    for run in texts(page):
        found[run.y] = found.get(run.y, "") + run.text
    return list(found.values())


def with_components(count: int) -> Letter:
    parts = tuple(Component(f"第{n}名学徒培训费补助", "培训费8000.00元×60%", 480000, THIRD) for n in range(count))
    return approval_notice(replace(APPROVAL, components=parts, payable_fen=480000 * count))


def test_a_short_decision_stands_on_one_page(typesetter: Typesetter) -> None:
    (page,) = lay_out(approval_notice(APPROVAL), typesetter)
    found = lines(page)
    assert found[:4] == ["六安市叶集区人力资源和社会保障局", "叶人社技补〔2026〕12号", "补贴核准通知书", "𬭊㛃："]
    assert "2026年3月24日" in found
    assert found[-1] == "— 1 —"


def test_head_and_rule_are_red_and_the_text_is_black(typesetter: Typesetter) -> None:
    (page,) = lay_out(approval_notice(APPROVAL), typesetter)
    assert [run.text for run in texts(page) if run.red] == [APPROVAL.office.name]
    (rule,) = (mark for mark in page if isinstance(mark, Rule) and mark.red)
    assert rule.to_x - rule.x == pytest.approx(PAGE_WIDTH - LEFT - RIGHT)


def test_the_lead_of_a_paragraph_is_set_in_hei(typesetter: Typesetter) -> None:
    (page,) = lay_out(approval_notice(APPROVAL), typesetter)
    assert [run.text for run in texts(page) if run.font == "hei"] == [
        "一、核准金额。",
        "二、金额计算。",
        "三、拨付安排。",
        "四、救济途径。",
    ]


def test_a_full_line_holds_28_characters(typesetter: Typesetter) -> None:
    letter = Letter("公示", "叶集区人社局", "", ("公示",), (Paragraph("叶" * 100),))
    (page,) = lay_out(letter, typesetter)
    assert [len(line) for line in lines(page)[2:6]] == [26, 28, 28, 18]
    assert texts(page)[2].x == pytest.approx(LEFT + 2 * (16 + TRACKING))


def test_date_stands_four_characters_in_under_a_short_name(typesetter: Typesetter) -> None:
    letter = Letter("函", "叶集区人社局", "", ("函",), (Paragraph("叶"),), signed_on=date(2026, 3, 4))
    (page,) = lay_out(letter, typesetter)
    name, day = (next(run for run in texts(page)[2:] if run.text == text) for text in ("叶集区人社局", "2026年3月4日"))
    width = (4 + 1 + 1) * 8 + 3 * 16 + 8 * TRACKING
    assert day.x + width == pytest.approx(PAGE_WIDTH - RIGHT - 64, abs=1)
    assert day.y < name.y


def test_a_long_name_does_not_pass_the_margin(typesetter: Typesetter) -> None:
    (page,) = lay_out(refusal(REFUSAL), typesetter)
    name = next(run for run in texts(page)[1:] if run.text == REFUSAL.office.name)
    assert name.x + 16 * (16 + TRACKING) <= PAGE_WIDTH - RIGHT + 1


def test_a_sum_of_many_parts_moves_to_the_annex(typesetter: Typesetter) -> None:
    first, second = lay_out(with_components(8), typesetter)
    assert "附件：金额说明" in lines(first)
    assert lines(second)[:3] == ["附件", "金额说明", "一、条件审核"]
    assert any("合计：38,400.00元（人民币叁万捌仟肆佰元整）" in line for line in lines(second))
    assert lines(second)[-1] == "— 2 —"


def test_page_numbers_stand_on_the_outer_side(typesetter: Typesetter) -> None:
    first, second = lay_out(with_components(8), typesetter)
    assert texts(first)[-1].x > PAGE_WIDTH / 2 > texts(second)[-1].x
    assert texts(first)[-1].y < BOTTOM - 7 * MM


def test_the_signature_never_stands_alone_on_a_page(typesetter: Typesetter) -> None:
    for count in range(1, 30):
        failed = tuple(replace(REFUSAL.conditions[0], text=f"条件{n}") for n in range(count))
        pages = lay_out(refusal(replace(REFUSAL, conditions=failed)), typesetter)
        last = lines(pages[-1])
        assert last.index(REFUSAL.office.name, 1 if len(pages) == 1 else 0) >= 2


def test_the_header_of_a_table_comes_again_on_each_page(typesetter: Typesetter) -> None:
    pages = lay_out(ROSTER, typesetter)
    assert len(pages) > 2
    assert all("序号姓名金额（元）" in lines(page) for page in pages)
    assert sum(run.text == "欧阳某某" for page in pages for run in texts(page)) == 80


def test_a_list_across_says_of_how_many_pages_on_the_first_one_made(typesetter: Typesetter) -> None:
    letter = replace(ROSTER, across=True)
    pages = each_page(letter, typesetter)
    total = len(lay_out(letter, typesetter))
    assert total > 2
    assert lines(next(pages))[-1] == f"第 1 页，共 {total} 页"
    assert tuple(pages) == lay_out(letter, typesetter)[1:]


@pytest.mark.parametrize("text", ["叶集区", "（叶，集）", "A-1 叶 ", "𬭊㛃三"])
def test_a_text_that_just_fits_is_one_line_and_breaks_in_a_narrower_column(text: str, typesetter: Typesetter) -> None:
    style = Style("body", 10.5)
    whole = typesetter.line(text, style)
    assert typesetter.paragraph(text, style, whole.width) == [whole]
    assert len(typesetter.paragraph(text, style, whole.width - 6)) == 2
    assert typesetter.paragraph("", style, 10.0) == []


def test_a_correction_names_the_letter_it_replaces(typesetter: Typesetter) -> None:
    (page,) = lay_out(
        refusal(replace(REFUSAL, corrects="叶人社不予〔2026〕2号", correction="申报日期有误")), typesetter
    )
    assert "本文书替代叶人社不予〔2026〕2号，更正原因：申报日期有误。" in "".join(lines(page))


def test_the_code_stands_with_its_text_at_the_lower_left(typesetter: Typesetter) -> None:
    (page,) = lay_out(approval_notice(APPROVAL), typesetter)
    (code,) = (mark for mark in page if isinstance(mark, Code))
    assert code.text == "7K3M-92QF-1XWB"
    assert code.x == LEFT
    assert code.y < PAGE_HEIGHT / 2
    assert any(run.text == code.text and run.y < code.y for run in texts(page))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="叶集区，。（）《》2026.00X", min_size=1, max_size=200), min_size=1, max_size=30))
def test_nothing_ever_stands_outside_the_text_area(paragraphs: list[str]) -> None:
    typesetter = Typesetter(Fonts(FONTS))
    letter = replace(approval_notice(APPROVAL), body=tuple(Paragraph(text) for text in paragraphs))
    for page in lay_out(letter, typesetter):
        for mark in page[:-1]:
            assert not isinstance(mark, Across)
            assert LEFT - 0.1 <= mark.x <= PAGE_WIDTH - RIGHT + 0.1
            assert BOTTOM - 0.6 <= mark.y <= PAGE_HEIGHT - TOP + 0.1
