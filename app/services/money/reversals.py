"""Taking back what the ledger says, by further entries: returned payments (退票) and counter-entries (冲正)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from app.models import Case, CaseInstalment, LedgerEntry
from app.services.calendar.limits import due_on
from app.services.cases.course import BOOKED_BACK, Stage, State
from app.services.cases.stepping import stepped
from app.services.clawbacks.reversing import require_restorable, require_reversible, undo_set_off
from app.services.errors import UserError
from app.services.money.budgets import commit_again, commit_payment, source_left, sources
from app.services.money.payable import Payable, Payee
from app.services.money.payable_cases import payables
from app.services.money.payments import Payment, begin_later, entered, settle
from app.services.money.remainders import Standing
from app.services.money.year_closing import require_open
from app.services.policy.money import yuan
from app.services.trust.accounts import Role, require_role
from app.services.trust.login_guards import require_recent_password
from app.services.unit_of_work import UnitOfWork, Work


class Back(StrEnum):
    """Why an entry is taken back: the bank returned the money, or the entry was wrong. The values are kinds of entries."""

    RETURNED = "returned"
    COUNTER = "counter"

    @property
    def label(self) -> str:
        """As the office calls it."""
        return BOOKED_BACK[self.value]


@dataclass(frozen=True)
class Reversal:
    """What is to be entered against an entry: the day, the voucher, and the reason."""

    entry_id: int
    why: Back
    day: date
    voucher: str
    reason: str


@dataclass(frozen=True)
class Reversed:
    """What came of it: the case, its state, and the sum in fen that is to be paid again (negative: no longer)."""

    case_number: str
    state: State
    amount_fen: int


def reverse(uow: UnitOfWork, asked: Reversal) -> Reversed:
    """Finance enters a returned payment or a counter-entry; the instalment is due again, a completed case approved again.

    A counter-entry of a return or counter-entry restores the payment. UserError when the entry was taken back already,
    the day lies before it or in a closed year, or voucher or reason are missing.
    """
    with uow.begin(on=asked.day) as work:
        require_role(work.session, work.account, {Role.FINANCE}, f"登记{asked.why.label}")
        require_recent_password(work, f"登记{asked.why.label}")
        entry = _entry(work, asked)
        case = _case(work, entry)
        one = payables(work, [case])[0]
        before = State(case.state)
        if entry.kind == "payment":
            _take_back(work, one, entry, asked)
        else:
            _restore(work, one, entry, asked)
        after = settle(work, case, one.plan)
        stage = "" if entry.kind == "payment" else Stage.PAY
        stepped(work, case, asked.why, (before, after), reason=asked.reason.strip(), stage=stage)
        work.session.flush()
        undo_set_off(work, entry, f"{asked.why.label}，{asked.reason.strip()}")
        for standing in one.plan:
            if standing.instalment.id == entry.instalment_id and entry.kind == "payment":
                commit_again(work, standing.instalment)
        told = f"{entry.paid_on} 凭证 {entry.voucher}，{yuan(entry.amount_fen)} 元，{asked.reason.strip()}"
        work.note(f"登记{asked.why.label}", case.number, told)
        return Reversed(case.number, after, entry.amount_fen * entry.direction)


def _entry(work: Work, asked: Reversal) -> LedgerEntry:
    """The entry, when it can be taken back this way on this day."""
    label = asked.why.label
    entry = work.session.get(LedgerEntry, asked.entry_id)
    if entry is None:
        raise UserError("台账中没有这一笔，请刷新后再办。")
    named = f"{entry.paid_on} 凭证 {entry.voucher} 的{'发放' if entry.kind == 'payment' else BOOKED_BACK[entry.kind]}"
    if asked.why is Back.RETURNED and entry.kind != "payment":
        raise UserError(f"{named}不是发放，不能登记退票，登记有误的请财务登记冲正。")
    back = work.session.scalar(select(LedgerEntry).where(LedgerEntry.reverses_id == entry.id))
    if back is not None:
        raise UserError(
            f"{named}已由 {back.account} 于 {back.paid_on} 冲减（凭证 {back.voucher}），不能再次登记{label}。"
        )
    if not asked.voucher.strip():
        raise UserError(f"登记{label}须填凭证号，请财务补填。", "voucher")
    if not asked.reason.strip():
        raise UserError(f"登记{label}须写明原因，请财务补填。", "reason")
    if asked.day < entry.paid_on:
        raise UserError(f"{label}日期不能早于原登记日期 {entry.paid_on}，请财务核对。", "day")
    require_open(work, asked.day)
    return entry


def _case(work: Work, entry: LedgerEntry) -> Case:
    joined = select(Case).join(CaseInstalment, CaseInstalment.case_id == Case.id)
    return work.session.scalars(joined.where(CaseInstalment.id == entry.instalment_id)).one()


def _take_back(work: Work, one: Payable, entry: LedgerEntry, asked: Reversal) -> None:
    """A negative entry; the instalment is due again, and what was to follow it waits for its payment anew."""
    require_reversible(work, one.case, entry)
    _against(work, entry, asked, asked.why.value)
    place = _place(one, entry)
    instalment = one.plan[place].instalment
    one.plan[place] = Standing(instalment, one.plan[place].paid_fen - entry.amount_fen)
    if instalment.position == 1:
        instalment.due_on = due_on(work, State.APPROVED, work.today)
    for later in one.plan[place + 1 :]:
        if later.instalment.years_after and later.paid_fen == 0:
            later.instalment.due_on = None


def _restore(work: Work, one: Payable, entry: LedgerEntry, asked: Reversal) -> None:
    """A positive entry against one that should not have been: the payment stands as it did."""
    place = _place(one, entry)
    standing = one.plan[place]
    for obstacle in one.blocked:
        raise UserError(f"{one.case.number} {obstacle.sentence('恢复原发放')}")
    if banned := one.banned(asked.day, "恢复原发放"):
        raise UserError(f"{one.case.number} {banned}")
    if one.run:
        raise UserError(f"{one.case.number} 已编入拨付批次 {one.run}，请财务先将其移出批次，再登记冲正。")
    require_restorable(work, one.case, entry)
    if standing.left_fen < entry.amount_fen:
        raise UserError(f"{one.case.number} 的{standing.instalment.label}已重新拨付，不能恢复原发放，请财务核对台账。")
    if why := one.not_mine():
        raise UserError(why)
    commit_payment(work, standing.instalment, entry.amount_fen)
    _require_source(work, one.case, entry)
    _against(work, entry, asked, "payment")
    one.plan[place] = Standing(standing.instalment, standing.paid_fen + entry.amount_fen)
    original = work.session.get(LedgerEntry, entry.reverses_id) if entry.reverses_id else None
    begin_later(one.plan, place, original.paid_on if original else work.today)


def _require_source(work: Work, case: Case, entry: LedgerEntry) -> None:
    """The source of a payment that is to stand again has so much left in the year in which it will be counted."""
    year, source = work.today.year, entry.source
    if not sources(work, year):
        return
    if (left := source_left(work, year, source)) < entry.amount_fen:
        raise UserError(
            f"{case.number} 恢复原发放须由“{source or '（未填来源）'}”支出 {yuan(entry.amount_fen)} 元，"
            f"{year} 年度该来源只剩 {yuan(max(left, 0))} 元，请财务追加该来源的预算后再登记冲正。"
        )


def _place(one: Payable, entry: LedgerEntry) -> int:
    return next(place for place, row in enumerate(one.plan) if row.instalment.id == entry.instalment_id)


def _against(work: Work, entry: LedgerEntry, asked: Reversal, kind: str) -> None:
    """The entry that takes another back, from the same source and account."""
    payee = Payee(entry.bank, entry.account_name, entry.account_number)
    made = entered(work, entry.instalment_id, kind, Payment(entry.amount_fen, asked.voucher, payee, entry.source))
    made.note, made.reverses_id = asked.reason.strip(), entry.id
