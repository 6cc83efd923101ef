"""What an explanation says, word for word: figures are kept as compared, and read as they have always been read."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from policy_samples import FULL, GOOD, SHIPPED, facts_of

from app.services.policy.catalogue import BY_CODE
from app.services.policy.figures import put
from app.services.policy.precedents import Precedents

WORDS = Path(__file__).with_name("words_of_explanations.txt")
CODES = sorted(GOOD)


def near_and_far(code: str) -> list[Any]:
    """A good application, and some with one answer turned so that conditions fail."""
    good = facts_of(code)
    found = [good]
    for name in type(good).model_fields:
        value = getattr(good, name)
        if isinstance(value, bool):
            found.append(good.model_copy(update={name: not value}))
        elif isinstance(value, date):
            found += [good.model_copy(update={name: value + timedelta(days=days)}) for days in (-900, 900)]
        elif isinstance(value, int):
            found.append(good.model_copy(update={name: value * 3}))
    return found


def words(code: str) -> list[str]:
    """Every different line of the explanations of a type, in the order in which they come."""
    lines: dict[str, None] = {}
    for facts in near_and_far(code):
        for parameters in (FULL, SHIPPED):
            found = BY_CODE[code].assess(facts, parameters, Precedents())
            for step in found.steps:
                lines[f"{'✓' if step.ok else '✗'} {step.sentence}（{step.clause}，{step.basis}）"] = None
            for part in found.components:
                lines[f"= {part.label}：{part.formula}（{part.source}）"] = None
    return list(lines)


@pytest.mark.parametrize("code", CODES)
def test_every_explanation_reads_word_for_word_as_it_is_written_down(code: str) -> None:
    written = dict(part.split("\n", 1) for part in WORDS.read_text(encoding="utf-8").split("\n# ")[1:])
    assert "\n".join(words(code)) == written[code].rstrip("\n")


@pytest.mark.parametrize(
    ("text", "figures", "read"),
    [
        ("申报日 {}", (date(2024, 3, 1),), "申报日 2024-03-01"),
        ("{:fen} × {}% = {:fen} 元", (1_000_000, 60, 600_000), "10,000.00 × 60% = 6,000.00 元"),
        ("余 {:fen} 元", (-5,), "余 -0.05 元"),
        ("证书 {}", ("{0}{:fen}",), "证书 {0}{:fen}"),
        ("户籍 {某}县", (), "户籍 {某}县"),
    ],
)
def test_figures_take_their_places_and_what_people_write_stands_as_it_is(
    text: str, figures: tuple[object, ...], read: str
) -> None:
    assert put(text, figures) == read


def test_a_figure_without_a_place_and_a_place_without_a_figure_are_mistakes_of_a_definition() -> None:
    with pytest.raises(TypeError, match="leave out"):
        put("第 {} 年", (1, 2))
    with pytest.raises(IndexError):
        put("{} 至 {}", (1,))


def test_a_place_name_with_braces_is_shown_as_it_was_entered() -> None:
    found = BY_CODE["household-registration"].assess(
        facts_of("household-registration", home="{0}县{:fen}"), FULL, Precedents()
    )
    assert "户籍在区外：{0}县{:fen}" in [step.sentence for step in found.steps]
