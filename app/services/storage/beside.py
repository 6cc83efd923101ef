"""Writing files: never half a file in place of a whole one."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from secrets import token_hex

from app.services.errors import UserError
from app.services.storage.database import REFUSED
from app.services.storage.reasons import reason_of

_LONGEST_WRITE = 600  # seconds; two windows may be writing the same target


def nothing_noted() -> None:
    """A file that nobody has to write down."""


def write_beside(path: Path, write: Callable[[Path], None], noted: Callable[[], None] = nothing_noted) -> None:
    """Let `write` make a file beside its target, then move it into place; UserError when the place cannot be written.

    `noted` writes down who takes the file, when it is whole and not yet in place: nothing leaves without its line, and
    what cannot be written down is not handed out. What an earlier write left, killed on the way, is removed.
    """
    _clear(path)
    beside = path.with_name(f".{path.stem}-{token_hex(4)}{path.suffix}")
    with unwritten(path):
        try:
            write(beside)
            settle(beside)
            noted()
            beside.replace(path)
            settle_folder(path.parent)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def unwritten(path: Path) -> Iterator[None]:
    """Turn into a sentence on a file what the disk refuses while it is being made, also for want of room on the way."""
    try:
        yield
    except OSError as error:
        raise UserError(
            f"文件 {path} 写不进去（{reason_of(error)}），原文件未改动，请关闭正在使用它的程序或换一个位置后重试。"
        ) from error


def _clear(path: Path) -> None:
    """Remove half files beside a target that nobody can still be writing."""
    pattern = f".{escape(path.stem)}-{'[0-9a-f]' * 8}{escape(path.suffix)}"
    with suppress(OSError):  # what is wrong with the place is said by the write itself
        for left in path.parent.glob(pattern):
            if time.time() - left.stat().st_mtime > _LONGEST_WRITE:
                left.unlink()


def save_bytes(path: Path, content: bytes, noted: Callable[[], None] = nothing_noted) -> None:
    """Save a finished file beside its target and move it into place; UserError when the place cannot be written."""

    def write(beside: Path) -> None:
        beside.write_bytes(content)

    write_beside(path, write, noted)


def settle(path: Path) -> None:
    """Have the system write a file to the disk before anything else happens."""
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def settle_folder(folder: Path) -> None:
    """Have the system write the names in a folder to the disk, where it can be told to."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some file systems know no such thing; the file itself has been settled
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def saying(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except (OSError, *REFUSED) as error:
        raise UserError(
            f"{folder} 写不进去（{reason_of(error)}），现有数据未动，请管理员检查磁盘空间和权限后重试。"
        ) from error
