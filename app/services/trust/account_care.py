"""What an administrator does to accounts: new ones, one-time passwords, unlocking, roles, back into use; and how each stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, select

from app.models import Account, AccountRole, AuditEntry
from app.services.errors import UserError
from app.services.storage.tries_audited import audit_tries, forgive
from app.services.trust.accounts import (
    LOCAL,
    Role,
    add_account,
    in_order,
    require_administrator,
    require_role,
    titles_of,
)
from app.services.trust.login_guards import asks_login, guards, require_recent_password
from app.services.trust.logins import LOGIN, check_rules, give_slot, keep_last_slot
from app.services.trust.passwords import Passwords
from app.services.unit_of_work import UnitOfWork, Work


class Standing(StrEnum):
    """How an account stands."""

    IN_USE = "启用"
    NEW = "待首次登录"
    LOCKED = "已锁定"
    CLOSED = "停用"


@dataclass(frozen=True)
class AccountLine:
    """An account as the administrator sees it; `last_login` is None before the first."""

    name: str
    roles: tuple[Role, ...]
    standing: Standing
    last_login: datetime | None

    @property
    def titles(self) -> str:
        """The roles as the office calls them, in one line."""
        return titles_of(self.roles)


def account_lines(uow: UnitOfWork) -> list[AccountLine]:
    """All accounts in the order of their making, those out of use last."""
    audit_tries(uow)
    with uow.read() as work:
        logins = select(AuditEntry.account, func.max(AuditEntry.at)).where(AuditEntry.action == LOGIN)
        last: dict[str, datetime] = {
            row[0]: row[1] for row in work.session.execute(logins.group_by(AuditEntry.account))
        }
        roles: dict[int, list[Role]] = {}
        for number, role in work.session.execute(select(AccountRole.account_id, AccountRole.role)):
            roles.setdefault(number, []).append(Role(role))
        rows = work.session.execute(select(Account).order_by(Account.active.desc(), Account.id)).scalars()
        return [
            AccountLine(row.name, in_order(roles.get(row.id, ())), _standing(row, work.now), last.get(row.name))
            for row in rows
        ]


def open_account(uow: UnitOfWork, passwords: Passwords, name: str, roles: Iterable[Role], first: str) -> None:
    """An administrator adds an account with a password to be used once; UserError as add_account, or with field new."""
    _check_first(uow, first, name)
    slot = uow.vault.slot_for(name.strip(), first) if uow.vault else None
    add_account(uow, name, roles, passwords.hashed(first), slot)


def reset(uow: UnitOfWork, passwords: Passwords, name: str, first: str) -> None:
    """An administrator gives an account a new password to be used once, and unlocks it; one out of use works again."""
    _check_first(uow, first, name)
    hashed, slot = passwords.hashed(first), uow.vault.slot_for(name, first) if uow.vault else None
    with uow.begin() as work:
        account = _cared_for(work, name, "重置密码")
        if not account.active:
            account.active = True
            work.note("重新启用账号", name)
        account.password, account.password_at, account.one_time = hashed, work.now, True
        account.failures, account.locked_until = 0, None
        work.note("重置密码", name)
        give_slot(uow, slot)
    keep_last_slot(uow, name)
    forgive(uow, name)


def unlock(uow: UnitOfWork, name: str) -> None:
    """An administrator ends the lock-out of an account early."""
    audit_tries(uow)
    with uow.begin() as work:
        account = _cared_for(work, name, "解锁账号")
        if _standing(account, work.now) is not Standing.LOCKED:
            raise UserError(f"账号 {name} 没有锁定，不必解锁。")
        account.failures, account.locked_until = 0, None
        work.note("解锁账号", name)
    forgive(uow, name)


def change_roles(uow: UnitOfWork, name: str, roles: Iterable[Role]) -> None:
    """An administrator gives another account other roles; what it did under the former ones stays, four eyes too."""
    wanted = in_order(roles)
    with uow.begin() as work:
        account = _cared_for(work, name, "变更角色")
        if not wanted:
            raise UserError("账号至少要有一个角色，请管理员勾选；不再使用的账号请停用。")
        rows = work.session.execute(select(AccountRole.role).where(AccountRole.account_id == account.id)).scalars()
        before = in_order(map(Role, rows))
        if before == wanted:
            return
        work.session.execute(delete(AccountRole).where(AccountRole.account_id == account.id))
        work.session.add_all(AccountRole(account_id=account.id, role=role.value) for role in wanted)
        require_administrator(work)
        work.note("变更角色", name, f"{titles_of(before)} → {titles_of(wanted)}")


def _cared_for(work: Work, name: str, deed: str) -> Account:
    """Somebody else's account, for an administrator alone."""
    require_role(work.session, work.account, {Role.ADMINISTRATOR}, deed)
    require_recent_password(work, deed)
    account = work.session.execute(select(Account).where(Account.name == name)).scalar_one_or_none()
    if account is None:
        raise UserError(f"没有账号 {name}，请管理员核对名称。")
    if name in (LOCAL, work.account):
        raise UserError(f"{name} 是内置账号或您自己的账号，不能对它{deed}，请另一位管理员办理。")
    return account


def _check_first(uow: UnitOfWork, first: str, name: str) -> None:
    with uow.read() as work:
        if not asks_login(work.session):
            raise UserError("这个数据文件夹不设登录，账号没有密码，不必设置。")
        wanted = guards(work).kinds
    check_rules(first, name, wanted)


def _standing(account: Account, now: datetime) -> Standing:
    if not account.active:
        return Standing.CLOSED
    if account.locked_until is not None and now < account.locked_until:
        return Standing.LOCKED
    return Standing.NEW if account.one_time else Standing.IN_USE
