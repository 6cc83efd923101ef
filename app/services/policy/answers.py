"""Typed answers: text in, facts out, read exactly as the cells of a workbook are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Lists, Need, Question
from app.services.policy.standards import Parameters
from app.services.policy.values import Unreadable, is_blank, read_day

Answers = Mapping[str, str]
APPLIED_ON = "applied_on"


@dataclass(frozen=True)
class Answered:
    """What a form says: its facts, or None with what is blank and, by question name, why answers cannot be read."""

    facts: Any
    blank: tuple[Question, ...]
    wrong: Mapping[str, str]


def day_of(answers: Answers, today: date) -> date:
    """The application date that the answers state; `today` while it is blank or cannot be read."""
    text = answers.get(APPLIED_ON, "")
    try:
        return today if is_blank(text) else read_day(text)
    except Unreadable:
        return today


def read_answer(question: Question, text: str, lists: Lists) -> Any:
    """One answer, None for a blank one; Unreadable says what is wrong."""
    return None if is_blank(text) else question.reader(lists)(text)


def read_answers(subsidy: AnySubsidy, answers: Answers, parameters: Parameters, today: date) -> Answered:
    """All answers of a form by question name; a blank 申报日期 is today."""
    lists = parameters.at(day_of(answers, today)).lists()
    read: dict[str, Any] = {APPLIED_ON: today}
    blank, wrong = [], {}
    for question in subsidy.questions:
        try:
            value = read_answer(question, answers.get(question.name, ""), lists)
        except Unreadable as reason:
            wrong[question.name] = reason.text
            continue
        if value is not None:
            read[question.name] = value
        elif question.need is Need.REQUIRED and question.name not in read:
            blank.append(question)
    facts = None if blank or wrong else subsidy.facts.model_validate(read)
    return Answered(facts, tuple(blank), wrong)


def typed(subsidy: AnySubsidy, facts: Any) -> dict[str, str]:
    """The answers as a form shows them, by question name; reading them again gives the same facts."""
    return {question.name: text for question, text in subsidy.shown(facts)}
