"""A workbook as read, whatever its format: sheets of rows of raw cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.services.excel.reading.lots import Lots
from app.services.policy.values import Raw

BookFormat = Literal["xlsx", "xlsm", "xls", "ods", "csv"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows[i]` is Excel's row i + 1, an empty cell is ''. Merged cells all hold the first one's value."""

    name: str
    rows: Sequence[list[Raw]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()  # Excel row numbers, from 1
    hidden_columns: frozenset[int] = frozenset()  # from 0
    from_1904: bool = False  # bare serials count from 1904, as Excel for the Mac once did

    @property
    def width(self) -> int:
        """How many cells the longest row has."""
        return self.rows.width if isinstance(self.rows, Lots) else max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook; `notes` are Chinese sentences on what was left aside (macros, external links)."""

    file_name: str
    format: BookFormat
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
