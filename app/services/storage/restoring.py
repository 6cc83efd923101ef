"""Restoring a data folder as a whole: who may, the backup put in place, its shape brought up to date, the act written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from app.services.clock import Clock, local_time
from app.services.errors import UserError
from app.services.places import Places
from app.services.storage import data_folder
from app.services.storage.backups import restore
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.sealed_backup import keys_in
from app.services.storage.vault import Vault
from app.services.trust.accounts import LOCAL, Role, require_role
from app.services.unit_of_work import UnitOfWork


def require_keeper(uow: UnitOfWork) -> None:
    """UserError unless the account may restore: an administrator, or in a plain folder the built-in account."""
    with uow.read() as work:
        require_role(work.session, work.account, {Role.ADMINISTRATOR}, "恢复备份")


def key_for(path: Path, uow: UnitOfWork | None, ask: Callable[[], tuple[str, str]]) -> bytes | None:
    """What opens a backup: None for a plain one, the folder's own key, else what `ask` gives opens it.

    `ask` gives an account and its password on the day of the backup. UserError when they do not open it.
    """
    content = keys_in(path) if path.is_file() else None
    if content is None:
        return None
    if uow is not None and uow.key is not None and content.intact(uow.key):
        return uow.key
    name, secret = ask()
    key = content.open(name, secret)
    if key is None:
        raise UserError(f"备份 {path.name} 不能用这个账号和密码打开，现有数据未动，请用备份当日的账号和密码。")
    return key


def refuse_foreign() -> NoReturn:
    """Where no account and password of another folder's backup can be asked for; always a UserError."""
    raise UserError("这份备份出自另一个数据文件夹，现有数据未动，请管理员用 restore 命令恢复，并输入备份当日的密码。")


def restore_folder(
    places: Places, path: Path, account: str, clock: Clock = local_time, key: bytes | None = None
) -> Path:
    """Put a backup in place of the database of a folder that nobody has open, and write that into its chain.

    Gives where the replaced file lies (it need not exist). `key` opens an encrypted backup. UserError when the backup
    does not verify.
    """
    replaced = restore(places.data, path, clock(), key)
    if key is None:
        uow, _ = data_folder.open_closed(places, clock)
    else:
        uow = data_folder.opened(places, Vault(places.data / KEYS, key), clock)
    with uow.acting_as(account or LOCAL).begin() as work:
        work.note("恢复备份", path.name, f"原来的数据在 {replaced.name}" if replaced.exists() else "原来没有数据")
    uow.engine.dispose()
    return replaced
