"""Who works with the program and what each may do."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Account, AccountRole
from app.services.errors import UserError
from app.services.trust.login_guards import asks_login, require_recent_password
from app.services.unit_of_work import UnitOfWork, Work

if TYPE_CHECKING:
    from app.services.storage.key_file import Slot

LOCAL = "local"


class Role(StrEnum):
    """A role by its stored code."""

    CLERK = "clerk"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    FINANCE = "finance"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role as the office calls it."""
        return TITLES[self]


TITLES = {
    Role.CLERK: "经办员",
    Role.REVIEWER: "复核员",
    Role.APPROVER: "审批人",
    Role.FINANCE: "财务",
    Role.AUDITOR: "审计",
    Role.ADMINISTRATOR: "管理员",
}
CASE_ROLES = (Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.FINANCE)
BY_NAME = (
    {role.value: role for role in Role}
    | {title: role for role, title in TITLES.items()}
    | {"admin": Role.ADMINISTRATOR}
)


@dataclass(frozen=True)
class AccountView:
    """An account and its roles."""

    name: str
    roles: tuple[Role, ...]

    @property
    def titles(self) -> str:
        """The roles as the office calls them, in one line."""
        return titles_of(self.roles)


def role_named(text: str) -> Role:
    """A role by code or Chinese title; UserError for anything else."""
    try:
        return BY_NAME[text.strip()]
    except KeyError:
        raise UserError(f"没有“{text}”这个角色，可用：{'、'.join(TITLES.values())}，请管理员核对。") from None


def roles_of(session: Session, account: str) -> frozenset[Role]:
    """The roles of an active account, none for an unknown one."""
    rows = session.execute(
        select(AccountRole.role)
        .join(Account, Account.id == AccountRole.account_id)
        .where(Account.name == account, Account.active)
    )
    return frozenset(Role(role) for (role,) in rows)


def require_role(session: Session, account: str, wanted: Collection[Role], action: str) -> None:
    """UserError unless the account holds one of the roles; in a plain folder `local` may also administer."""
    held = roles_of(session, account)
    if held & set(wanted) or (account == LOCAL and held and Role.ADMINISTRATOR in wanted):
        return
    titles = "、".join(role.label for role in Role if role in wanted)
    raise UserError(f"{account} 不能{action}，此步须由{titles}办理。")


def create(work: Work, name: str, roles: Iterable[Role], hashed: str = "", *, own: bool = False) -> None:
    """Store an account with its roles in the caller's transaction; `hashed` is a password, to be used once unless `own`."""
    set_at = work.now if hashed else None
    account = Account(
        name=name, created_at=work.now, password=hashed, password_at=set_at, one_time=not own and bool(hashed)
    )
    work.session.add(account)
    work.session.flush()
    chosen = in_order(roles)
    work.session.add_all(AccountRole(account_id=account.id, role=role.value) for role in chosen)
    work.note("建立账号", name, titles_of(chosen))


def add_account(uow: UnitOfWork, name: str, roles: Iterable[Role], hashed: str = "", slot: Slot | None = None) -> None:
    """An administrator adds an account; UserError when the name is taken, blank, or without a role.

    A name that differs from another, even one out of use, by blanks, case or width alone is taken: four eyes go by
    names. Where one logs in, `hashed` is its one-time password; `slot` lets that open an encrypted folder.
    """
    wanted, name = list(roles), name.strip()
    with uow.begin() as work:
        require_role(work.session, work.account, {Role.ADMINISTRATOR}, "建立账号")
        require_recent_password(work, "建立账号")
        if not name or not wanted:
            raise UserError("账号须有名称和至少一个角色，请管理员补齐。")
        there = {alike(known) for known in work.session.execute(select(Account.name)).scalars()}
        if alike(name) in there | {LOCAL}:
            raise UserError(f"账号 {name} 已存在（停用的账号也占用名称），请管理员换一个名称。")
        if asks_login(work.session) and not hashed:
            raise UserError(f"账号 {name} 还没有一次性密码，请管理员设置后再建立。")
        create(work, name, wanted, hashed)
        if uow.vault is not None and slot is not None:
            uow.vault.add(slot)


def alike(name: str) -> str:
    """What is left of a name without blanks, case and width."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def deactivate(uow: UnitOfWork, name: str) -> None:
    """An administrator lets an account work no longer; what it did stays. UserError for the built-in or one's own account."""
    with uow.begin() as work:
        require_role(work.session, work.account, {Role.ADMINISTRATOR}, "停用账号")
        require_recent_password(work, "停用账号")
        account = work.session.execute(select(Account).where(Account.name == name, Account.active)).scalar_one_or_none()
        if account is None:
            raise UserError(f"没有在用的账号 {name}，请管理员核对名称。")
        if name in (LOCAL, work.account):
            raise UserError(f"{name} 是内置账号或您正在使用的账号，不能停用，请换一个账号操作。")
        account.active = False
        require_administrator(work)
        work.note("停用账号", name)
    if uow.vault is not None:
        with uow.begin() as work:
            uow.vault.keep_names(work.session.scalars(select(Account.name).where(Account.active)).all())


def require_administrator(work: Work) -> None:
    """UserError when a change under way leaves a folder with login without an administrator."""
    left = select(Account.id).join(AccountRole).where(Account.active, AccountRole.role == Role.ADMINISTRATOR)
    work.session.flush()
    if asks_login(work.session) and work.session.execute(left).first() is None:
        raise UserError("至少要有一个在用的管理员账号，本次未作改动，请先让另一个账号担任管理员。")


def in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Roles, each once, in the order of the course."""
    return tuple(sorted(set(roles), key=list(Role).index))


def titles_of(roles: Iterable[Role]) -> str:
    """Roles as the office calls them, in one line."""
    return "、".join(role.label for role in roles)


def accounts(uow: UnitOfWork) -> list[AccountView]:
    """All active accounts with their roles, in the order of their making."""
    with uow.read() as work:
        names = work.session.execute(select(Account.name).where(Account.active).order_by(Account.id)).scalars().all()
        return [AccountView(name, in_order(roles_of(work.session, name))) for name in names]
