"""A decision keeps its assessment in words; what is stored stays the same text for ever."""

import json

import pytest
from policy_samples import FULL, GOOD, facts_of

from app.services.cases.stored_assessments import as_assessed, as_stored
from app.services.policy.catalogue import BY_CODE
from app.services.policy.precedents import Precedents


@pytest.mark.parametrize("code", sorted(GOOD))
def test_a_stored_assessment_reads_as_it_was_made_and_is_stored_again_as_the_same_text(code: str) -> None:
    made = BY_CODE[code].assess(facts_of(code), FULL, Precedents())
    text = as_stored(made)
    read = as_assessed(text)
    assert (read.steps, read.components, read.failed) == (made.steps, made.components, made.failed)
    assert read._replace(notes=made.notes, parts=made.parts) == made
    assert as_stored(read) == text


def test_the_stored_text_holds_conditions_and_formulas_in_words() -> None:
    stored = json.loads(as_stored(BY_CODE["apprenticeship"].assess(facts_of("apprenticeship"), FULL, Precedents())))
    place = {"section": 3, "paragraph": 2}
    assert list(stored)[:7] == [
        "code",
        "applied_on",
        "eligible",
        "gross_fen",
        "payable_fen",
        "steps",
        "components",
    ]
    assert [True, "培训年度不超过 2 年", "第 1 年", place, "原文", None] in stored["steps"]
    assert stored["components"][0][2].startswith("12,000.00 × 60% = 7,200.00 元")


def test_words_stored_with_braces_stand_as_they_are() -> None:
    made = BY_CODE["household-registration"].assess(
        facts_of("household-registration", home="{0}县"), FULL, Precedents()
    )
    assert as_assessed(as_stored(made)).steps == made.steps


def test_one_stored_before_readings_had_a_number_has_none() -> None:
    stored = json.loads(as_stored(BY_CODE["apprenticeship"].assess(facts_of("apprenticeship"), FULL, Precedents())))
    del stored["reading"]
    assert as_assessed(json.dumps(stored)).reading == ""
