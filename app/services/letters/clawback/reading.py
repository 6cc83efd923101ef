"""What a stored clawback hands over to its letters."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.models import (
    Case,
    CaseInstalment,
    Clawback,
    ClawbackStep,
    LedgerEntry,
    Letter,
    Misconduct,
    RecoveryEntry,
    RepaymentPart,
    Statement,
)
from app.services.cases.dossiers import facts_of
from app.services.clawbacks.balances import Balance, balance_of, demanded_of, paid_of
from app.services.clawbacks.investigating import responsible_of
from app.services.clawbacks.terms import ClawbackStepKind, EntryKind, Ground
from app.services.letters.case_facts import common
from app.services.letters.clawback.facts import Banned, Part, Receipt, Review, Sent, Stated
from app.services.letters.kind import Naming
from app.services.letters.paper.content import ExplanationLine, chinese_date
from app.services.letters.service_record import served_on
from app.services.policy.assessments import Assessment
from app.services.policy.restrictions import SUPERVISION
from app.services.policy.standards import OFFICE
from app.services.supervision.misconduct import BAN
from app.services.unit_of_work import Work

KEPT_BY_GROUND = {
    Ground.DUPLICATE: "不重复享受后应予补贴的部分",
    Ground.LAPSED: "资格丧失之前应予补贴的部分",
    Ground.ERROR: "按真实情况应予补贴的部分",
}


def stated(
    work: Work,
    clawback: Clawback,
    named: Naming,
    *,
    owed_fen: int,
    on: date,
    assessment: Assessment | None = None,
) -> dict[str, Any]:
    """What every letter of a clawback states, `owed_fen` being the sum it speaks of and `on` the day of the letter.

    `assessment` is the one with the true facts, where the sum rests on one.
    """
    case = work.session.get_one(Case, clawback.case_id)
    return common(work, case, facts_of(case), named) | {
        "decided_on": on,
        "clawback_number": clawback.number,
        "opened_on": clawback.opened_on,
        "ground": Ground(clawback.ground).label if clawback.ground else "",
        "ground_clause": SUPERVISION.cited,
        "findings": clawback.facts,
        "evidence": clawback.evidence,
        "granted_on": case.decided_on,
        "granted_fen": case.granted_fen or 0,
        "paid_fen": paid_of(work.session, case.id),
        "sum_fen": owed_fen,
        "whole": case.corrected_fen == 0,
        "lines": tuple(_lines(work, case, clawback, owed_fen, assessment)),
    }


def _lines(
    work: Work, case: Case, clawback: Clawback, owed_fen: int, assessment: Assessment | None
) -> list[ExplanationLine]:
    """Every payment, what was demanded before, and what stays with the party: together the sum."""
    cited = SUPERVISION.cited
    lines = [
        ExplanationLine(
            _entry_label(entry), f"{label}，凭证号{entry.voucher}", entry.direction * entry.amount_fen, cited
        )
        for entry, label in work.session.execute(
            select(LedgerEntry, CaseInstalment.label)
            .join(CaseInstalment, CaseInstalment.id == LedgerEntry.instalment_id)
            .where(CaseInstalment.case_id == case.id)
            .order_by(LedgerEntry.id)
        )
    ]
    before = demanded_of(work.session, case.id, besides=clawback.id)
    if before:
        lines.append(ExplanationLine("以前已决定追回", "不重复追回", -before, cited))
    kept = sum(line.amount_fen or 0 for line in lines) - owed_fen
    if kept or assessment:
        label = KEPT_BY_GROUND.get(Ground(clawback.ground), "不予追回的部分")
        lines.append(ExplanationLine(label, *_reckoned(assessment, kept)))
    return lines


def _reckoned(assessment: Assessment | None, kept_fen: int) -> tuple[str, int, str]:
    """How what stays comes about, its sum in fen below 0, and the clause."""
    if assessment is None:
        return "按本案申报内容和查明的事实重新核算", -kept_fen, SUPERVISION.cited
    if failed := assessment.failed:
        return f"不符合{'、'.join(step.sentence for step in failed)}", -kept_fen, failed[0].clause.cited
    told = [*(one.formula for one in assessment.components), *(one.text for one in assessment.deductions)]
    return f"重新测算，{'；'.join(told)}", -kept_fen, assessment.components[0].clause.cited


def _entry_label(entry: LedgerEntry) -> str:
    verb = {"payment": "发放", "returned": "退票", "counter": "冲正"}[entry.kind]
    return f"{chinese_date(entry.paid_on)}{verb}"


def ordered_fen(work: Work, clawback: Clawback) -> int:
    """What was ordered back, in fen."""
    return balance_of(work.session, clawback).owed_fen


def repayment_account(work: Work) -> dict[str, Any]:
    """The office's account for repayments as its parameters name it today."""
    today = work.parameters.at(work.today)
    names = {"account_name": "退款户名", "account_bank": "退款开户银行", "account_number": "退款账号"}
    return {field: today.text(OFFICE, key) for field, key in names.items()}


