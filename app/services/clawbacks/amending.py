"""After the decision: a 复议决定 and what it, or a court, changes of the sum that is owed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.models import RecoveryEntry
from app.services.cases.course import RESTORED
from app.services.clawbacks.booking import Booked, book_correction
from app.services.clawbacks.opening import write_case_step
from app.services.clawbacks.records import INVESTIGATORS, Hold, holding
from app.services.clawbacks.revoking import correct
from app.services.clawbacks.sums import alone_of
from app.services.clawbacks.terms import ClawbackState, ClawbackStepKind, EntryKind
from app.services.money.year_closing import require_open
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork

AFTER = (ClawbackState.DECIDED, ClawbackState.SETTLED)


def record_review(
    uow: UnitOfWork, number: str, served_on: date, document: str, *, seen: int | None = None, on: date | None = None
) -> None:
    """Clerk or reviewer records that a 复议决定 was served on the party; the time to sue runs from it (15 days)."""
    with holding(uow, number, ClawbackStepKind.REVIEWED, INVESTIGATORS, AFTER, seen=seen, on=on) as hold:
        decided = hold.clawback.decided_on or served_on
        if not document.strip():
            raise hold.refuse("须填写复议决定的机关和文号，请经办人补填。")
        if not decided <= served_on <= hold.work.today:
            raise hold.refuse(f"复议决定的送达日期须在决定日 {decided} 与今天之间，请核对。")
        hold.write(document.strip(), on_day=served_on)


def amend_decision(
    uow: UnitOfWork, number: str, amount_fen: int, reason: str, *, seen: int | None = None, on: date | None = None
) -> Booked:
    """An approver lowers what is owed by so many fen, as a 复议决定 or a judgment wants it.

    What the case gives alone rises by as much; UserError when its keys were meanwhile taken by another case. What was
    cancelled before it was paid stays so.
    """
    with holding(uow, number, ClawbackStepKind.CORRECT, (Role.APPROVER,), AFTER, seen=seen, on=on) as hold:
        require_open(hold.work, hold.work.today)
        original = hold.work.session.execute(
            select(RecoveryEntry).where(
                RecoveryEntry.clawback_id == hold.clawback.id, RecoveryEntry.kind == EntryKind.DECISION.value
            )
        ).scalar_one_or_none()
        if original is None:
            raise hold.refuse("没有责令退回的金额，不必更正。")
        _restore(hold, amount_fen)
        return book_correction(hold, original, amount_fen, reason)


def _restore(hold: Hold, amount_fen: int) -> None:
    case, work = hold.case, hold.work
    try:
        with work.session.begin_nested():
            correct(work, case, min(case.gross_fen, alone_of(case) + max(0, amount_fen)))
    except IntegrityError:
        raise hold.refuse(
            f"{case.number} 撤销后，其唯一性标识已被其他案件占用，不能恢复补贴，请审批人先处理占用的案件。"
        ) from None
    write_case_step(work, case, RESTORED, f"{hold.clawback.number} 更正决定")
