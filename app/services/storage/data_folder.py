"""A data folder: made once, opened by window and commands alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from app.services.clock import Clock, local_time
from app.services.errors import UserError
from app.services.places import Places
from app.services.policy.standards import BUDGET_CONTROL, NO_LIMIT, OFFICE, UNCHECKED, YEARLY_CHECK, Entry
from app.services.standards import parameters
from app.services.standards.standards_file import shipped_parameters
from app.services.storage.beside import saying
from app.services.storage.database import FILE_NAME, is_plain
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.key_file import read_key_file
from app.services.storage.migrating import open_database
from app.services.storage.reasons import reason_of
from app.services.storage.remains import refuse_lost, settle_folder_state
from app.services.storage.swapping import preparing, swap
from app.services.storage.sweeping import sweep
from app.services.storage.vault import Vault, new_vault
from app.services.storage.whereabouts import refuse_network
from app.services.trust import accounts
from app.services.trust.accounts import CASE_ROLES, LOCAL, Role
from app.services.trust.login_guards import asks_login, demand_login, guards_of
from app.services.trust.logins import check_rules
from app.services.trust.passwords import Passwords
from app.services.unit_of_work import UnitOfWork

NEEDS_LOGIN = "这个数据文件夹须登录，请用 --as 指明账号，密码按提示输入，或由 YEJI_PASSWORD_FILE 指定的文件提供。"
PLAIN, LONG_AGO = "明文数据文件夹（测试、演示）", date(2018, 1, 1)
FREE_HAND = (
    Entry(BUDGET_CONTROL, "", LONG_AGO, PLAIN, NO_LIMIT),
    Entry(YEARLY_CHECK, "", LONG_AGO, PLAIN, UNCHECKED),
)
"""What the commands of a plain folder do without: they know no budget and no 年度核查."""


def exists(places: Places) -> bool:
    """Whether the data folder has been set up; a restore that was broken off is finished first, what it left is wiped.

    DatabaseLost when an office's folder is without its database; UserError for a folder on a network drive.
    """
    refuse_network(places.data)
    sweep(places.data)
    settle_folder_state(places.data)
    refuse_lost(places.data)
    return (places.data / FILE_NAME).exists()


def set_up(
    places: Places, entries: Iterable[Entry] = (), clock: Clock = local_time, *, unlimited: bool = True
) -> UnitOfWork:
    """Make an empty plain data folder with the built-in account; UserError when there is one already.

    `unlimited`: a year approves without a budget and a later instalment needs no 年度核查, as demonstrations and
    commands expect; an office does not.
    """
    with _making(places) as ready:
        uow = _connect(ready, LOCAL, clock)
        with uow.begin() as work:
            accounts.create(work, LOCAL, CASE_ROLES)
            work.note("建立数据文件夹", detail="明文、无登录")
            wanted = [*FREE_HAND, *entries] if unlimited else list(entries)
            if wanted:
                parameters.store(work, wanted)
        uow.engine.dispose()
    return _connect(places, LOCAL, clock)


@dataclass(frozen=True)
class FirstAdministrator:
    """Who sets up a folder with login: the name and the password of the first administrator."""

    name: str
    password: str = field(repr=False)


def set_up_with_login(
    places: Places,
    first: FirstAdministrator,
    passwords: Passwords,
    entries: Iterable[Entry] = (),
    clock: Clock = local_time,
) -> UnitOfWork:
    """Make an empty encrypted data folder, which account and password open; nobody is at work in the one given back.

    UserError when there is one already, or with field name or new when the administrator's are not fit.
    """
    _require_none(places)
    name = first.name.strip()
    if not name or accounts.alike(name) == LOCAL:
        raise UserError("请填写管理员的账号名称（不能用 local），一般用本人姓名。", "name")
    check_rules(first.password, name, guards_of(shipped_parameters(places.resources), clock().date()).kinds)
    hashed = passwords.hashed(first.password)
    with _making(places) as ready:
        vault = new_vault(ready.data / KEYS, passwords.cost, name, first.password)
        uow = _connect(ready, name, clock, vault)
        with uow.begin() as work:
            demand_login(work)
            accounts.create(work, name, (Role.ADMINISTRATOR,), hashed, own=True)
            work.note("建立数据文件夹", detail="有登录、已加密")
            if wanted := list(entries):
                parameters.store(work, wanted)
        uow.engine.dispose()
    return opened(places, Vault(places.data / KEYS, vault.key), clock)


@contextmanager
def _making(places: Places) -> Iterator[Places]:
    """A folder in which all is made ready; behind the block it becomes the data folder, or there is none."""
    _require_none(places)
    with saying(places.data), preparing(places.data, "建立数据文件夹") as folder:
        yield replace(places, data=folder)
        swap(places.data, folder, "建立前")


def office_defaults(places: Places, day: date) -> tuple[str, int]:
    """The name of the office as shipped, and of how many kinds of signs a password has to be."""
    shipped = shipped_parameters(places.resources)
    return shipped.at(day).text(OFFICE, "名称"), guards_of(shipped, day).kinds


def named_office(places: Places, name: str, day: date) -> tuple[Entry, ...]:
    """The entry that names the office from the beginning; none when it is called as shipped."""
    shipped = shipped_parameters(places.resources).at(day).entries[OFFICE, "名称"]
    return (Entry(OFFICE, "名称", shipped.start, "首次设置", name),) if name and name != shipped.value else ()


def is_encrypted(places: Places) -> bool:
    """Whether the data folder opens only with a password; UserError when there is none."""
    _require_one(places)
    path = places.data / FILE_NAME
    try:
        return path.stat().st_size > 0 and not is_plain(path)
    except OSError as error:
        raise UserError(f"数据文件 {path} 打不开（{reason_of(error)}），请管理员检查文件权限后重试。") from error


def needs_login(places: Places, clock: Clock = local_time) -> bool:
    """Whether the data folder asks for account and password; UserError when it cannot be opened."""
    if is_encrypted(places):
        read_key_file(places.data / KEYS)  # says so when it is missing
        return True
    uow, asks = open_closed(places, clock)
    uow.engine.dispose()
    return asks


def opened(places: Places, vault: Vault, clock: Clock = local_time) -> UnitOfWork:
    """An encrypted data folder with nobody at work yet, its database migrated first."""
    return _connect(places, "", clock, vault)


def open_closed(places: Places, clock: Clock = local_time) -> tuple[UnitOfWork, bool]:
    """A data folder that is not encrypted with nobody at work yet, its database migrated first.

    Also whether it asks for a login. UserError for an encrypted one, which only a password opens.
    """
    if is_encrypted(places):
        read_key_file(places.data / KEYS)  # says so when it is missing
        raise UserError(NEEDS_LOGIN)
    uow = _connect(places, "", clock)
    with uow.read() as work:
        return uow, asks_login(work.session)


def open_folder(places: Places, account: str = LOCAL, clock: Clock = local_time) -> UnitOfWork:
    """Open a plain data folder for an account, its database migrated first; UserError when folder or account is unknown."""
    uow, closed = open_closed(places, clock)
    with uow.read() as work:
        known = bool(accounts.roles_of(work.session, account))
    if closed or not known:
        uow.engine.dispose()
        raise UserError(NEEDS_LOGIN if closed else f"没有账号 {account}，请管理员先建立账号。")
    return uow.acting_as(account)


def _require_none(places: Places) -> None:
    if exists(places):
        raise UserError(f"数据文件夹 {places.data} 已经建立，未作改动，请直接打开，或换一个文件夹。")


def _require_one(places: Places) -> None:
    if not exists(places):
        raise UserError(f"数据文件夹 {places.data} 尚未建立，请管理员先用 init 建立，或用 --data 指定别的文件夹。")


def _connect(places: Places, account: str, clock: Clock, vault: Vault | None = None) -> UnitOfWork:
    engine = open_database(places.data, places.migrations, clock(), vault.key if vault else None)
    return UnitOfWork(engine, account, shipped_parameters(places.resources), clock, vault=vault)
