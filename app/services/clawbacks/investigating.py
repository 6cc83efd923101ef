"""Finding out: facts, evidence, ground, the true answers, the day of the loss, and who is responsible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from json import dumps, loads
from typing import Any

from app.models import Clawback
from app.services.cases.dossiers import definition, facts_of
from app.services.clawbacks.records import INVESTIGATORS, Hold, holding
from app.services.clawbacks.terms import INVESTIGATED, ClawbackState, ClawbackStepKind, Ground
from app.services.policy.answers import read_answers
from app.services.policy.raw import Unreadable
from app.services.policy.values import read_credit_code, read_identity_number
from app.services.supervision.misconduct import MEASURES
from app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Responsible:
    """A unit or person held responsible; `party` is person or unit, `number` identity number or credit code.

    A party of the case needs no number: it has that of the case.
    """

    party: str
    number: str
    name: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Findings:
    """What the investigation found. `true_answers` are all answers as they should have been, typed as in the form."""

    facts: str
    evidence: str
    ground: Ground
    true_answers: Mapping[str, str] | None = None
    lapsed_on: date | None = None
    responsible: tuple[Responsible, ...] = ()


def record(
    uow: UnitOfWork, number: str, findings: Findings, *, seen: int | None = None, on: date | None = None
) -> None:
    """Clerk or reviewer writes down what was found; a sum proposed before falls away, and a party notified is told anew.

    UserError when a true answer cannot be read, or the day of the loss is missing or out of place.
    """
    with holding(uow, number, ClawbackStepKind.RECORD, INVESTIGATORS, INVESTIGATED, seen=seen, on=on) as hold:
        _require_sound(hold, findings)
        clawback = hold.clawback
        clawback.facts, clawback.evidence = findings.facts.strip(), findings.evidence.strip()
        clawback.ground, clawback.lapsed_on = findings.ground.value, findings.lapsed_on
        clawback.true_facts = dumps(dict(findings.true_answers), ensure_ascii=False) if findings.true_answers else ""
        responsible = [asdict(_numbered(hold, one)) for one in findings.responsible]
        clawback.responsible = dumps(responsible, ensure_ascii=False)
        clawback.proposed_fen = clawback.reply_by = None
        hold.write(f"{findings.ground.label}：{clawback.facts}", ClawbackState.INVESTIGATING)


def _require_sound(hold: Hold, findings: Findings) -> None:
    if not findings.facts.strip():
        raise hold.refuse("查明的事实不能为空，请经办人补填。")
    if (findings.ground is Ground.LAPSED) != (findings.lapsed_on is not None):
        raise hold.refuse("资格丧失须填写丧失之日，其他事由不填，请经办人改正。")
    if findings.lapsed_on and findings.lapsed_on > hold.work.today:
        raise hold.refuse(f"资格丧失之日 {findings.lapsed_on} 尚未到来，请经办人核对。")
    unknown = {measure for one in findings.responsible for measure in one.measures} - set(MEASURES)
    if unknown:
        raise hold.refuse(f"没有“{min(unknown)}”这项处理措施，请从列表中选择。")
    if findings.ground is Ground.FRAUD and not findings.responsible:
        raise hold.refuse("弄虚作假须列明责任单位或责任人，作出决定时列入违规申领台账，请经办人添加责任人。")
    for one in findings.responsible:
        _require_party(hold, _numbered(hold, one))
    if findings.true_answers:
        true_facts(hold, findings.true_answers)


def _numbered(hold: Hold, one: Responsible) -> Responsible:
    """The same with its number: left blank for a party of the case, it is that of the case."""
    facts, number = facts_of(hold.case), one.number.strip()
    own = ("unit_name", "credit_code") if one.party == "unit" else ("person_name", "identity_number")
    name, of_case = (getattr(facts, field, "") or "" for field in own)
    return replace(one, number=of_case) if not number and one.name.strip() == name else one


def _require_party(hold: Hold, one: Responsible) -> None:
    """UserError unless the party is named and its number can be read."""
    if not one.name.strip():
        raise hold.refuse("责任单位或责任人须填写名称，请经办人补填。")
    try:
        if one.party == "unit":
            read_credit_code(one.number.strip())
        else:
            read_identity_number(one.number.strip(), hold.work.today)
    except Unreadable as error:
        raise hold.refuse(f"{one.name}的证号“{one.number}”有误：{error.text}，请经办人改正。") from error


def true_facts(hold: Hold, answers: Mapping[str, str]) -> Any:
    """The case's facts as they should have been; UserError at the first answer that is blank or cannot be read."""
    subsidy = definition(hold.case)
    read = read_answers(subsidy, answers, hold.work.parameters, hold.work.today)
    if read.blank:
        raise hold.refuse(f"真实情况中的“{read.blank[0].label}”为必填项，请经办人补填。")
    if read.wrong:
        raise hold.refuse(f"真实情况中{next(iter(read.wrong.values()))}，请经办人改正。")
    return read.facts


def answers_of(clawback: Clawback) -> dict[str, str]:
    """The true answers as stored; empty when there are none."""
    stored: dict[str, str] = loads(clawback.true_facts) if clawback.true_facts else {}
    return stored


def responsible_of(clawback: Clawback) -> tuple[Responsible, ...]:
    """Who is held responsible, as stored."""
    stored = loads(clawback.responsible) if clawback.responsible else []
    return tuple(Responsible(one["party"], one["number"], one["name"], tuple(one["measures"])) for one in stored)
