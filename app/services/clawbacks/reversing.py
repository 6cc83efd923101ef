"""What a payment taken back (退票, 冲正) means for clawbacks: demanded money comes back there, set-offs are undone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Case, Clawback, LedgerEntry, RecoveryEntry
from app.services.clawbacks.balances import demanded_of, paid_of
from app.services.clawbacks.booking import book
from app.services.clawbacks.entries import entry_of
from app.services.clawbacks.records import Hold
from app.services.clawbacks.terms import ClawbackState, ClawbackStepKind, EntryKind
from app.services.errors import UserError
from app.services.policy.money import yuan
from app.services.unit_of_work import Work


def require_reversible(work: Work, case: Case, entry: LedgerEntry) -> None:
    """UserError when a payment was ordered back already: what the bank returns is then a repayment of the clawback."""
    demanded = demanded_of(work.session, case.id)
    if demanded > paid_of(work.session, case.id) - entry.amount_fen:
        states = (ClawbackState.DECIDED.value, ClawbackState.SETTLED.value)
        query = select(Clawback.number).where(Clawback.case_id == case.id, Clawback.state.in_(states))
        number = work.session.scalars(query.order_by(Clawback.id.desc())).first()
        raise UserError(
            f"{case.number} 已由 {number} 责令退回 {yuan(demanded)} 元，不能再冲减该笔拨付，"
            "银行退回的款项请财务在该追回案件中登记退款。"
        )


def require_restorable(work: Work, case: Case, entry: LedgerEntry) -> None:
    """UserError when part of the payment that a counter-entry would restore had been set off: it is paid anew instead."""
    if entry.reverses_id is not None and _set_offs(work.session, entry.reverses_id):
        raise UserError(f"{case.number} 的原发放含抵扣，不能恢复，请财务重新编入拨付批次。")


def undo_set_off(work: Work, entry: LedgerEntry, reason: str) -> None:
    """What was set off with a payment is owed again when the payment is taken back."""
    for row in _set_offs(work.session, entry.id):
        clawback = work.session.get_one(Clawback, row.clawback_id)
        hold = Hold(work, clawback, ClawbackStepKind.CORRECT)
        made = entry_of(hold, EntryKind.CORRECTION, 1, row.amount_fen, note=reason, reverses_id=row.id)
        book(hold, made, f"抵扣 {yuan(row.amount_fen)} 元更正：{reason}")


def _set_offs(session: Session, ledger_id: int) -> Sequence[RecoveryEntry]:
    query = select(RecoveryEntry).where(
        RecoveryEntry.ledger_id == ledger_id, RecoveryEntry.kind == EntryKind.SET_OFF.value
    )
    return session.scalars(query).all()