def debt(work: Work, clawback: Clawback) -> dict[str, Any]:
    """What letters after the decision state beside: the decision, what came back, what is left."""
    balance: Balance = balance_of(work.session, clawback)
    return {
        "decision": sent(work, clawback, "责令退回决定书") or Sent("文号待定", clawback.decided_on or work.today),
        "return_by": clawback.return_by or work.today,
        "returned_fen": balance.returned_fen,
        "written_off_fen": balance.written_off_fen,
        "left_fen": balance.left_fen,
        **repayment_account(work),
    }


def sent(work: Work, clawback: Clawback, kind: str) -> Sent | None:
    """The last letter of a kind on the clawback, with the day of its last service."""
    letter = work.session.scalars(
        select(Letter).where(Letter.clawback_id == clawback.id, Letter.kind == kind).order_by(Letter.id.desc())
    ).first()
    if letter is None:
        return None
    return Sent(letter.number, letter.issued_on, served_on(work.session, letter.id), kind)


def review(work: Work, clawback: Clawback) -> Review | None:
    """The last 复议决定 recorded; None without one."""
    step = last_step(work, clawback, ClawbackStepKind.REVIEWED.value)
    return Review(step.reason, step.on_day) if step else None


def statements(work: Work, clawback: Clawback) -> tuple[Stated, ...]:
    """What the party stated and how it was answered, in order."""
    rows = work.session.scalars(select(Statement).where(Statement.clawback_id == clawback.id).order_by(Statement.id))
    return tuple(Stated(row.received_on, row.made_by, row.text, row.answer) for row in rows)


def parts(work: Work, clawback: Clawback) -> tuple[Part, ...]:
    """The parts of the last repayment agreement."""
    rows = work.session.scalars(
        select(RepaymentPart)
        .where(RepaymentPart.clawback_id == clawback.id)
        .order_by(RepaymentPart.round.desc(), RepaymentPart.position)
    ).all()
    return tuple(Part(row.due_on, row.amount_fen) for row in rows if row.round == rows[0].round)


def receipts(work: Work, clawback: Clawback) -> tuple[Receipt, ...]:
    """What came back, each receipt less what was corrected of it, in the order of booking; fen."""
    came = (EntryKind.REPAYMENT.value, EntryKind.SET_OFF.value)
    rows = work.session.scalars(
        select(RecoveryEntry).where(RecoveryEntry.clawback_id == clawback.id).order_by(RecoveryEntry.id)
    ).all()
    corrected: Counter[int | None] = Counter()
    for row in rows:
        corrected[row.reverses_id] += row.amount_fen
    left = ((row, row.amount_fen - corrected[row.id]) for row in rows if row.kind in came)
    return tuple(Receipt(row.on_day, EntryKind(row.kind).label, row.voucher, amount) for row, amount in left if amount)


def settled_on(work: Work, clawback: Clawback) -> date:
    """The day of the last entry, with which nothing was left."""
    query = select(func.max(RecoveryEntry.on_day)).where(RecoveryEntry.clawback_id == clawback.id)
    return work.session.execute(query).scalar_one() or work.today


def responsible(clawback: Clawback) -> tuple[str, ...]:
    """Who is held responsible, with the measures, in words."""
    return tuple(
        f"{one.name}（{one.number}）：{'、'.join(one.measures)}" if one.measures else f"{one.name}（{one.number}）"
        for one in responsible_of(clawback)
    )


def to_ban(clawback: Clawback) -> tuple[str, ...]:
    """The names of those who are to be put under 限制申报."""
    return tuple(one.name for one in responsible_of(clawback) if BAN in one.measures)


def bans(work: Work, clawback: Clawback) -> tuple[Banned, ...]:
    """Who was put under 限制申报 with the decision, as entered in 违规申领台账."""
    rows = work.session.scalars(
        select(Misconduct).where(Misconduct.clawback_id == clawback.id).order_by(Misconduct.id)
    ).all()
    return tuple(
        Banned(row.party_name, row.banned_from, row.banned_until, row.authority)
        for row in rows
        if row.banned_from and row.banned_until
    )


def last_step(work: Work, clawback: Clawback, step: str) -> ClawbackStep | None:
    """The last step of a kind on the clawback."""
    query = select(ClawbackStep).where(ClawbackStep.clawback_id == clawback.id, ClawbackStep.step == step)
    return work.session.scalars(query.order_by(ClawbackStep.id.desc())).first()
