"""Paying what was approved: instalment by instalment, each with date and voucher number."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import CaseInstalment, LedgerEntry
from app.services.course import State
from app.services.dossiers import facts_of
from app.services.orders import Action
from app.services.policy.months import plus_years
from app.services.year_closing import require_open


def paid_by_instalment(session: Session, case_id: int) -> list[tuple[CaseInstalment, int]]:
    """The instalments of a case in order, each with what has been paid on it net of returns, in fen."""
    paid = func.coalesce(func.sum(LedgerEntry.amount_fen * LedgerEntry.direction), 0)
    rows = session.execute(
        select(CaseInstalment, paid)
        .outerjoin(LedgerEntry, LedgerEntry.instalment_id == CaseInstalment.id)
        .where(CaseInstalment.case_id == case_id)
        .group_by(CaseInstalment.id)
        .order_by(CaseInstalment.position)
    )
    return [(instalment, amount) for instalment, amount in rows]


def pay(action: Action) -> State:
    """Book the next instalment that is due; the last one completes the case."""
    case, work, order = action.case, action.work, action.order
    require_open(work, work.today)
    if case.held:
        raise action.refuse(f"已暂停（{case.hold_reason}），解除暂停后方可拨付。")
    if case.decided_on and work.today < case.decided_on:
        raise action.refuse(f"于 {case.decided_on} 批准，拨付日期不能早于批准日期，请财务核对。")
    if not order.voucher.strip():
        raise action.refuse("登记拨付须填凭证号，请财务补填。")
    open_ones = [(one, one.amount_fen - paid) for one, paid in paid_by_instalment(work.session, case.id)]
    due = [(one, left) for one, left in open_ones if left > 0]
    if not due:
        raise action.refuse("没有待拨付的款项，请财务核对台账。")
    instalment, amount = due[0]
    if instalment.position > 1 and (instalment.due_on is None or work.today < instalment.due_on):
        start = f"自 {instalment.due_on} 起" if instalment.due_on else "待前一期拨付满期后"
        raise action.refuse(f"的{instalment.label}{start}方可拨付，请财务届时办理。")
    if order.amount_fen is not None and order.amount_fen != amount:
        raise action.refuse("拨付金额须等于当期应付金额，请财务核对后重新登记。")
    work.session.add(_entry(action, instalment, amount))
    for later, _ in open_ones:
        if later.position > instalment.position and later.years_after and later.due_on is None:
            later.due_on = plus_years(work.today, later.years_after)
    case.due_on = due[1][0].due_on if len(due) > 1 else None
    return State.COMPLETED if len(due) == 1 else State.APPROVED


def _entry(action: Action, instalment: CaseInstalment, amount: int) -> LedgerEntry:
    facts = facts_of(action.case)
    return LedgerEntry(
        instalment_id=instalment.id,
        kind="payment",
        direction=1,
        amount_fen=amount,
        paid_on=action.work.today,
        voucher=action.order.voucher.strip(),
        bank=facts.bank or "",
        account_name=facts.account_name or "",
        account_number=facts.account_number or "",
        note="",
        at=action.work.now,
        account=action.work.account,
    )
