"""Backups: taken from the live database, verified before they count, kept in a ring; unpacked only after they verify."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from app.models import FolderSetting
from app.services.errors import UserError
from app.services.storage.backup_ring import kept
from app.services.storage.beside import save_bytes, saying, settle, settle_folder
from app.services.storage.database import FILE_NAME, connect, damage_of, driver_of
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.sealed_backup import append_keys, copy_database, database_alone, is_sealed, key_bytes, keys_in
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork

FOLDER = "备份"
PLACE = "备份位置"
ENDING = ".yjbak"
SUM_ENDING = ".sha256"
_NAME = re.compile(r"^(\d{8}-\d{6})-(.+)\.yjbak$")
_STAMP = "%Y%m%d-%H%M%S"
_PIECE = 1 << 20


class Occasion(StrEnum):
    """Why a backup was taken."""

    DAILY = "每日"
    ASKED = "手动"
    IMPORT = "导入前"
    CLOSING = "年终结账前"
    ENCRYPTING = "加密前"


@dataclass(frozen=True)
class Backup:
    """A backup file by its name; whether it is good only `problem_of` says."""

    path: Path
    made_at: datetime
    occasion: str

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size


def folder_of(uow: UnitOfWork) -> Path:
    """Where the backups of a data folder lie: where the office has said, else beside the database."""
    with uow.read() as work:
        said = work.session.get(FolderSetting, PLACE)
    return Path(said.value) if said and said.value else Path(str(uow.engine.url.database)).parent / FOLDER


def choose_folder(uow: UnitOfWork, folder: Path) -> None:
    """An administrator says where backups go from now on; UserError for a place that cannot be written."""
    with saying(folder):
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{token_hex(4)}"
        probe.touch()
        probe.unlink()
    with uow.begin() as work:
        require_role(work.session, work.account, {Role.ADMINISTRATOR}, "设置备份位置")
        work.session.merge(FolderSetting(name=PLACE, value=str(folder)))
        work.note("设置备份位置", str(folder))


def back_up(uow: UnitOfWork, occasion: Occasion) -> Backup:
    """Take a verified backup into the ring and thin it; UserError when it cannot be written or does not verify."""
    now, folder = uow.clock(), folder_of(uow)
    target = folder / f"{now:{_STAMP}}-{occasion}{ENDING}"
    with saying(folder):
        folder.mkdir(parents=True, exist_ok=True)
        write_backup(uow, target)
        _thin(folder)
    with uow.begin() as work:
        work.note("备份", target.name, str(folder))
    return Backup(target, now.replace(microsecond=0), occasion)


def back_up_to(uow: UnitOfWork, target: Path) -> None:
    """Take a verified backup to a file of the caller's choice; UserError as `back_up`."""
    with uow.begin() as work:
        require_role(work.session, work.account, {Role.ADMINISTRATOR}, "备份")
        work.note("备份", target.name, str(target.parent))
    with saying(target.parent):
        write_backup(uow, target)


def write_backup(uow: UnitOfWork, target: Path) -> None:
    """Copy the live database beside `target`, verify the copy, move it into place with its checksum."""
    beside = target.with_name(f".{target.name}-{token_hex(4)}")
    try:
        with closing(uow.engine.raw_connection()) as live, closing(connect(beside, uow.key)) as copy:
            driver_of(live).backup(copy)
        problem = damage_of(beside, uow.key)
        if problem:
            raise UserError(f"备份没有通过核对（{problem}），没有保存，请管理员检查磁盘后重试。")
        if uow.vault is not None:
            append_keys(beside, uow.vault.path)
        settle(beside)
        digest = _digest(beside)
        _checksum(target).unlink(missing_ok=True)  # a backup without one can be restored, one with another's can not
        beside.replace(target)
        settle_folder(target.parent)
        save_bytes(_checksum(target), f"{digest}  {target.name}\n".encode())
    finally:
        beside.unlink(missing_ok=True)


def backups_in(folder: Path) -> list[Backup]:
    """The backups of a folder, the latest first."""
    found = []
    for path in folder.glob(f"*{ENDING}"):
        if named := _NAME.match(path.name):
            found.append(Backup(path, datetime.strptime(named[1], _STAMP), named[2]))  # noqa: DTZ007
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def problem_of(path: Path, key: bytes | None = None) -> str:
    """Why a backup must not be restored, in Chinese words; empty when it is good. `key` opens an encrypted one."""
    if not path.is_file():
        return "文件不存在"
    checksum = _checksum(path)
    if checksum.is_file() and checksum.read_text(encoding="utf-8").split()[:1] != [_digest(path)]:
        return "内容与校验和不符，文件已损坏或被改动"
    sealed = is_sealed(path)
    if sealed and (key is None or keys_in(path) is None):
        return "加密的备份须用备份当日的账号和密码打开" if keys_in(path) else "其中的密钥文件已损坏"
    with database_alone(path) as database:
        return damage_of(database, key if sealed else None)


def unpack(path: Path, folder: Path, key: bytes | None = None) -> None:
    """Put the database and the key file of a backup into an empty folder. `key` opens an encrypted one.

    UserError when the backup does not verify, or the folder cannot be written.
    """
    problem = problem_of(path, key)
    if problem:
        raise UserError(f"备份 {path.name} 不能恢复（{problem}），现有数据未动，请管理员换一个备份。")
    with saying(folder):
        copy_database(path, folder / FILE_NAME)
        if keys := key_bytes(path):
            save_bytes(folder / KEYS, keys)


def _thin(folder: Path) -> None:
    """Remove what the ring no longer keeps; what was taken on an occasion of its own is thinned with the rest."""
    there = backups_in(folder)
    stay = kept(one.made_at for one in there)
    for one in there:
        if one.made_at not in stay:
            _checksum(one.path).unlink(missing_ok=True)
            one.path.unlink()


def _checksum(path: Path) -> Path:
    return path.with_name(path.name + SUM_ENDING)


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
