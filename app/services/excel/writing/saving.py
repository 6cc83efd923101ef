"""Writing workbooks: never a formula by accident, never half a file in place of a whole one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from app.services.storage.beside import nothing_noted, save_bytes, unwritten, write_beside

__all__ = [
    "LONGEST",
    "nothing_noted",
    "plain",
    "save_bytes",
    "save_workbook",
    "unwritten",
    "write_beside",
    "write_parts",
]
LONGEST = 32767  # characters that a cell holds
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """Text as a cell can hold it: without control characters, cut at what fits; set `data_type` to "s" beside it."""
    return _UNWRITABLE.sub("", text)[:LONGEST]


def save_workbook(book: Workbook, path: Path) -> None:
    """Save a workbook beside its target and move it into place; UserError when the place cannot be written."""
    write_beside(path, lambda beside: write_parts(book, beside))


def write_parts(book: Workbook, into: Path | IO[bytes]) -> None:
    """Write the parts of a workbook; unlike its own `save` it lets go of the file when the disk is full."""
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
