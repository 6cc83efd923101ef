"""Bringing back a folder that nobody can open, before anybody has logged in: by a backup and what opened it on its day."""

from __future__ import annotations

from pathlib import Path

from app.services.clock import Clock, local_time
from app.services.errors import UserError
from app.services.places import Places
from app.services.storage import data_folder
from app.services.storage.backups import FOLDER, Backup, backups_in
from app.services.storage.beside import save_bytes, saying
from app.services.storage.database import FILE_NAME, damage_of, is_plain
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.key_file import KeyFile, parse_key_file
from app.services.storage.presence import alone
from app.services.storage.remains import settle_folder_state
from app.services.storage.restoring import Opener, key_for, restore_folder, want_opener
from app.services.storage.sealed_backup import is_sealed, key_bytes
from app.services.storage.vault import Vault


class StillWhole(UserError):
    """The data that are there can be opened: they are restored by an administrator who has logged in, if at all."""


def backups_there(places: Places) -> list[Backup]:
    """The backups beside the database, the latest first; the office may have said that they lie elsewhere."""
    return backups_in(places.data / FOLDER)


def asks_opener(path: Path) -> bool:
    """Whether a backup opens only with a password or a sheet; UserError when it cannot be read."""
    with saying(path.parent):
        return is_sealed(path)


def rescue(places: Places, path: Path, opener: Opener | None, clock: Clock = local_time) -> str:
    """Restore a backup where there are no data, or none that can be opened; what was done, as a sentence.

    Where only the key file is lost or spoilt it alone is taken from the backup. StillWhole when nothing is to be
    rescued; OpenerWanted or UserError when the backup is not opened.
    """
    settle_folder_state(places.data)
    key = key_for(path, None, want_opener if opener is None else lambda: opener)
    name = opener.name if opener and opener.name else "恢复单" if key else ""
    if key is not None and _lacks_only_keys(places.data, key):
        return _bring_back_keys(places, path, Vault(places.data / KEYS, key), name, clock)
    _refuse_whole(places.data, key)
    replaced = restore_folder(places, path, name, clock, key)
    kept = f"原来的数据在 {replaced.name}" if replaced.exists() else "原来没有数据"
    return f"已用 {path.name} 恢复，{kept}，请重新进入。"


def _lacks_only_keys(data: Path, key: bytes) -> bool:
    database, keys = data / FILE_NAME, _keys_there(data)
    if not database.exists() or (keys is not None and keys.intact(key)):
        return False
    return not is_plain(database) and damage_of(database, key) == ""


def _bring_back_keys(places: Places, path: Path, vault: Vault, name: str, clock: Clock) -> str:
    with saying(places.data), alone(places.data, "取回密钥文件"):
        if vault.path.exists():
            vault.path.replace(vault.path.with_name(f"恢复前-{clock():%Y%m%d-%H%M%S}.keys"))
        save_bytes(vault.path, key_bytes(path))
    uow = data_folder.opened(places, vault, clock)
    with uow.acting_as(name).begin() as work:
        work.note("取回密钥文件", path.name, "数据未动")
    uow.engine.dispose()
    return (
        f"数据完好，只从 {path.name} 取回了密钥文件，请用备份当日的密码登录；登不进去的账号请管理员重置，或用恢复单。"
    )


def _refuse_whole(data: Path, key: bytes | None) -> None:
    database, keys = data / FILE_NAME, _keys_there(data)
    if not database.exists():
        return
    if is_plain(database):
        if damage_of(database) == "":
            raise StillWhole(f"{data} 里的数据完好，没有恢复，请进入程序后由管理员在“系统”的“备份”里恢复。")
    elif keys is not None and (key is None or not keys.intact(key)):
        raise StillWhole(
            f"{data} 里是另一套加密的数据，没有恢复，请管理员登录后在“系统”的“备份”里恢复；打不开的请先移到别处。"
        )
    elif key is not None and damage_of(database, key) == "":
        raise StillWhole(f"{data} 里的数据完好，没有恢复，请管理员登录后在“系统”的“备份”里恢复。")


def _keys_there(data: Path) -> KeyFile | None:
    """The key file beside the database; None when there is none that can be read."""
    try:
        return parse_key_file((data / KEYS).read_bytes())
    except (OSError, ValueError):
        return None
