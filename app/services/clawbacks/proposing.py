"""The sum that is to come back, as computed or as an officer enters it with a reason."""

from __future__ import annotations

from datetime import date

from app.services.clawbacks.records import INVESTIGATORS, Hold, fetch_clawback, holding
from app.services.clawbacks.sums import TakeBack, alone_of, take_back
from app.services.clawbacks.terms import ClawbackState, ClawbackStepKind, Ground
from app.services.policy.money import yuan
from app.services.unit_of_work import UnitOfWork


def preview(uow: UnitOfWork, number: str) -> TakeBack:
    """What would come back as things stand, with its explanation; UserError while the ground is not established."""
    with uow.read() as work:
        return take_back(Hold(work, fetch_clawback(work.session, number), ClawbackStepKind.PROPOSE))


def propose(
    uow: UnitOfWork,
    number: str,
    sum_fen: int | None = None,
    reason: str = "",
    *,
    seen: int | None = None,
    on: date | None = None,
) -> TakeBack:
    """Clerk or reviewer proposes the computed sum, or another one in fen with a reason, up to what was paid.

    UserError for fraud with another sum (全部予以收回), and when there is nothing to take back.
    """
    states = (ClawbackState.INVESTIGATING,)
    with holding(uow, number, ClawbackStepKind.PROPOSE, INVESTIGATORS, states, seen=seen, on=on) as hold:
        found = take_back(hold)
        if sum_fen is not None and sum_fen != found.owed_fen:
            found = other_sum(hold, found, sum_fen, reason)
        if not found.owed_fen and not found.cancelled_fen:
            raise hold.refuse("测算没有应追回或停止拨付的款项，请核对查明的事实，或由审批人撤销立案。")
        hold.clawback.proposed_fen = found.owed_fen
        hold.write(f"应退回 {yuan(found.owed_fen)} 元" + (f"：{reason.strip()}" if reason.strip() else ""))
        return found


def other_sum(hold: Hold, found: TakeBack, sum_fen: int, reason: str) -> TakeBack:
    """The sum that an officer sets in place of the computed one; UserError out of bounds or without a reason."""
    if hold.clawback.ground == Ground.FRAUD:
        raise hold.refuse(f"弄虚作假的全部予以收回，金额为 {yuan(found.owed_fen)} 元，不能更改。")
    if not 0 <= sum_fen <= found.most_fen:
        raise hold.refuse(f"追回金额须在 0 元与已拨付未追回的 {yuan(found.most_fen)} 元之间，请经办人改正。")
    if not reason.strip():
        raise hold.refuse(f"追回金额与测算的 {yuan(found.owed_fen)} 元不同，须写明理由，请补填。")
    return found.fixed_at(sum_fen, alone_of(hold.case))
