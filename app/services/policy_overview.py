"""The policy at a glance: each type with its conditions as the rule itself writes them, what it pays, and on what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.services.offers import pays
from app.services.policy.answers import APPLIED_ON, read_answers
from app.services.policy.assessments import Step
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.precedents import Precedents
from app.services.policy.standards import Parameters
from app.services.standards_shown import Shown, shown
from app.services.unit_of_work import UnitOfWork

CLAIMANT = "申领主体"
UNSET = "标准未配置"
ONCE = "未重复申领"


@dataclass(frozen=True)
class Condition:
    """One condition: its words, the place in the Opinion, and whether it is the text's own or a reading."""

    text: str
    clause: str
    basis: str


@dataclass(frozen=True)
class TypeShown:
    """A type: who is paid, what is paid in a line, its conditions, its standards as they stand, the columns it asks."""

    code: str
    title: str
    clause: str
    payee: str
    pays: str
    conditions: tuple[Condition, ...]
    standards: tuple[Shown, ...]
    asked: tuple[str, ...]


def overview(uow: UnitOfWork) -> tuple[TypeShown, ...]:
    """Every type of the catalogue as it stands today."""
    values = shown(uow)
    with uow.read() as work:
        return tuple(_type_shown(subsidy, values, work.parameters, work.today) for subsidy in CATALOGUE)


def _type_shown(subsidy: AnySubsidy, values: Sequence[Shown], parameters: Parameters, today: date) -> TypeShown:
    payee, steps = _example(subsidy, parameters, today)
    names = {standard.name for standard in subsidy.standards}
    return TypeShown(
        code=subsidy.code,
        title=subsidy.title,
        clause=subsidy.clause.cited,
        payee=payee,
        pays=pays(subsidy, parameters.at(today)),
        conditions=tuple(
            Condition(_without_examples(subsidy, step.text), step.clause.short, step.basis.value) for step in steps
        ),
        standards=tuple(value for value in values if value.name in names),
        asked=tuple(question.label for question in subsidy.questions),
    )


def _example(subsidy: AnySubsidy, parameters: Parameters, today: date) -> tuple[str, Sequence[Step]]:
    """Who is paid and the conditions, from assessing the example that the template prints in 填表说明."""
    examples = {question.name: question.asked.example for question in subsidy.questions} | {APPLIED_ON: ""}
    answered = read_answers(subsidy, examples, parameters, today)
    if answered.facts is None:
        raise ValueError(f"the examples of {subsidy.code} cannot be read: {answered}")
    steps = subsidy.assess(answered.facts, parameters, Precedents()).steps
    claimant = next((question for question in subsidy.questions if question.label == CLAIMANT), None)
    payees = claimant.options({}) if claimant else (subsidy.payee(answered.facts).value,)
    return "或".join(payees), [step for step in steps if not step.text.startswith(UNSET)]


def _without_examples(subsidy: AnySubsidy, text: str) -> str:
    """The words of a condition without the example's own numbers; in a key the question stands for its answer."""
    asked = sorted(subsidy.questions, key=lambda question: -len(question.asked.example))
    for question in asked:
        example = question.asked.example
        if len(example) > 2 and f" {example}" in text:
            text = text.replace(f" {example}", "").replace("  ", " ")
        elif len(example) > 1 and text.endswith(ONCE):
            text = text.replace(example, f"「{question.label}」")
    return text
