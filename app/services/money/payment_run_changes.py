"""Changing a run before it is booked: taking lines out, giving another account, cancelling it whole."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.models import Case, CaseInstalment, PaymentRun, PaymentRunLine
from app.services.errors import UserError
from app.services.letters.masking import masked_number
from app.services.money.payable import Payee
from app.services.policy.money import yuan
from app.services.policy.values import Unreadable, read_account_number
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

LABELS = {"open": "待到账", "booked": "已到账", "cancelled": "已作废"}


def open_run(work: Work, number: str, seen: int | None, action: str) -> PaymentRun:
    """The run for a change by finance; UserError when it is unknown, ended, or not as it was shown (`seen`)."""
    require_role(work.session, work.account, {Role.FINANCE}, action)
    run = work.session.execute(select(PaymentRun).where(PaymentRun.number == number)).scalar_one_or_none()
    if run is None:
        raise UserError(f"没有拨付批次 {number}，请财务核对批次号。")
    if seen is not None and run.version != seen:
        raise UserError(f"拨付批次 {number} 已被他人改动（现为“{LABELS[run.state]}”），本次未作改动，请刷新后再办。")
    if run.state != "open":
        raise UserError(f"拨付批次 {number} {LABELS[run.state]}，不能再{action}，请财务另编批次。")
    return run


def open_lines(work: Work, run: PaymentRun, positions: Sequence[int] | None = None) -> list[PaymentRunLine]:
    """The open lines of a run, or those of them at some places; UserError for a place without one."""
    query = select(PaymentRunLine).where(PaymentRunLine.run_id == run.id, PaymentRunLine.state == "open")
    lines = {line.position: line for line in work.session.scalars(query.order_by(PaymentRunLine.position))}
    if positions is None:
        return list(lines.values())
    if gone := [str(place) for place in positions if place not in lines]:
        raise UserError(f"拨付批次 {run.number} 的第 {'、'.join(gone)} 行已到账或已移出，请刷新后再办。")
    return [lines[place] for place in positions]


def take_out(uow: UnitOfWork, number: str, positions: Sequence[int], reason: str, *, seen: int | None = None) -> None:
    """Finance takes lines out of a run with a reason: they are due as before. Without any line left it is cancelled."""
    with uow.begin() as work:
        run = open_run(work, number, seen, "移出")
        why = _required(reason, f"从拨付批次 {number} 移出款项须写明理由，请财务补填。")
        lines = open_lines(work, run, positions)
        for line in lines:
            line.state, line.reason = "removed", why
        end_when_done(work, run)
        work.note("移出拨付批次", number, f"{_named(work, lines)}，{why}")


def change_account(
    uow: UnitOfWork, number: str, position: int, payee: Payee, reason: str, *, seen: int | None = None
) -> None:
    """Finance gives the account that a line is paid to, with the reason; the case keeps what it states."""
    with uow.begin() as work:
        run = open_run(work, number, seen, "更改收款账户")
        why = _required(reason, "更改收款账户须写明理由和依据，请财务补填。")
        line = open_lines(work, run, [position])[0]
        given = _readable(payee)
        before = _told(Payee(line.bank, line.account_name, line.account_number))
        line.bank, line.account_name, line.account_number = given.bank, given.account_name, given.account_number
        line.reason = why
        run.version += 1
        after = _told(given)
        work.note("更改收款账户", number, f"{_named(work, [line])}：{before} → {after}，{why}")


def cancel_run(uow: UnitOfWork, number: str, reason: str, *, seen: int | None = None) -> None:
    """Finance cancels a run of which nothing was booked; all its lines are due as before."""
    with uow.begin() as work:
        run = open_run(work, number, seen, "作废")
        why = _required(reason, f"作废拨付批次 {number} 须写明理由，请财务补填。")
        booked = select(PaymentRunLine.id).where(PaymentRunLine.run_id == run.id, PaymentRunLine.state == "booked")
        if count := len(work.session.scalars(booked).all()):
            raise UserError(f"拨付批次 {number} 已有 {count} 笔到账，不能作废，请财务将未到账的款项移出。")
        lines = open_lines(work, run)
        for line in lines:
            line.state, line.reason = "removed", f"批次作废：{why}"
        end_when_done(work, run)
        work.note("作废拨付批次", number, f"{len(lines)} 笔，{yuan(sum(line.amount_fen for line in lines))} 元，{why}")


def end_when_done(work: Work, run: PaymentRun) -> None:
    """Count the change, and end a run without open lines: booked when any of them was, else cancelled."""
    run.version += 1
    work.session.flush()
    states = set(work.session.scalars(select(PaymentRunLine.state).where(PaymentRunLine.run_id == run.id).distinct()))
    if "open" not in states:
        run.state = "booked" if "booked" in states else "cancelled"


def _required(reason: str, otherwise: str) -> str:
    if not reason.strip():
        raise UserError(otherwise, "reason")
    return reason.strip()


def _told(payee: Payee) -> str:
    """An account as the audit chain names it, its number masked."""
    return f"{payee.bank} {payee.account_name} {masked_number(payee.account_number)}"


def _readable(payee: Payee) -> Payee:
    if missing := payee.missing:
        raise UserError(f"请填写{'、'.join(missing)}。")
    try:
        number = read_account_number(payee.account_number)
    except Unreadable as error:
        raise UserError(f"{error.text}，请财务核对。", "account_number") from error
    return Payee(payee.bank.strip(), payee.account_name.strip(), number)


def _named(work: Work, lines: Sequence[PaymentRunLine]) -> str:
    """The cases of lines, by number; many by their count."""
    if len(lines) > 20:
        return f"{len(lines)} 笔"
    found = select(Case.number).join(CaseInstalment, CaseInstalment.case_id == Case.id)
    ids = [line.instalment_id for line in lines]
    return "、".join(work.session.scalars(found.where(CaseInstalment.id.in_(ids)).order_by(Case.id)))
