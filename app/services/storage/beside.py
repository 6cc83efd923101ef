"""Writing files: never half a file in place of a whole one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

from app.services.errors import UserError


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
