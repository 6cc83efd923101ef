"""Drawing a list as an enterprise does: title, block, header, rows, total, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sample_district.cases import Row, Value
from sample_district.looks import Look, as_meant

_LINE = Side(style="thin", color="FF000000")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_START = Alignment(horizontal="left", vertical="center")
_ERRORS = {"#N/A", "#REF!"}


@dataclass(frozen=True)
class Column:
    """A column: its header, the label under which a row holds its value, how it is typed, its width in characters.

    `merged` joins equal neighbours down the column; `above` is the header of a group, over the header itself.
    """

    header: str
    label: str
    look: Look = as_meant
    width: float = 10
    merged: bool = False
    above: str = ""


NUMBER = Column("序号", "", width=5)


def begin(sheet_name: str) -> Workbook:
    """A workbook whose first sheet has a name."""
    book = Workbook()
    book.worksheets[0].title = sheet_name
    return book


def put(sheet: Worksheet, row: int, column: int, value: Value, *, grid: bool = True) -> None:
    """One cell, as text, day, sum or error, the way a person's sheet shows it."""
    cell = sheet.cell(row, column)
    if isinstance(value, str) and value in _ERRORS:
        cell.value, cell.data_type = value, "e"
    else:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy/m/d"
    elif isinstance(value, str):
        cell.number_format = "@"
    elif isinstance(value, int) and value >= 10**11:
        cell.number_format = "0"
    elif isinstance(value, float):
        cell.number_format = "0.######"
    cell.font = Font(name="宋体", size=10)
    cell.alignment = _MIDDLE
    if grid:
        cell.border = _GRID


def line(sheet: Worksheet, row: int, parts: Sequence[tuple[int, int, str]], *, title: bool = False) -> None:
    """Text over merged columns, (first, last, text) each: a title, a line of the block, the signatures."""
    for first, last, text in parts:
        put(sheet, row, first, text, grid=False)
        sheet.cell(row, first).alignment = _MIDDLE if title else _START
        sheet.cell(row, first).font = Font(name="黑体" if title else "宋体", size=16 if title else 10, bold=title)
        if last > first:
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    sheet.row_dimensions[row].height = 32 if title else 20


def table(sheet: Worksheet, top: int, columns: Sequence[Column], rows: Sequence[Row]) -> int:
    """Header and rows from Excel row `top` on; gives the row after the last."""
    first = _headers(sheet, top, columns)
    for place, row in enumerate(rows):
        sheet.row_dimensions[first + place].height = 20
        for at, column in enumerate(columns, start=1):
            value = row.get(column.label) if column.label else place + 1
            put(sheet, first + place, at, column.look(place, value) if value is not None else None)
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
        if column.merged:
            _merge_equal(sheet, at, first, first + len(rows) - 1)
    return first + len(rows)


def _headers(sheet: Worksheet, top: int, columns: Sequence[Column]) -> int:
    grouped = any(column.above for column in columns)
    for at, column in enumerate(columns, start=1):
        put(sheet, top, at, column.above or column.header)
        if grouped:
            put(sheet, top + 1, at, column.header if column.above else None)
            if not column.above:
                sheet.merge_cells(start_row=top, start_column=at, end_row=top + 1, end_column=at)
    for row in range(top, top + 1 + grouped):
        sheet.row_dimensions[row].height = 30
        for at in range(1, len(columns) + 1):
            sheet.cell(row, at).font = Font(name="宋体", size=10, bold=True)
    if grouped:
        _merge_groups(sheet, top, columns)
    return top + 1 + grouped


def _merge_groups(sheet: Worksheet, top: int, columns: Sequence[Column]) -> None:
    start = 0
    for at in range(1, len(columns) + 1):
        if at == len(columns) or columns[at].above != columns[start].above:
            if columns[start].above and at - start > 1:
                sheet.merge_cells(start_row=top, start_column=start + 1, end_row=top, end_column=at)
            start = at


def _merge_equal(sheet: Worksheet, column: int, first: int, last: int) -> None:
    start = first
    for row in range(first, last + 1):
        if row == last or sheet.cell(row + 1, column).value != sheet.cell(start, column).value:
            if row > start:
                sheet.merge_cells(start_row=start, start_column=column, end_row=row, end_column=column)
            start = row + 1


def total(
    sheet: Worksheet, row: int, columns: Sequence[Column], rows: Sequence[Row], label: str, word: str = "合计"
) -> None:
    """The line under the rows, with the sum of one column in its own unit."""
    for at, column in enumerate(columns, start=1):
        put(sheet, row, at, word if at == 1 else None)
        if column.label == label:
            values = (column.look(1, each.get(label)) for each in rows)
            put(sheet, row, at, round(sum(value for value in values if isinstance(value, int | float)), 6))


def print_across(sheet: Worksheet) -> None:
    """A4 landscape, one page wide."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
