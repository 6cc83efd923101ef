"""What comes back is booked by finance: in parts, each with its voucher; mistakes by counter-entries, losses by write-off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.models import RecoveryEntry
from app.services.clawbacks.balances import Balance, balance_of
from app.services.clawbacks.entries import entry_of
from app.services.clawbacks.reassessing import reassess_others
from app.services.clawbacks.records import Hold, holding
from app.services.clawbacks.terms import ClawbackState, ClawbackStepKind, EntryKind
from app.services.money.year_closing import require_open
from app.services.policy.money import yuan
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork

FINANCE = (Role.FINANCE,)
DECIDED = (ClawbackState.DECIDED,)


@dataclass(frozen=True, slots=True)
class Booked:
    """An entry that was booked, the balance after it, and whether the clawback is settled with it."""

    entry_id: int
    balance: Balance
    settled: bool


def book_repayment(
    uow: UnitOfWork,
    number: str,
    amount_fen: int,
    voucher: str,
    *,
    note: str = "",
    beyond: bool = False,
    seen: int | None = None,
    on: date | None = None,
) -> Booked:
    """Finance books a receipt of the day `on` with its voucher; at a balance of 0 the clawback is settled.

    More than the balance is refused with the exact sum, unless `beyond` says that the bank did receive so much: the
    balance is then below 0 until a correction pays the rest back. So is what arrives after the settlement.
    """
    states = (*DECIDED, ClawbackState.SETTLED)
    with holding(uow, number, ClawbackStepKind.REPAY, FINANCE, states, seen=seen, on=on) as hold:
        require_open(hold.work, hold.work.today)
        balance = balance_of(hold.work.session, hold.clawback)
        left = balance.left_fen
        if not balance.owed_fen:
            raise hold.refuse("没有责令退回的金额，不能登记退款，请财务核对款项属于哪一件。")
        if not voucher.strip():
            raise hold.refuse("登记退款须填凭证号，请财务补填。")
        if amount_fen <= 0:
            raise hold.refuse("退款金额须大于 0 元，请财务改正。")
        if amount_fen > left and not beyond:
            raise hold.refuse(
                f"尚欠 {yuan(max(left, 0))} 元，退款 {yuan(amount_fen)} 元多出 {yuan(amount_fen - max(left, 0))} 元，"
                "请财务核对；银行确已多收的，把“银行确已多收”选为“是”登记，再退还多收部分。"
            )
        entry = entry_of(hold, EntryKind.REPAYMENT, -1, amount_fen, note=note, voucher=voucher.strip())
        return book(hold, entry, f"{yuan(amount_fen)} 元，凭证 {voucher.strip()}")


def correct_entry(
    uow: UnitOfWork,
    number: str,
    entry_id: int,
    amount_fen: int,
    reason: str,
    *,
    voucher: str = "",
    seen: int | None = None,
    on: date | None = None,
) -> Booked:
    """Finance takes an entry back, in whole or part, by a counter-entry of today with a reason.

    So a surplus is paid back (with its voucher) and a wrong booking mended. A decision is corrected by `amend_decision`.
    """
    states = (ClawbackState.DECIDED, ClawbackState.SETTLED)
    with holding(uow, number, ClawbackStepKind.CORRECT, FINANCE, states, seen=seen, on=on) as hold:
        require_open(hold.work, hold.work.today)
        original = _correctable(hold, entry_id)
        if original.kind == EntryKind.DECISION.value:
            raise hold.refuse("责令退回决定不由财务更正，复议、诉讼改变决定的，请审批人办理“更正决定”。")
        if original.kind == EntryKind.SET_OFF.value:
            raise hold.refuse("抵扣随拨付入账，有误的请财务先冲正相应的拨付。")
        return book_correction(hold, original, amount_fen, reason, voucher)


def write_off(
    uow: UnitOfWork,
    number: str,
    amount_fen: int,
    authority: str,
    reason: str,
    *,
    seen: int | None = None,
    on: date | None = None,
) -> Booked:
    """Finance writes off what will not come back, with the document that allows it; what was granted does not fall by it."""
    with holding(uow, number, ClawbackStepKind.WRITE_OFF, FINANCE, DECIDED, seen=seen, on=on) as hold:
        require_open(hold.work, hold.work.today)
        left = balance_of(hold.work.session, hold.clawback).left_fen
        if not authority.strip() or not reason.strip():
            raise hold.refuse("核销须有核销依据（文号）和理由，请财务补填。")
        if not 0 < amount_fen <= left:
            raise hold.refuse(f"核销金额须大于 0 元、不超过尚欠的 {yuan(max(left, 0))} 元，请财务改正。")
        if hold.work.account in hold.accounts_of((ClawbackStepKind.DECIDE,)):
            raise hold.refuse(f"由 {hold.work.account} 作出决定，四眼原则要求核销由其他人登记，请换一个账号。")
        entry = entry_of(hold, EntryKind.WRITE_OFF, -1, amount_fen, note=reason.strip(), authority=authority.strip())
        return book(hold, entry, f"{yuan(amount_fen)} 元，依据 {authority.strip()}：{reason.strip()}")


def book_correction(hold: Hold, original: RecoveryEntry, amount_fen: int, reason: str, voucher: str = "") -> Booked:
    """The counter-entry of an entry, not above what is left of it; UserError without a reason."""
    rest = original.amount_fen - _corrected(hold, original)
    if not 0 < amount_fen <= rest:
        raise hold.refuse(f"更正金额须大于 0 元、不超过该笔余下的 {yuan(rest)} 元，请财务改正。")
    if not reason.strip():
        raise hold.refuse("更正须写明理由，请补填。")
    entry = entry_of(
        hold,
        EntryKind.CORRECTION,
        -original.direction,
        amount_fen,
        note=reason.strip(),
        voucher=voucher.strip(),
        reverses_id=original.id,
    )
    return book(hold, entry, f"{EntryKind(original.kind).label} {yuan(amount_fen)} 元：{reason.strip()}")


def book(hold: Hold, entry: RecoveryEntry, told: str) -> Booked:
    """Store an entry, settle or reopen the clawback by its balance, and assess the others of the key again."""
    session = hold.work.session
    session.add(entry)
    session.flush()
    balance = balance_of(session, hold.clawback)
    settled = balance.left_fen == 0
    hold.write(told, ClawbackState.SETTLED if settled else ClawbackState.DECIDED)
    reassess_others(hold)
    return Booked(entry.id, balance, settled)


def _correctable(hold: Hold, entry_id: int) -> RecoveryEntry:
    """The entry of this clawback; UserError for another's, and for a correction, which is not corrected itself."""
    entry = hold.work.session.get(RecoveryEntry, entry_id)
    if entry is None or entry.clawback_id != hold.clawback.id:
        raise hold.refuse("没有这笔记录，请刷新后再办。")
    if entry.kind == EntryKind.CORRECTION.value:
        raise hold.refuse("更正记录本身不能再更正，请对原记录另行登记。")
    return entry


def _corrected(hold: Hold, original: RecoveryEntry) -> int:
    """What was taken back of an entry already, in fen."""
    query = select(func.coalesce(func.sum(RecoveryEntry.amount_fen), 0))
    return hold.work.session.execute(query.where(RecoveryEntry.reverses_id == original.id)).scalar_one()
