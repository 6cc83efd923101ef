"""What is typed into a form reads as the cells of a workbook do."""

from datetime import date

import pytest
from policy_samples import FULL, GOOD, assess, facts_of

from app.services.policy.answers import day_of, read_answer, read_answers, typed
from app.services.policy.catalogue import BY_CODE

TODAY = date(2024, 5, 10)


@pytest.mark.parametrize("code", GOOD)
def test_what_a_form_shows_reads_back_to_the_same_facts(code: str) -> None:
    facts = facts_of(code)
    answered = read_answers(BY_CODE[code], typed(BY_CODE[code], facts), FULL, TODAY)
    assert (answered.facts, answered.blank, dict(answered.wrong)) == (facts, (), {})


def test_blank_and_unreadable_answers_are_named() -> None:
    answers = typed(BY_CODE["contest-hosting"], facts_of("contest-hosting")) | {"contest": " ", "held_on": "2023-13-01"}
    answered = read_answers(BY_CODE["contest-hosting"], answers, FULL, TODAY)
    assert answered.facts is None
    assert [question.label for question in answered.blank] == ["赛事名称"]
    assert dict(answered.wrong) == {"held_on": "2023年13月1日不存在"}


@pytest.mark.parametrize(("text", "day"), [("", TODAY), ("  ", TODAY), ("明天", TODAY), ("2023.3.1", date(2023, 3, 1))])
def test_a_blank_or_unreadable_application_date_is_today(text: str, day: date) -> None:
    assert day_of({"applied_on": text}, TODAY) == day
    assert read_answer(BY_CODE["contest-hosting"].questions[0], "", {}) is None


@pytest.mark.parametrize("code", [code for code in GOOD if BY_CODE[code].money])
def test_a_sum_reckoned_alone_is_what_the_assessment_gives(code: str) -> None:
    assert BY_CODE[code].alone(facts_of(code), FULL) == assess(code).gross_fen
    late = facts_of(code, applied_on=date(2016, 1, 1))
    assert BY_CODE[code].alone(late, FULL) is None
