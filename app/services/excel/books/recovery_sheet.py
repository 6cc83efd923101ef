"""追回台账 as a workbook: the rows of a year, and how old is what is still out today."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app.services.clawbacks.listing import Age, aging
from app.services.clawbacks.recovery_ledger import recovery_rows
from app.services.clawbacks.recovery_year import recoveries_of_year
from app.services.excel.books.annual_extras import recoveries
from app.services.excel.books.ledger_sheet import heading
from app.services.excel.writing.sheet import Column, Row, Table, yuan_value
from app.services.excel.writing.styles import Kind
from app.services.excel.writing.table_books import save_tables
from app.services.unit_of_work import UnitOfWork

AGE_COLUMNS = (Column("账龄", widest=24), Column("件数", Kind.COUNT), Column("未追回（元）", Kind.MONEY))


def write_recoveries(uow: UnitOfWork, path: Path, year: int | None = None) -> int:
    """Write 追回台账 of a year or of all years and return its number of rows; UserError when it cannot be saved."""
    ages = aging(uow)
    with uow.read() as work:
        rows = tuple(recovery_rows(work) if year is None else recoveries_of_year(work, year))
        title = heading(work, year, "补贴资金追回台账")
        caption = f"年度：{f'{year}年' if year else '全部'}　制表日期：{work.today}"
        out = age_table(ages, heading(work, None, "未追回款项账龄表"), f"截至：{work.today}")
    tables = [recoveries(rows, title, f"{caption}　应追回含年初未追回的款项" if year else caption), out]
    told = f"{year or '全部'}年度，{len(rows)} 件"
    save_tables(path, tables, noted=partial(uow.note, "导出追回台账", path.name, told))
    return len(rows)


def age_table(ages: Sequence[Age], title: str, caption: str) -> Table:
    """账龄: how much is out for how long past its day of return."""
    rows: list[Row] = [(age.label, age.count, yuan_value(age.left_fen)) for age in ages]
    total = ("合计", sum(age.count for age in ages), yuan_value(sum(age.left_fen for age in ages)))
    return Table("账龄", title, caption, AGE_COLUMNS, rows, total)
