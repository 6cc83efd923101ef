"""A data folder: made once, opened by window and commands alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.services import accounts, parameters
from app.services.accounts import CASE_ROLES, LOCAL
from app.services.clock import Clock, local_time
from app.services.database import FILE_NAME
from app.services.errors import UserError
from app.services.migrating import open_database
from app.services.places import Places
from app.services.policy.standards import BUDGET_CONTROL, NO_LIMIT, Entry
from app.services.standards_file import shipped_parameters
from app.services.unit_of_work import UnitOfWork

UNLIMITED = Entry(BUDGET_CONTROL, "", date(2018, 1, 1), "明文数据文件夹（测试、演示）", NO_LIMIT)


def exists(places: Places) -> bool:
    """Whether the data folder has been set up."""
    return (places.data / FILE_NAME).exists()


def set_up(
    places: Places, entries: Iterable[Entry] = (), clock: Clock = local_time, *, unlimited: bool = True
) -> UnitOfWork:
    """Make an empty plain data folder with the built-in account; UserError when there is one already.

    `unlimited`: a year approves without a budget, as tests, demonstrations and commands expect; an office does not.
    """
    if exists(places):
        raise UserError(f"数据文件夹 {places.data} 已经建立，未作改动，请直接打开，或换一个文件夹。")
    uow = _connect(places, LOCAL, clock)
    with uow.begin() as work:
        accounts.create(work, LOCAL, CASE_ROLES)
        work.note("建立数据文件夹", detail="明文、无登录")
        wanted = [UNLIMITED, *entries] if unlimited else list(entries)
        if wanted:
            parameters.store(work, wanted)
    return uow


def open_folder(places: Places, account: str = LOCAL, clock: Clock = local_time) -> UnitOfWork:
    """Open a data folder for an account, its database migrated first; UserError when folder or account is unknown."""
    if not exists(places):
        raise UserError(f"数据文件夹 {places.data} 尚未建立，请管理员先用 init 建立，或用 --data 指定别的文件夹。")
    uow = _connect(places, account, clock)
    with uow.read() as work:
        if not accounts.roles_of(work.session, account):
            uow.engine.dispose()
            raise UserError(f"没有账号 {account}，请管理员先建立账号。")
    return uow


def _connect(places: Places, account: str, clock: Clock) -> UnitOfWork:
    engine = open_database(places.data, places.migrations, clock())
    return UnitOfWork(engine, account, shipped_parameters(places.resources), clock)
