"""Restoring a data folder as a whole: who may, the backup made ready and brought up to date, the act written down, the swap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.services.clock import Clock, local_time
from app.services.errors import UserError
from app.services.places import Places
from app.services.storage import data_folder
from app.services.storage.backups import unpack
from app.services.storage.beside import saying
from app.services.storage.database import FILE_NAME
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.key_file import SHEET
from app.services.storage.recovery_code import read_code
from app.services.storage.sealed_backup import keys_in
from app.services.storage.swapping import preparing, swap
from app.services.storage.vault import Vault
from app.services.trust.accounts import LOCAL, Role, require_role
from app.services.trust.login_guards import require_recent_password
from app.services.unit_of_work import UnitOfWork

DEED = "恢复备份"


@dataclass(frozen=True)
class Opener:
    """What opens an encrypted backup: an account with its password of that day; without a name, the sheet's code."""

    name: str
    secret: str = field(repr=False)


class OpenerWanted(UserError):
    """The backup is another folder's: its own account and password, or its recovery sheet, have to be given."""


def require_keeper(uow: UnitOfWork) -> None:
    """UserError unless the account may restore: an administrator, or in a plain folder the built-in account.

    The password is asked for again.
    """
    with uow.begin() as work:  # so that a refusal is written down
        require_role(work.session, work.account, {Role.ADMINISTRATOR}, DEED)
        require_recent_password(work, DEED)


def key_for(path: Path, uow: UnitOfWork | None, ask: Callable[[], Opener]) -> bytes | None:
    """What opens a backup: None for a plain one, the folder's own key, else what `ask` gives opens it.

    UserError when it does not.
    """
    content = keys_in(path) if path.is_file() else None
    if content is None:
        return None
    if uow is not None and uow.key is not None and content.intact(uow.key):
        return uow.key
    given = ask()
    name, secret = (given.name, given.secret) if given.name else (SHEET, read_code(given.secret))
    key = content.open(name, secret)
    if key is None:
        what = "用这个账号和密码" if given.name else "用这张恢复单"
        raise UserError(
            f"备份 {path.name} 不能{what}打开，现有数据未动，请用备份当日的账号和密码，或当时的恢复单。", "secret"
        )
    return key


def want_opener() -> Opener:
    """Where nothing has been given yet; always an OpenerWanted."""
    raise OpenerWanted("这份备份出自另一个数据文件夹，现有数据未动，请输入备份当日的账号和密码，或当时的恢复单。")


def restore_folder(
    places: Places, path: Path, account: str, clock: Clock = local_time, key: bytes | None = None
) -> Path:
    """Put a backup in place of the database of a folder that nobody has open; what it is replaced by tells of it.

    Gives where the replaced file lies (it need not exist). `key` opens an encrypted backup. UserError when the backup
    does not verify, or somebody has the folder open; the data are untouched then.
    """
    kept = f"恢复前-{clock():%Y%m%d-%H%M%S}"
    with saying(places.data), preparing(places.data, DEED) as folder:
        unpack(path, folder, key)
        ready = replace(places, data=folder)
        if key is None:
            uow, _ = data_folder.open_closed(ready, clock)
        else:
            uow = data_folder.opened(ready, Vault(folder / KEYS, key), clock)
        with uow.acting_as(account or LOCAL).begin() as work:
            there = (places.data / FILE_NAME).exists()
            work.note(DEED, path.name, f"原来的数据在 {kept}.db" if there else "原来没有数据")
        uow.engine.dispose()
        return swap(places.data, folder, kept)
