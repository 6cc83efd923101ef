"""Workbooks of several tables, long ones poured in as text: a payment run or a ledger may have some ten thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.services.excel.writing.saving import nothing_noted, unwritten, write_beside
from app.services.excel.writing.sheet import Shown, Table, add_table, widest_of, widths_for
from app.services.excel.writing.streaming import Body, add_mould, saved_mould, styles_in, write_poured

LONG = 200
Finish = Callable[[Worksheet, Table], None]


def nothing_more(_sheet: Worksheet, _table: Table) -> None:
    """A sheet that holds its table alone."""


def save_tables(
    path: Path,
    tables: Iterable[Table],
    finish: Finish = nothing_more,
    noted: Callable[[], None] = nothing_noted,
) -> None:
    """Save tables as the sheets of a workbook, in order; `finish` puts on a sheet what stands under its table.

    `noted` writes down who takes it, before it is in place. UserError when the place cannot be written.
    """
    with unwritten(path):  # the sheets lie in the system's temporary folder meanwhile
        mould, long = _moulded(tables, finish)
    bodies = {}
    for part, table in long.items():
        body = bodies[part] = Body(table.columns, styles_in(mould, part))
        for row in table.rows:
            body.add(row)
    write_beside(path, lambda beside: write_poured(beside, mould, bodies), noted)


def _moulded(tables: Iterable[Table], finish: Finish) -> tuple[ZipFile, dict[str, Table]]:
    """The workbook without the rows of its long tables, and these by the part that their sheet is."""
    book = Workbook(write_only=True)
    long: dict[str, Table] = {}
    for number, table in enumerate(tables, start=1):
        if len(table.rows) > LONG and not any(isinstance(value, Shown) for row in table.rows for value in row):
            sheet = add_mould(
                book, table, widths_for(table, [widest_of(table, at) for at in range(len(table.columns))])
            )
            long[f"xl/worksheets/sheet{number}.xml"] = table
        else:
            sheet = add_table(book, table)
        finish(sheet, table)
    return saved_mould(book), long
