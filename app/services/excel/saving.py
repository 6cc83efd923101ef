"""Writing workbooks: never a formula by accident, never half a file in place of a whole one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

from openpyxl import Workbook

from app.services.errors import UserError

LONGEST = 32767  # characters that a cell holds
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """Text as a cell can hold it: without control characters, cut at what fits; set `data_type` to "s" beside it."""
    return _UNWRITABLE.sub("", text)[:LONGEST]


def save_workbook(book: Workbook, path: Path) -> None:
    """Save a workbook beside its target and move it into place; UserError when the place cannot be written."""
    write_beside(path, book.save)


def write_beside(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make a file beside its target, then move it into place; UserError when the place cannot be written."""
    beside = path.with_name(f".{path.stem}-{token_hex(4)}{path.suffix}")
    try:
        write(beside)
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        beside.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"文件 {path} 写不进去（{reason}），原文件未改动，请关闭正在使用它的程序或换一个位置后重试。"
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def save_bytes(path: Path, content: bytes) -> None:
    """Save a finished file beside its target and move it into place; UserError when the place cannot be written."""

    def write(beside: Path) -> None:
        beside.write_bytes(content)

    write_beside(path, write)
