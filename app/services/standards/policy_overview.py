"""The policy at a glance: each type with its conditions as the rule itself writes them, what it pays, and on what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.services.cases.offers import pays
from app.services.policy.answers import APPLIED_ON, read_answers
from app.services.policy.assessments import Step
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.claims import Combine
from app.services.policy.clauses import NO_DUPLICATE
from app.services.policy.duplicates import share
from app.services.policy.kernel import AnySubsidy
from app.services.policy.material_lists import Material
from app.services.policy.precedents import Precedents
from app.services.policy.standards import OFFICE, InForce, Parameters
from app.services.standards.materials import materials_of
from app.services.standards.standards_shown import Shown, shown
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
    """A type for the counter: for whom it is, who is paid, what in a line, under which conditions, and what to hand in.

    `time` says between which days the deciding fact must lie, `repeats` what may be had only once, `shared` which types
    are reckoned together, `worked` how the sum comes about in the example of the template (empty where no sum is due
    for it), `instalments` how it is paid when not at once.
    """

    code: str
    title: str
    clause: str
    for_whom: str
    payee: str
    pays: str
    conditions: tuple[Condition, ...]
    time: str
    repeats: str
    shared: str
    worked: str
    instalments: str
    standards: tuple[Shown, ...]
    materials: tuple[Material, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """All types as they stand on a day, with the name of the office."""

    office: str
    day: date
    types: tuple[TypeShown, ...]


def overview(uow: UnitOfWork) -> Overview:
    """Every type of the catalogue as it stands today."""
    values = shown(uow)
    with uow.read() as work:
        known, today = work.parameters, work.today
    examples = {subsidy.code: _example(subsidy, known, today) for subsidy in CATALOGUE}
    types = tuple(_type_shown(subsidy, values, known, today, examples) for subsidy in CATALOGUE)
    return Overview(known.at(today).text(OFFICE, "名称"), today, types)


def _type_shown(
    subsidy: AnySubsidy, values: Sequence[Shown], known: Parameters, today: date, examples: Mapping[str, Any]
) -> TypeShown:
    facts = examples[subsidy.code]
    timely, others = _conditions(subsidy, facts, known)
    names = {*subsidy.looked_up, *(standard.name for standard in subsidy.standards)}
    claimant = next((question for question in subsidy.questions if question.label == CLAIMANT), None)
    return TypeShown(
        code=subsidy.code,
        title=subsidy.title,
        clause=subsidy.clause.cited,
        for_whom=subsidy.for_whom,
        payee="或".join(claimant.options({}) if claimant else (subsidy.payee(facts).value,)),
        pays=pays(subsidy, known.at(today)),
        conditions=tuple(Condition(step.text, step.clause.short, step.basis.value) for step in others),
        time=_time(timely, known.at(today).published),
        repeats=subsidy.repeats,
        shared=_shared(subsidy, examples, known.at(today)),
        worked=worked(subsidy, facts, known),
        instalments=_instalments(subsidy, known.at(today)),
        standards=tuple(value for value in values if value.name in names),
        materials=materials_of(known, subsidy.code, today),
        asked=tuple(question.label for question in subsidy.questions),
    )


def _example(subsidy: AnySubsidy, known: Parameters, today: date) -> Any:
    """The facts of the example that the template prints in 填表说明."""
    examples = {question.name: question.asked.example for question in subsidy.questions} | {APPLIED_ON: ""}
    answered = read_answers(subsidy, examples, known, today)
    if answered.facts is None:
        raise ValueError(f"the examples of {subsidy.code} cannot be read: {answered}")
    return answered.facts


def worked(subsidy: AnySubsidy, facts: Any, known: Parameters) -> str:
    """How the sum of a case comes about, in a sentence; empty where none is due."""
    parts = subsidy.assess(facts, known, Precedents()).components
    return "；".join(f"{part.label}：{part.formula}" for part in parts)


def _conditions(subsidy: AnySubsidy, facts: Any, known: Parameters) -> tuple[list[Step], list[Step]]:
    """The conditions on time, and all others; keys stand in `repeats`, missing standards among the standards."""
    steps = subsidy.assess(facts, known, Precedents()).steps
    said = [step for step in steps if not step.text.startswith(UNSET) and not step.text.endswith(ONCE)]
    if subsidy.deciding is None:
        return [], said
    span, label = subsidy.deciding.span(facts), subsidy.deciding.label
    timely = {f"{label}{span.not_before}", f"{label}{span.in_time}"}
    return [step for step in said if step.text in timely], [step for step in said if step.text not in timely]


def _time(steps: Sequence[Step], published: date) -> str:
    if not steps:
        return ""
    return f"{'，'.join(step.text for step in steps)}（发布日期 {published}，{steps[0].basis.value}）"


def _shared(subsidy: AnySubsidy, examples: Mapping[str, Any], today: InForce) -> str:
    """The types that rest on the same ground, and the rule between them (十.1)."""
    said = []
    for ground in subsidy.grounds(examples[subsidy.code]):
        pool = ground.pool
        if pool.combine is Combine.CAP or not share(pool, today, subsidy.code):
            continue
        mates = [
            other.title
            for other in CATALOGUE
            if other is not subsidy
            and share(pool, today, other.code)
            and any(one.pool is pool for one in other.grounds(examples[other.code]))
        ]
        together = f"与{'、'.join(mates)}合并计算，" if mates else ""
        highest = "，取最高一项" if pool.combine is Combine.HIGHEST else ""
        said.append(f"{pool.label}{together or '，'}按上限资助、不重复享受{highest}（{NO_DUPLICATE.short}）")
    return "；".join(said)


def _instalments(subsidy: AnySubsidy, today: InForce) -> str:
    plan = subsidy.plan(0, today)
    if len(plan) < 2:
        return ""
    return f"分 {len(plan)} 次发放：" + "、".join(
        f"{part.label}{'（年度核查通过后）' if part.needs_check else ''}" for part in plan
    )
