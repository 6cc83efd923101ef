"""Lists from elsewhere as workbooks and text files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

Row = Sequence[object]


def list_book(path: Path, *rows: Row, sheet: str = "名单") -> Path:
    """A workbook with these rows on one sheet, the header among them."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path
