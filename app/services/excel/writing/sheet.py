"""A titled table on a sheet: title, caption and unit, header, rows, total; ready to print on A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.services.excel.writing.saving import plain
from app.services.excel.writing.styles import CAPTION, HEADER, LINE_HEIGHT, TITLE, UNIT, Kind, Look, breadth

Plain = str | int | Decimal | date | None
HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
TITLE_SCALE = 1.7  # columns that a half-width digit of the title takes
MARGIN = 2.0  # columns beside the widest text
A4 = 9


class Shown(NamedTuple):
    """A value that is shown otherwise than the rest of its column."""

    value: Plain
    kind: Kind


Value = Plain | Shown
Row = Sequence[Value]


@dataclass(frozen=True)
class Column:
    """A column; its text is as wide as it needs, at most `widest`, and wraps beyond."""

    header: str
    kind: Kind = Kind.TEXT
    widest: float = 30


@dataclass(frozen=True)
class Table:
    """What a sheet shows. `caption` says year and day; `total` is the last line, its first cell 合计."""

    name: str
    title: str
    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    total: Row | None = None
    unit: str = "单位：元"

    @property
    def lines(self) -> Sequence[Row]:
        """The rows, then the total."""
        return self.rows if self.total is None else (*self.rows, self.total)

    @property
    def last_row(self) -> int:
        """The number of the sheet's last row."""
        return HEADER_ROW + len(self.lines)


def yuan_value(fen: int) -> Decimal:
    """A sum in fen as the number of yuan that a cell holds."""
    return Decimal(fen).scaleb(-2)


def ratio(part: int, whole: int) -> Decimal | None:
    """A rate as the number that a cell holds, to six decimals; nothing when there is no whole."""
    return round(Decimal(part) / Decimal(whole), 6) if whole else None


def add_table(book: Workbook, table: Table, widths: Sequence[float] = ()) -> Worksheet:
    """Add a sheet with the table to a write-only workbook; `widths` where they are known already."""
    sheet: Worksheet = book.create_sheet(table.name)
    widths = widths or widths_for(table, [widest_of(table, place) for place in range(len(table.columns))])
    _set_up(sheet, widths)
    _write_heading(sheet, table, widths)
    body = [_cell(sheet, column.kind.look) for column in table.columns]
    for number, row in enumerate(table.rows, start=FIRST_ROW):
        _append(sheet, number, body, row, widths)
    if table.total is not None:
        last = [_cell(sheet, column.kind.total) for column in table.columns]
        _append(sheet, table.last_row, last, table.total, widths)
    return sheet


def _set_up(sheet: Worksheet, widths: Sequence[float]) -> None:
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    last = get_column_letter(len(widths))
    sheet.freeze_panes = f"A{FIRST_ROW}"
    sheet.print_title_rows = f"1:{HEADER_ROW}"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if sum(widths) > 95 else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.6, 0.7
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页，共 &N 页"))
    sheet.merged_cells.add(f"A1:{last}1")
    sheet.merged_cells.add(f"A2:{get_column_letter(len(widths) - 1)}2")


def _write_heading(sheet: Worksheet, table: Table, widths: Sequence[float]) -> None:
    sheet.row_dimensions[1].height = 30
    sheet.append([_filled(sheet, _cell(sheet, TITLE), table.title)])
    sheet.row_dimensions[2].height = 18
    between: list[Cell | None] = [None] * (len(table.columns) - 2)
    sheet.append(
        [_filled(sheet, _cell(sheet, CAPTION), table.caption), *between, _filled(sheet, _cell(sheet, UNIT), table.unit)]
    )
    headers = [_cell(sheet, HEADER) for _ in table.columns]
    _append(sheet, HEADER_ROW, headers, [column.header for column in table.columns], widths)


def _append(sheet: Worksheet, number: int, cells: Sequence[Cell], row: Row, widths: Sequence[float]) -> None:
    """Write a row through cells made once, as high as its longest text; Excel does not always do that by itself."""
    texts = ((value, width) for value, width in zip(row, widths, strict=True) if isinstance(value, str))
    lines = max((ceil(breadth(text) / (width - 1)) for text, width in texts), default=1)
    sheet.row_dimensions[number].height = max(lines, 1) * LINE_HEIGHT + 4
    sheet.append([_filled(sheet, cell, value) for cell, value in zip(cells, row, strict=True)])


def _cell(sheet: Worksheet, look: Look) -> Cell:
    cell = WriteOnlyCell(sheet)
    cell.font, cell.alignment, cell.border, cell.fill = look.font, look.alignment, look.border, look.fill
    cell.number_format = look.number_format
    return cell


def _filled(sheet: Worksheet, cell: Cell, value: Value) -> Cell:
    if isinstance(value, Shown):
        return _filled(sheet, _cell(sheet, value.kind.look), value.value)
    cell.value = plain(value) if isinstance(value, str) else value
    if cell.value == "":
        cell.value = None
    if isinstance(cell.value, str):
        cell.data_type = "s"  # text that begins with = is no formula
    return cell


def widths_for(table: Table, widest: Sequence[int]) -> list[float]:
    """As wide as the widest content of each column and its header need, and together wide enough for the title."""
    widths = [_width(column, shown) for column, shown in zip(table.columns, widest, strict=True)]
    short = breadth(table.title) * TITLE_SCALE - sum(widths)
    return [width + max(short, 0) / len(widths) for width in widths]


def widest_of(table: Table, place: int) -> int:
    """How wide the widest content of a column is."""
    return max((shown_breadth(line[place], table.columns[place].kind) for line in table.lines), default=0)


def _width(column: Column, shown: int) -> float:
    """As wide as the widest content, within what the column may be, and as the header on one line."""
    if column.kind is Kind.TEXT:
        shown = min(shown, round(column.widest))
    return max(shown, breadth(column.header)) + MARGIN


def shown_breadth(value: Value, kind: Kind) -> int:
    """How wide a value is as its format shows it."""
    match value:
        case Shown():
            return shown_breadth(value.value, value.kind)
        case None:
            return 0
        case str():
            return breadth(value)
        case date():
            return 10
        case _:
            return len(f"{value:,.2f}") if kind is Kind.MONEY else len(f"{value:,}")
