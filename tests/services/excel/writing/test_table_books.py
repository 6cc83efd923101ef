"""Workbooks of several tables: long ones come out as short ones do, each on its own sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.services.excel.books.annual_charts import add_bar_chart
from app.services.excel.writing.saving import save_workbook
from app.services.excel.writing.sheet import Column, Row, Shown, Table, add_table, yuan_value
from app.services.excel.writing.styles import Kind
from app.services.excel.writing.table_books import LONG, save_tables

COLUMNS = (
    Column("姓名", widest=10),
    Column("金额（元）", Kind.MONEY),
    Column("日期", Kind.DAY),
    Column("备注", widest=20),
)
CHARTED = "短表"


def lines(count: int) -> list[Row]:
    return [(f"张{n}", yuan_value(n), date(2024, 1, 1 + n % 28), "=1+1 " * (n % 9)) for n in range(count)]


def table(name: str, count: int) -> Table:
    return Table(name, f"{name}一览", "年度：2024年", COLUMNS, lines(count), ("合计", yuan_value(count), None, ""))


def charted(sheet: Worksheet, shown: Table) -> None:
    if shown.name == CHARTED:
        add_bar_chart(sheet, shown, "金额", ("金额（元）",))


def charts(path: Path) -> list[str]:
    with ZipFile(path) as parts:
        return [name for name in parts.namelist() if "/charts/" in name]


def told(path: Path) -> dict[str, object]:
    """Everything about every cell, row and column of every sheet, and how it prints."""
    return {
        sheet.title: (
            [[(c.value, c.data_type, c.number_format, c.font.b, c.fill.fgColor.rgb) for c in row] for row in sheet],
            {number: row.height for number, row in sheet.row_dimensions.items()},
            {letter: column.width for letter, column in sheet.column_dimensions.items()},
            (sheet.print_title_rows, sheet.freeze_panes, str(sheet.merged_cells)),
        )
        for sheet in load_workbook(path)
    }


def test_long_tables_among_short_ones_come_out_as_by_the_usual_means(tmp_path: Path) -> None:
    tables = [table(CHARTED, 3), table("长表", LONG + 7), table("空表", 0), table("又一长表", LONG + 1)]
    save_tables(tmp_path / "ours.xlsx", tables, charted)
    book = Workbook(write_only=True)
    for one in tables:
        charted(add_table(book, one), one)
    save_workbook(book, tmp_path / "usual.xlsx")
    assert told(tmp_path / "ours.xlsx") == told(tmp_path / "usual.xlsx")
    assert charts(tmp_path / "ours.xlsx") == charts(tmp_path / "usual.xlsx") != []


def test_a_long_table_with_a_value_of_its_own_look_keeps_that_look(tmp_path: Path) -> None:
    rows = [*lines(LONG), ("占比", Shown(yuan_value(50), Kind.RATE), None, "")]
    save_tables(tmp_path / "a.xlsx", [Table("长表", "一览", "", COLUMNS, rows)])
    assert load_workbook(tmp_path / "a.xlsx")["长表"].cell(LONG + 4, 2).number_format == "0.0%"
