"""Writing workbooks: never a formula by accident, never half a file in place of a whole one."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import Workbook

from app.services.storage.beside import save_bytes, write_beside

__all__ = ["LONGEST", "plain", "save_bytes", "save_workbook", "write_beside"]
LONGEST = 32767  # characters that a cell holds
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """Text as a cell can hold it: without control characters, cut at what fits; set `data_type` to "s" beside it."""
    return _UNWRITABLE.sub("", text)[:LONGEST]


def save_workbook(book: Workbook, path: Path) -> None:
    """Save a workbook beside its target and move it into place; UserError when the place cannot be written."""
    write_beside(path, book.save)
