"""A 政策测算 as a workbook: what was tried, and the difference by type, year and month."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from app.services.excel.books.annual_charts import add_bar_chart
from app.services.excel.writing.sheet import Column, Row, Table, yuan_value
from app.services.excel.writing.styles import Kind
from app.services.excel.writing.table_books import save_tables
from app.services.reports.costing import WhatIf
from app.services.reports.costing_entry import Tried
from app.services.reports.costing_sums import Costing, CostLine
from app.services.unit_of_work import UnitOfWork

MOST_LINES = 40  # and a chart, on one page
NOW, WOULD = "现行标准（元）", "测算标准（元）"
FIGURES = (
    Column("件数", Kind.COUNT),
    Column(NOW, Kind.MONEY),
    Column(WOULD, Kind.MONEY),
    Column("差额（元）", Kind.MONEY),
    Column("金额变化件数", Kind.COUNT),
    Column("新符合件数", Kind.COUNT),
    Column("不再符合件数", Kind.COUNT),
)
CHARTED = ("按类型", "按年度", "按月份")
TRIED = (
    Column("标准", widest=44),
    Column("现行值", widest=30),
    Column("测算值", widest=30),
    Column("起始日期", Kind.DAY),
)


def write_costing(uow: UnitOfWork, found: Costing, asked: WhatIf, tried: Sequence[Tried], path: Path) -> None:
    """Write the workbook and note the export; UserError when it cannot be saved."""
    caption = f"申报日期 {asked.first} 至 {asked.last}；测算结果不入库"
    rows = [(one.title, one.before, one.after, one.since) for one in tried]
    tables = [Table("测算标准", "政策测算——标准调整", caption, TRIED, rows, unit="")]
    for name, head, lines in (
        ("按状态", "状态", found.by_standing),
        ("按类型", "补贴类型", found.by_type),
        ("按年度", "年度", found.by_year),
        ("按月份", "月份", found.by_month),
    ):
        columns = (Column(head, widest=30), *FIGURES)
        body, total = [_row(line) for line in lines], _row(found.total)
        tables.append(Table(name, f"政策测算——{name}", caption, columns, body, total))
    save_tables(path, tables, _charted, partial(uow.note, "导出政策测算", path.name, caption))


def _charted(sheet: Worksheet, table: Table) -> None:
    """What it costs by type, year and month as columns."""
    if table.rows and table.name in CHARTED:
        sheet.page_setup.fitToHeight = 1 if len(table.rows) <= MOST_LINES else 0
        add_bar_chart(sheet, table, f"政策测算{table.name}（元）", (NOW, WOULD))


def _row(line: CostLine) -> Row:
    sums = (line.now_fen, line.would_fen, line.difference_fen)
    return (line.label, line.cases, *map(yuan_value, sums), line.changed, line.gained, line.lost)
