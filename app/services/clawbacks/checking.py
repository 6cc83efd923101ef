"""Whether clawbacks agree with their cases and the ledger to the fen; every disagreement is one Chinese sentence."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import and_, case, exists, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from app.models import Case, CaseInstalment, Clawback, LedgerEntry, Reassessment, RecoveryEntry
from app.services.clawbacks.balances import by_case
from app.services.clawbacks.terms import INVESTIGATED, ClawbackState, EntryKind
from app.services.policy.money import yuan

HINT = "请管理员核查。"
LABEL = "补差"


def clawback_problems(session: Session) -> Iterator[str]:
    """All that is wrong with clawbacks; nothing when all is well."""
    for check in (_settled, _demanded, _corrections, _set_offs, _held, _cancelled, _topped_up):
        yield from check(session)


def _settled(session: Session) -> Iterator[str]:
    """A clawback is settled when its balance is 0, and owes nothing before the decision."""
    balance = func.coalesce(func.sum(RecoveryEntry.direction * RecoveryEntry.amount_fen), 0)
    settled, decided = ClawbackState.SETTLED.value, ClawbackState.DECIDED.value
    rows = session.execute(
        select(Clawback.number, balance)
        .outerjoin(RecoveryEntry, RecoveryEntry.clawback_id == Clawback.id)
        .group_by(Clawback.id)
        .having(
            or_(
                and_(Clawback.state == decided, balance == 0),
                and_(Clawback.state != decided, balance != 0),
                and_(Clawback.state.not_in((settled, decided)), func.count(RecoveryEntry.id) > 0),
            )
        )
    )
    for number, left in rows:
        yield f"{number} 的状态与余额 {yuan(left)} 元不符，{HINT}"


def _demanded(session: Session) -> Iterator[str]:
    """No more is demanded back than was paid net of returned payments."""
    paid = (
        select(func.coalesce(func.sum(LedgerEntry.direction * LedgerEntry.amount_fen), 0))
        .join(CaseInstalment, CaseInstalment.id == LedgerEntry.instalment_id)
        .where(CaseInstalment.case_id == Case.id)
        .correlate(Case)
        .scalar_subquery()
    )
    sums = by_case()
    rows = session.execute(
        select(Case.number, sums.c.demanded_fen, paid)
        .join(sums, sums.c.case_id == Case.id)
        .where(or_(sums.c.demanded_fen > paid, sums.c.demanded_fen < 0))
    )
    for number, demanded, given in rows:
        yield f"{number} 已拨付 {yuan(given)} 元，决定追回的却有 {yuan(demanded)} 元，{HINT}"


def _corrections(session: Session) -> Iterator[str]:
    """A correction goes against an entry of the same clawback, the other way, and all of them not beyond it."""
    original = aliased(RecoveryEntry)
    corrected = func.sum(RecoveryEntry.amount_fen)
    sound = and_(
        original.clawback_id == RecoveryEntry.clawback_id,
        original.direction == -RecoveryEntry.direction,
        original.kind != EntryKind.CORRECTION.value,
    )
    rows = session.execute(
        select(Clawback.number, RecoveryEntry.reverses_id)
        .join(Clawback, Clawback.id == RecoveryEntry.clawback_id)
        .outerjoin(original, original.id == RecoveryEntry.reverses_id)
        .where(RecoveryEntry.kind == EntryKind.CORRECTION.value)
        .group_by(Clawback.number, RecoveryEntry.reverses_id)
        .having(
            or_(
                func.coalesce(corrected > original.amount_fen, True),
                func.sum(case((not_(func.coalesce(sound, False)), 1), else_=0)) > 0,
            )
        )
    )
    for number, entry in rows:
        yield f"{number} 对第 {entry} 号记录的更正超出原额或无从对应，{HINT}"


def _set_offs(session: Session) -> Iterator[str]:
    """What is set off was kept of a payment, and not more than the payment was."""
    correction = aliased(RecoveryEntry)
    undone = (
        select(func.coalesce(func.sum(correction.amount_fen), 0))
        .where(correction.reverses_id == RecoveryEntry.id)
        .correlate(RecoveryEntry)
        .scalar_subquery()
    )
    kept = func.sum(RecoveryEntry.amount_fen - undone)
    rows = session.execute(
        select(func.min(Clawback.number))
        .select_from(RecoveryEntry)
        .join(Clawback, Clawback.id == RecoveryEntry.clawback_id)
        .outerjoin(LedgerEntry, and_(LedgerEntry.id == RecoveryEntry.ledger_id, LedgerEntry.kind == "payment"))
        .where(RecoveryEntry.kind == EntryKind.SET_OFF.value)
        .group_by(RecoveryEntry.ledger_id)
        .having(func.coalesce(kept > LedgerEntry.amount_fen, True))
    )
    for number in rows.scalars():
        yield f"{number} 的抵扣与拨付台账不符，{HINT}"


def _held(session: Session) -> Iterator[str]:
    """A case under investigation is held."""
    rows = session.execute(
        select(Clawback.number, Case.number)
        .join(Case, Case.id == Clawback.case_id)
        .where(Clawback.state.in_([state.value for state in INVESTIGATED]), ~Case.held)
    )
    for number, held in rows:
        yield f"{held} 正在追回调查（{number}），却没有暂停，{HINT}"


def _cancelled(session: Session) -> Iterator[str]:
    """What instalments say was cancelled is what the decisions cancelled, and only decisions correct a case's own sum."""
    cancelled = (
        select(func.coalesce(func.sum(CaseInstalment.cancelled_fen), 0))
        .where(CaseInstalment.case_id == Case.id)
        .correlate(Case)
        .scalar_subquery()
    )
    decided = (
        select(func.coalesce(func.sum(Clawback.cancelled_fen), 0))
        .where(Clawback.case_id == Case.id)
        .correlate(Case)
        .scalar_subquery()
    )
    states = (ClawbackState.DECIDED.value, ClawbackState.SETTLED.value)
    known = exists().where(Clawback.case_id == Case.id, Clawback.state.in_(states))
    rows = session.execute(
        select(Case.number).where(or_(cancelled != decided, Case.corrected_fen.is_not(None) != known))
    )
    for number in rows.scalars():
        yield f"{number} 停止拨付的金额或更正后的核定与追回决定不符，{HINT}"


def _topped_up(session: Session) -> Iterator[str]:
    """Every 补差 that was granted is an instalment, and the other way round."""
    planned = (
        select(func.coalesce(func.sum(CaseInstalment.amount_fen), 0))
        .where(CaseInstalment.case_id == Case.id, CaseInstalment.label == LABEL)
        .correlate(Case)
        .scalar_subquery()
    )
    granted = (
        select(func.coalesce(func.sum(Reassessment.amount_fen), 0))
        .where(Reassessment.case_id == Case.id, Reassessment.kind == "top_up", Reassessment.state == "done")
        .correlate(Case)
        .scalar_subquery()
    )
    for number in session.scalars(select(Case.number).where(planned != granted)):
        yield f"{number} 的补差与审批记录不符，{HINT}"
