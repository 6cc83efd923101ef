"""The workbook as it came, with its errors marked in the cells, so that it can be corrected and sent again."""

from __future__ import annotations

import datetime
import io
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.worksheet import Worksheet

from app.services.excel.reading.cells import Book, Sheet
from app.services.excel.recognising.columns import letters
from app.services.excel.recognising.readable import CellError, Marked
from app.services.excel.writing.saving import plain, save_workbook
from app.services.policy.values import CellFault, Raw

FAULTY = PatternFill("solid", fgColor="FFFFC7CE")
AUTHOR = "导入检查"
WIDTHS_FROM, LONGEST_IN_COLUMN = 100, 20
_MARKABLE = frozenset({"xlsx", "xlsm"})
_UNFORGIVEN = (  # what the reader forgave, the writer does not
    BadZipFile,
    EOFError,
    zlib.error,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    SyntaxError,
    TypeError,
    ValueError,
)


def write_marked(content: bytes, shown: Marked, out: Path) -> None:
    """Write the workbook with every error as a comment in its coloured cell; other formats than xlsx as new xlsx.

    UserError when `out` cannot be written.
    """
    recognised = [found.sheet for found in shown.recognised]
    book, titles = _opened(content, shown.book, recognised)
    heads = {found.sheet.name: found.header.last + 1 for found in shown.recognised}
    by_cell: dict[tuple[str, str], list[CellError]] = defaultdict(list)
    for row in shown.bad:
        for error in row.errors:
            by_cell[error.sheet, error.cell or f"A{heads[error.sheet]}"].append(error)
    for (name, place), errors in by_cell.items():
        _mark(book[titles.get(name, name)], place, errors)
    save_workbook(book, out)


def _opened(content: bytes, read: Book, recognised: Sequence[Sheet]) -> tuple[Workbook, Mapping[str, str]]:
    """The workbook itself where it can be kept, else its cells in a new one; and the sheets that are called otherwise in it."""
    if read.format in _MARKABLE:
        try:
            book = load_workbook(io.BytesIO(content))
        except _UNFORGIVEN:
            return _copied(read)
        if {sheet.name for sheet in read.sheets} <= set(book.sheetnames):
            for sheet in recognised:
                _as_computed(book[sheet.name], sheet)
            return book, {}
    return _copied(read)


def _as_computed(made: Worksheet, read: Sheet) -> None:
    """Put what formulas came to in their place: kept as formulas they are saved without it, and could not be read again."""
    for cells, row in zip(made.iter_rows(max_row=len(read.rows)), read.rows, strict=False):
        for cell, raw in zip(cells, row, strict=False):
            if cell.data_type == "f" and not isinstance(raw, CellFault):
                _put(cell, raw)


def _copied(read: Book) -> tuple[Workbook, Mapping[str, str]]:
    book = Workbook()
    book.remove(book.worksheets[0])
    if any(sheet.from_1904 for sheet in read.sheets):
        book.epoch = CALENDAR_MAC_1904
    titles: dict[str, str] = {}
    for sheet in read.sheets:
        made = book.create_sheet(INVALID_TITLE_REGEX.sub(" ", sheet.name).strip("'")[:31] or None)
        titles[sheet.name] = made.title
        _widen(made, sheet)
        for row, cells in enumerate(sheet.rows, 1):
            for column, raw in enumerate(cells, 1):
                if raw is not None and raw != "":
                    _put(made.cell(row, column), raw)
    return book, titles


def _widen(made: Worksheet, read: Sheet) -> None:
    """Columns as wide as what stands in them; long lines above the header may run over."""
    widest: dict[int, int] = defaultdict(int)
    for row in read.rows[:WIDTHS_FROM]:
        for place, raw in enumerate(row):
            length = len(str(raw))
            widest[place] = max(widest[place], length if length <= LONGEST_IN_COLUMN else 0)
    for place, length in widest.items():
        made.column_dimensions[letters(place)].width = max(8, 2 + 1.6 * length)


def _put(cell: Cell | MergedCell, raw: Raw) -> None:
    if isinstance(cell, MergedCell):
        return
    if isinstance(raw, CellFault):
        cell.value = raw.shown or None  # #N/A is an error again, not a blank
    elif isinstance(raw, str):
        cell.value = plain(raw)
        cell.data_type, cell.number_format = "s", "@"
    elif isinstance(raw, int | float | datetime.date | datetime.time | datetime.timedelta):
        cell.value = raw


def _mark(sheet: Worksheet, place: str, errors: list[CellError]) -> None:
    texts = dict.fromkeys(f"{error.header}：{error.text}" if not error.cell else error.text for error in errors)
    cell = _first_of_merged(sheet, place)
    comment = Comment("\n".join(texts), AUTHOR)
    comment.width, comment.height = 260, 40 + 34 * len(texts)
    cell.comment = comment
    cell.fill = FAULTY


def _first_of_merged(sheet: Worksheet, place: str) -> Cell:
    cell = sheet[place]
    if isinstance(cell, MergedCell):
        ranges = (merged for merged in sheet.merged_cells.ranges if place in merged)
        cell = sheet.cell(*next((merged.min_row, merged.min_col) for merged in ranges))
    if not isinstance(cell, Cell):
        raise TypeError(place)
    return cell
