"""Encrypting a folder that was made without: a new database beside the old one, a key for every account, then the swap."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select

from app.models import Account
from app.services.errors import UserError
from app.services.places import Places
from app.services.storage import data_folder
from app.services.storage.backups import Occasion, back_up
from app.services.storage.beside import saying
from app.services.storage.data_folder import FirstAdministrator
from app.services.storage.database import FILE_NAME, connect, damage_of
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.recovering import RecoverySheet, new_sheet
from app.services.storage.restoring import require_keeper
from app.services.storage.swapping import preparing, swap
from app.services.storage.vault import Vault, new_vault
from app.services.trust import accounts
from app.services.trust.accounts import LOCAL, Role, roles_of
from app.services.trust.attendance import Attendance
from app.services.trust.login_guards import asks_login, demand_login, guards
from app.services.trust.logins import check_rules, confirm
from app.services.trust.passwords import Passwords, one_time
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork, Work

DEED = "加密数据文件夹"


@dataclass(frozen=True)
class Encrypted:
    """What came of it: where the unencrypted database lies, the new recovery sheet, one-time passwords by account."""

    replaced: Path
    sheet: RecoverySheet = field(repr=False)
    first: tuple[tuple[str, str], ...] = field(repr=False)


def encrypt_folder(uow: UnitOfWork, places: Places, passwords: Passwords, who: FirstAdministrator) -> Encrypted:
    """Encrypt a folder that nobody else has open. `who` administers it from now on, by the password given.

    Where people log in already that is the administrator at work, by the own password; all others get one-time
    passwords. UserError, with field name or new, for what will not do, and when the copy is not the same.
    """
    asked = _check(uow, passwords, who)
    found = verify(uow).problems
    back_up(uow, Occasion.ENCRYPTING)
    name, kept = who.name.strip(), f"加密前-{uow.clock():%Y%m%d-%H%M%S}"
    uow.engine.dispose()
    with saying(places.data), preparing(places.data, DEED) as folder:
        vault = new_vault(folder / KEYS, passwords.cost, name, who.password)
        _export(places.data / FILE_NAME, folder / FILE_NAME, vault.key)
        made = data_folder.opened(replace(places, data=folder), vault, uow.clock)
        try:
            first = _hand_out(made.acting_as(uow.account), vault, name)
            _store(made.acting_as(uow.account), passwords, who, first, asked=asked)
            added = [problem for problem in verify(made).problems if problem not in found]
            sheet = new_sheet(made.acting_as(name, Attendance(uow.clock())))
        finally:
            made.engine.dispose()
        if added:
            raise UserError(
                f"加密后的数据没有通过核对（{added[0].rstrip('。')}），没有加密，现有数据未动，请联系维护人员。"
            )
        return Encrypted(swap(places.data, folder, kept), sheet, first)


def _check(uow: UnitOfWork, passwords: Passwords, who: FirstAdministrator) -> bool:
    """Whether people log in; UserError for who may not, and for a name or password that will not do."""
    if uow.vault is not None:
        raise UserError("这个数据文件夹已经加密，不必再加密。")
    require_keeper(uow)
    name = who.name.strip()
    with uow.read() as work:
        asked, kinds = asks_login(work.session), guards(work).kinds
        known = {accounts.alike(one) for one in work.session.scalars(select(Account.name))}
        administers = Role.ADMINISTRATOR in roles_of(work.session, name)
    if asked:
        if name != uow.account:
            raise UserError(f"加密由登录的管理员办理，请填 {uow.account} 的密码。", "name")
        confirm(uow, passwords, who.password, DEED)
        return True
    if not name or accounts.alike(name) == LOCAL or (accounts.alike(name) in known and not administers):
        raise UserError("请填写管理员的账号名称（不能用 local，也不能是办案的账号），一般用本人姓名。", "name")
    check_rules(who.password, name, kinds)
    return False


def _export(source: Path, target: Path, key: bytes) -> None:
    """Every table, index and trigger into a new encrypted database; UserError unless all rows are there."""
    with closing(sqlcipher.connect(str(source), isolation_level=None)) as plain:
        plain.execute(f"ATTACH DATABASE ? AS safe KEY \"x'{key.hex()}'\"", (str(target),))
        plain.execute("SELECT sqlcipher_export('safe')")
        for name in ("application_id", "user_version"):
            plain.execute(f"PRAGMA safe.{name} = {plain.execute(f'PRAGMA {name}').fetchone()[0]}")
        plain.execute("DETACH DATABASE safe")
    problem = damage_of(target, key)
    if problem or _contents(source, None) != _contents(target, key):
        raise UserError(
            f"加密的副本与原数据不一致（{problem or '条数不同'}），没有加密，现有数据未动，请管理员检查磁盘后重试。"
        )


def _contents(path: Path, key: bytes | None) -> dict[str, object]:
    """The definition of everything in a database, and how many rows each table has."""
    with closing(connect(path, key, read_only=True)) as connection:
        parts = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        tables = [name for kind, name, _ in parts if kind == "table"]
        counts = {one: connection.execute(f'SELECT count(*) FROM "{one}"').fetchone()[0] for one in tables}  # noqa: S608 - names of our own tables
        return {"parts": parts, **counts}


def _hand_out(uow: UnitOfWork, vault: Vault, name: str) -> tuple[tuple[str, str], ...]:
    """A one-time password for every account in use but the administrator's, each opening the new database."""
    with uow.read() as work:
        query = select(Account.name).where(Account.active, Account.name.not_in((name, LOCAL))).order_by(Account.id)
        others = work.session.scalars(query).all()
    first = tuple((other, one_time()) for other in others)
    for other, password in first:
        vault.add(vault.slot_for(other, password))
    return first


def _store(
    uow: UnitOfWork,
    passwords: Passwords,
    who: FirstAdministrator,
    first: tuple[tuple[str, str], ...],
    *,
    asked: bool,
) -> None:
    """The new passwords in the new database; where nobody logged in, login from now on and no built-in account."""
    hashed = {name: passwords.hashed(password) for name, password in first}
    own = passwords.hashed(who.password)
    with uow.begin() as work:
        for name, stored in hashed.items():
            account = _named(work, name)
            if account is not None:
                account.password, account.password_at, account.one_time = stored, work.now, True
                account.failures, account.locked_until = 0, None
        if not asked:
            demand_login(work)
            _appoint(work, who.name.strip(), own)
        work.note(DEED, "", f"一次性密码 {len(first)} 个" + ("" if asked else "，以后须登录，内置账号停用"))


def _appoint(work: Work, name: str, hashed: str) -> None:
    account, built_in = _named(work, name), _named(work, LOCAL)
    if account is None:
        accounts.create(work, name, (Role.ADMINISTRATOR,), hashed, own=True)
    else:
        account.password, account.password_at, account.one_time = hashed, work.now, False
    if built_in is not None:
        built_in.active = False


def _named(work: Work, name: str) -> Account | None:
    return work.session.scalars(select(Account).where(Account.name == name)).one_or_none()
