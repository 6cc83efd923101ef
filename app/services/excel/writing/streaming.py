"""Long tables straight into a workbook: a short one made by the usual means is the mould, the rows are poured in as text.

Rows are seen once and kept packed, so that memory does not grow with what they weigh.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import IO, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.services.excel.writing.saving import LONGEST, nothing_noted, plain, unwritten, write_beside, write_parts
from app.services.excel.writing.sheet import (
    FIRST_ROW,
    MARGIN,
    Column,
    Row,
    Shown,
    Table,
    add_table,
    shown_breadth,
    widest_of,
    widths_for,
)
from app.services.excel.writing.styles import LINE_HEIGHT, Kind, breadth

ROWS_A_BLOCK = 500
SHEET = "xl/worksheets/sheet1.xml"
_LEVEL = 3  # of the finished file: half the time of the usual 6, a tenth more bytes
_EPOCH = date(1899, 12, 30).toordinal()
_STYLE = re.compile(rb'<c r="[A-Z]+\d+" s="(\d+)"')
_SPECIAL = re.compile(r"[^\n -%'-;=?-\ud7ff\ue000-\ufffd]|_x")
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
Total = Callable[[], Row | None]


def no_total() -> None:
    """A table without a last line."""


class Poured(NamedTuple):
    """A workbook of one long table, but for its zipping."""

    mould: ZipFile
    body: Body


def poured(path: Path, table: Table, rows: Iterable[Row], total: Total = no_total) -> Poured:
    """A table with the heading and columns of `table` and these rows, for `path`; `total` is asked after the last.

    UserError when there is no room; what the rows raise (Cancelled) leaves no file. Shown has no place here.
    """
    with unwritten(path):
        body = Body(table.columns, styles_in(_mould(table, None, ()), SHEET))
    for row in rows:
        body.add(row)
    last = total()
    short = replace(table, rows=[], total=last)
    widest = [max(one, widest_of(short, place)) for place, one in enumerate(body.widest)]
    with unwritten(path):
        mould = _mould(table, last, widths_for(short, widest))
    return Poured(mould, body)


def save_poured(path: Path, made: Poured, noted: Callable[[], None] = nothing_noted) -> int:
    """Save it and say how many rows; `noted` writes down who takes them. UserError when the place cannot be written."""
    write_beside(path, lambda beside: write_poured(beside, made.mould, {SHEET: made.body}), noted)
    return made.body.count


def _mould(table: Table, last: Row | None, widths: Sequence[float]) -> ZipFile:
    """A workbook with one blank row in place of the body."""
    book = Workbook(write_only=True)
    add_mould(book, replace(table, total=last), widths)
    return saved_mould(book)


def add_mould(book: Workbook, table: Table, widths: Sequence[float]) -> Worksheet:
    """Add the sheet of a table with one blank row for all its rows, which a Body will take the place of."""
    return add_table(book, replace(table, rows=[(None,) * len(table.columns)]), widths)


def saved_mould(book: Workbook) -> ZipFile:
    """A write-only workbook as the parts of its file, in memory."""
    saved = io.BytesIO()
    write_parts(book, saved)
    return ZipFile(saved)


def _blank_row(sheet: bytes) -> tuple[int, int]:
    """Where the row begins and ends that stands for the body."""
    start = sheet.index(b'<row r="%d"' % FIRST_ROW)
    return start, sheet.index(b"</row>", start) + len(b"</row>")


def styles_in(mould: ZipFile, part: str) -> list[str]:
    """The numbers of the styles that the columns of a poured sheet have in its workbook."""
    sheet = mould.read(part)
    start, end = _blank_row(sheet)
    return [style.decode() for style in _STYLE.findall(sheet[start:end])]


def write_poured(beside: Path, mould: ZipFile, bodies: Mapping[str, Body]) -> None:
    """Write a mould with the rows of some of its sheets, by the name of their part."""
    with ZipFile(beside, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as target:
        for name in mould.namelist():
            if name not in bodies:
                target.writestr(name, mould.read(name))
        for name, body in bodies.items():
            with target.open(name, "w", force_zip64=True) as sheet:
                _pour(mould.read(name), body, sheet)


def _pour(mould: bytes, body: Body, into: IO[bytes]) -> None:
    """The sheet with its blank row replaced by the body, and the total moved below it."""
    start, end = _blank_row(mould)
    tail = mould.index(b"</sheetData>", end)
    into.write(mould[:start])
    for block in body.blocks():
        into.write(block)
    old, new = FIRST_ROW + 1, FIRST_ROW + body.count
    into.write(re.sub(rb' r="([A-Z]*)%d"' % old, rb' r="\g<1>%d"' % new, mould[end:tail]))
    into.write(mould[tail:])


class Body:
    """Rows as packed text: what is not yet written weighs little."""

    def __init__(self, columns: Sequence[Column], styles: Sequence[str]) -> None:
        """`styles` are the numbers of the columns' styles in the workbook."""
        self.count = 0
        self.widest = [0] * len(columns)
        self._kinds = [column.kind for column in columns]
        letters = [get_column_letter(place) for place in range(1, len(columns) + 1)]
        self._before = [f'<c r="{letter}' for letter in letters]
        self._text = [f'" s="{style}" t="inlineStr"><is>' for style in styles]
        self._figure = [f'" s="{style}"><v>' for style in styles]
        self._blank = [f'" s="{style}"/>' for style in styles]
        self._room = [max(round(c.widest), breadth(c.header)) + MARGIN - 1 for c in columns]
        self._open: list[str] = []
        self._packed: list[bytes] = []

    def add(self, row: Row) -> None:
        """Take a row; ValueError when it has not a cell a column."""
        number = str(FIRST_ROW + self.count)
        self.count += 1
        lines, cells = 1, []
        for place, value in enumerate(row):
            if type(value) is str and value:
                lines = max(lines, self._measure(place, value))
                inner = f"{self._text[place]}{_escaped(value)}</is></c>"
            elif value is None or value == "":
                inner = self._blank[place]
            else:
                inner = f"{self._figure[place]}{self._number(place, value)}</v></c>"
            cells.append(f"{self._before[place]}{number}{inner}")
        if len(cells) != len(self._kinds):
            raise ValueError(f"{len(cells)} cells for {len(self._kinds)} columns")
        height = f"{lines * LINE_HEIGHT + 4:g}"
        self._open.append(f'<row r="{number}" ht="{height}" customHeight="1">{"".join(cells)}</row>')
        if len(self._open) == ROWS_A_BLOCK:
            self._pack()

    def _measure(self, place: int, text: str) -> int:
        """How many lines a text takes; its column is to be as wide as the widest."""
        if 2 * len(text) <= self.widest[place] and 2 * len(text) <= self._room[place]:
            return 1
        wide = breadth(text)
        self.widest[place] = max(self.widest[place], wide)
        return ceil(wide / self._room[place]) if self._kinds[place] is Kind.TEXT else 1

    def _number(self, place: int, value: object) -> str:
        if isinstance(value, Shown | str) or not isinstance(value, int | Decimal | date):
            raise TypeError(value)
        self.widest[place] = max(self.widest[place], shown_breadth(value, self._kinds[place]))
        return str(value.toordinal() - _EPOCH) if isinstance(value, date) else str(value)

    def _pack(self) -> None:
        self._packed.append(zlib.compress("".join(self._open).encode(), 1))
        self._open.clear()

    def blocks(self) -> Iterator[bytes]:
        """The rows as they stand in the file, some hundred at a time."""
        self._pack()
        return (zlib.decompress(packed) for packed in self._packed)


def _escaped(text: str) -> str:
    """A text as a cell's content: never a formula, and without what no cell can hold."""
    if len(text) > LONGEST or _SPECIAL.search(text):
        text = escape(_CODED.sub("_x005F_", plain(text)))
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() or "\n" in text else ""
    return f"<t{kept}>{text}</t>"
