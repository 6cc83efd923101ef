"""Paying what was approved: the one way into the ledger, for a single payment and for the lines of a run alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models import Case, LedgerEntry
from app.services.calendar.limits import due_on
from app.services.cases.course import State
from app.services.cases.orders import Action
from app.services.errors import UserError
from app.services.money.budgets import choose_source, commit_payment
from app.services.money.payable import Payable, Payee
from app.services.money.payable_cases import payables
from app.services.money.remainders import Standing
from app.services.money.year_closing import require_open
from app.services.policy.months import plus_years
from app.services.unit_of_work import Work


@dataclass(frozen=True)
class Payment:
    """A payment as it is booked: how much in fen, by which voucher, to which account, from which source, in which run."""

    amount_fen: int
    voucher: str
    payee: Payee
    source: str = ""
    run_id: int | None = None


def pay(action: Action) -> State:
    """Book the next instalment that is due; the last one completes the case."""
    case, work, order = action.case, action.work, action.order
    one = payables(work, [case])[0]
    if one.elsewhere:
        raise action.refuse(one.elsewhere)
    if obstacle := one.obstacle(work.today):
        raise UserError(obstacle)
    due = one.due
    if due is not None and order.amount_fen not in (None, due.left_fen):
        raise action.refuse("拨付金额须等于当期应付金额，请财务核对后重新登记。")
    left = due.left_fen if due else 0
    require_open(work, work.today)
    source = choose_source(work, work.today.year, left)
    book(work, one, Payment(left, order.voucher, one.payee, source))
    return State(case.state)


def book(work: Work, one: Payable, payment: Payment) -> LedgerEntry:
    """Enter a payment of the next instalment today, and move the case on; UserError when a rule or the budget forbids it.

    The entry is added to the session and not flushed. The caller has seen to role, four eyes, versions and the year.
    """
    number, due = one.case.number, one.due
    if obstacle := one.obstacle(work.today):
        raise UserError(obstacle)
    if not payment.voucher.strip():
        raise UserError(f"{number} 登记拨付须填凭证号，请财务补填。")
    if due is None or due.left_fen != payment.amount_fen:
        raise UserError(f"{number} 的应付金额已有变动，请财务将其移出批次后重新编制。")
    if due.instalment.budget_year != work.today.year:
        work.session.flush()
        commit_payment(work, due.instalment, payment.amount_fen)
    entry = entered(work, due.instalment.id, "payment", payment)
    place = one.plan.index(due)
    one.plan[place] = Standing(due.instalment, due.paid_fen + payment.amount_fen)
    begin_later(one.plan, place, work.today)
    settle(work, one.case, one.plan)
    return entry


def entered(work: Work, instalment_id: int, kind: str, payment: Payment) -> LedgerEntry:
    """Add an entry of a kind to the ledger; a payment counts up, all else down. Not flushed."""
    entry = LedgerEntry(
        instalment_id=instalment_id,
        kind=kind,
        direction=1 if kind == "payment" else -1,
        amount_fen=payment.amount_fen,
        paid_on=work.today,
        voucher=payment.voucher.strip(),
        bank=payment.payee.bank,
        account_name=payment.payee.account_name,
        account_number=payment.payee.account_number,
        note="",
        at=work.now,
        account=work.account,
        source=payment.source,
        run_id=payment.run_id,
    )
    work.session.add(entry)
    return entry


def begin_later(plan: list[Standing], place: int, day: date) -> None:
    """Let the instalments after a paid one run from the day of its payment."""
    for later in plan[place + 1 :]:
        if later.instalment.years_after and later.instalment.due_on is None:
            later.instalment.due_on = plus_years(day, later.instalment.years_after)


def settle(work: Work, case: Case, plan: list[Standing]) -> State:
    """Bring state and due date of a granted case in line with what is left to pay; for whatever changed it."""
    left = [one for one in plan if one.left_fen > 0]
    case.state = State.APPROVED if left else State.COMPLETED
    case.due_on = None
    if left:
        first = left[0].instalment
        case.due_on = first.due_on or (due_on(work, State.APPROVED, work.today) if first.position == 1 else None)
    return State(case.state)
