"""Logging in and out, locking, and giving the password again; each is in the audit chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select

from app.models import Account
from app.services.errors import UserError
from app.services.storage.key_file import Slot
from app.services.trust.login_guards import guards
from app.services.trust.passwords import Passwords, rules
from app.services.unit_of_work import UnitOfWork, Work

LOGIN = "登录"
WRONG = "账号或密码不对，请核对大小写后重新输入；忘记密码请管理员重置。"


class AccountLocked(UserError):
    """Too many wrong passwords: the account is locked for a while."""


class Renewal(StrEnum):
    """Why a new password has to be set before anything else."""

    NONE = ""
    FIRST = "first"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Entered:
    """Who has logged in, and whether a password of one's own has to be set first."""

    account: str
    renewal: Renewal


def log_in(folder: UnitOfWork, passwords: Passwords, name: str, password: str, door: str = "窗口") -> Entered:
    """Let an account in through a `door`; UserError, the same for unknown names and wrong passwords, or when locked."""
    known = _check(folder, passwords, name.strip(), password, LOGIN, door)
    return Entered(name.strip(), known)


def confirm(uow: UnitOfWork, passwords: Passwords, password: str, deed: str) -> None:
    """The person at work gives the password again before a deed; UserError when it is wrong or the account locked."""
    _check(uow, passwords, uow.account, password, "再次验证密码", deed)
    if uow.attendance is not None:
        uow.attendance.prove(uow.clock())


def unlock(uow: UnitOfWork, passwords: Passwords, password: str) -> None:
    """The person at work comes back to the locked window; UserError when the password is wrong or the account locked."""
    _check(uow, passwords, uow.account, password, "解除屏幕锁定", "")
    if uow.attendance is not None:
        uow.attendance.prove(uow.clock())


def lock(uow: UnitOfWork, why: str) -> None:
    """The window has been locked; `why` says by hand or by standing idle."""
    with uow.begin() as work:
        work.note("锁定屏幕", uow.account, why)


def log_out(uow: UnitOfWork) -> None:
    """The person at work leaves."""
    with uow.begin() as work:
        work.note("退出", uow.account)


def set_own(uow: UnitOfWork, passwords: Passwords, old: str, new: str, again: str) -> None:
    """Change one's own password, knowing the old one; UserError with its field (old, new, again)."""
    try:
        _check(uow, passwords, uow.account, old, "验证原密码", "")
    except UserError as error:
        if error.text != WRONG:
            raise
        raise UserError("原密码不对，请重新输入；忘记密码请管理员重置。", "old") from error
    with uow.read() as work:
        wanted = guards(work).kinds
    check_rules(new, uow.account, wanted)
    if new != again:
        raise UserError("两次输入的新密码不一致，请重新输入。", "again")
    if new == old:
        raise UserError("新密码不能与原密码相同，请换一个。", "new")
    hashed, slot = passwords.hashed(new), uow.vault.slot_for(uow.account, new) if uow.vault else None
    with uow.begin() as work:
        account = _named(work, uow.account)
        if account is None:
            raise UserError(f"账号 {uow.account} 已停用，请管理员处理。", "old")
        account.password, account.password_at, account.one_time = hashed, work.now, False
        work.note("设置密码", uow.account)
        give_slot(uow, slot)
    keep_last_slot(uow, uow.account)


def give_slot(uow: UnitOfWork, slot: Slot | None) -> None:
    """Within a transaction that stores a new password: let it open an encrypted folder, beside the former one."""
    if uow.vault is not None and slot is not None:
        uow.vault.add(slot)


def keep_last_slot(uow: UnitOfWork, name: str) -> None:
    """Behind that transaction: the former password of an account no longer opens an encrypted folder."""
    if uow.vault is not None:
        with uow.begin():
            uow.vault.keep_last(name)


def check_rules(password: str, account: str, kinds: int) -> None:
    """UserError, with field new, for a password that does not meet the rules."""
    broken = "，".join(rule.text for rule in rules(password, account, kinds) if not rule.met)
    if broken:
        raise UserError(f"密码不符合要求：须{' ' * broken[0].isdigit()}{broken}，请换一个。", "new")


def _check(uow: UnitOfWork, passwords: Passwords, name: str, password: str, action: str, detail: str) -> Renewal:
    """Compare a password and write down what came of it, before anybody hears of it; UserError unless it was right."""
    with uow.read() as work:
        found = _named(work, name)
        stored = found.password if found else ""
    matched = passwords.matches(stored, password)  # outside of the transaction: it takes a while on purpose
    with uow.acting_as(name if found else "").begin() as work:
        account = _named(work, name)
        if account is None:
            work.note(f"{action}失败", "", "账号不存在或已停用")
            refusal = WRONG
        else:
            refusal = _judge(work, account, action, matched=matched and account.password == stored)
        if not refusal and account is not None:
            renewal = _renewal(work, account)
            work.note(action, name, detail)
    if refusal:
        raise AccountLocked(refusal) if refusal != WRONG else UserError(refusal)
    return renewal


def _judge(work: Work, account: Account, action: str, *, matched: bool) -> str:
    """Why the account is not let in, counted and written down; empty when it is."""
    asked = guards(work)
    if account.locked_until is not None and work.now < account.locked_until:
        work.note(f"{action}被拒", account.name, f"已锁定至 {account.locked_until:%H:%M}")
        return locked_sentence(account.name, account.locked_until)
    if account.locked_until is not None:
        account.failures, account.locked_until = 0, None
    if matched:
        account.failures = 0
        return ""
    account.failures += 1
    work.note(f"{action}失败", account.name, f"连续第 {account.failures} 次密码不对")
    if asked.failures and asked.lock_minutes and account.failures >= asked.failures:
        account.locked_until = work.now + timedelta(minutes=asked.lock_minutes)
        work.note("锁定账号", account.name, f"至 {account.locked_until:%Y-%m-%d %H:%M}")
        return locked_sentence(account.name, account.locked_until)
    return WRONG


def locked_sentence(name: str, until: datetime) -> str:
    """That an account is locked, until when, and the way out."""
    return f"账号 {name} 因连续输错密码已锁定，{until:%H:%M} 以后可以再试，急用请管理员解锁或重置密码。"


def _renewal(work: Work, account: Account) -> Renewal:
    if account.one_time or account.password_at is None:
        return Renewal.FIRST
    days = guards(work).renew_days
    return Renewal.EXPIRED if days and work.now >= account.password_at + timedelta(days=days) else Renewal.NONE


def _named(work: Work, name: str) -> Account | None:
    """The account of a name, when it is in use."""
    return work.session.execute(select(Account).where(Account.name == name, Account.active)).scalar_one_or_none()
