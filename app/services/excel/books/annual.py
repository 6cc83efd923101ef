"""年度报表: ten sheets of values that agree with the ledger and with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from app.services.clawbacks.recovery_ledger import RecoveryRow
from app.services.clawbacks.recovery_year import recoveries_of_year
from app.services.excel.books.annual_charts import add_execution_chart, add_month_chart
from app.services.excel.books.annual_extras import evaluation, recoveries, spending, target_table
from app.services.excel.books.annual_tables import months, services, summary, townships, units
from app.services.excel.books.ledger_sheet import heading, ledger_table
from app.services.excel.writing.sheet import Table
from app.services.excel.writing.table_books import save_tables
from app.services.money.budget_views import YearBudget, year_budget
from app.services.money.execution import Execution, execution
from app.services.money.ledger import LedgerQuery, LedgerRow, ledger_rows
from app.services.registers.score_entry import fund_scores
from app.services.registers.scoring import ScoreLine
from app.services.registers.targets import Target, targets
from app.services.reports.evaluation import Indicator, indicators
from app.services.reports.figures import Figures, YearFigures, total_of, year_figures
from app.services.unit_of_work import UnitOfWork, Work


class FiguresDisagree(RuntimeError):
    """Two sheets of one year come to different sums: a bug, not something a person can put right."""


@dataclass(frozen=True)
class Year:
    """Everything the workbook of a year shows, read in one transaction. `office` begins every title."""

    office: str
    figures: YearFigures
    ledger: Sequence[LedgerRow]
    targets: Sequence[Target]
    execution: Sequence[Execution]
    budget: YearBudget
    indicators: Sequence[Indicator]
    recoveries: Sequence[RecoveryRow]
    scores: Sequence[ScoreLine]  # of 资金绩效评价, once its sheet is filled


def write_annual(uow: UnitOfWork, year: int, path: Path) -> YearFigures:
    """Write a year's workbook and return its figures; UserError for a year that has not begun or a place not writable."""
    with uow.read() as work:
        read = read_year(work, year)
    check_agreement(read)

    def charted(sheet: Worksheet, table: Table) -> None:
        if table.name == "分月":
            add_month_chart(sheet, table)
        if table.name == "预算执行":
            add_execution_chart(sheet, table, len(read.execution))

    save_tables(path, _tables(read), charted, partial(uow.note, "导出年度报表", path.name, f"{year}年度"))
    return read.figures


def read_year(work: Work, year: int) -> Year:
    """Everything the workbook shows; UserError for a year that has not begun."""
    figures = year_figures(work, year)
    return Year(
        office=heading(work, year, ""),
        figures=figures,
        ledger=tuple(ledger_rows(work.session, LedgerQuery(year))),
        targets=targets(work, figures.as_at),
        execution=execution(work, figures),
        budget=year_budget(work, year),
        indicators=indicators(work, figures),
        recoveries=tuple(recoveries_of_year(work, year)),
        scores=fund_scores(work, year),
    )


def check_agreement(read: Year) -> None:
    """Raise FiguresDisagree unless 汇总, 分月, 分乡镇, 分单位, 资金台账, 追回台账 and 预算执行 come to the same."""
    for sheet, expected, found in _compared(read):
        if expected != found:
            raise FiguresDisagree(f"{read.figures.year} {sheet}: {found} against {expected}")


def _compared(read: Year) -> Iterator[tuple[str, object, object]]:
    total, by_month = read.figures.total, total_of(read.figures.by_month)
    of_year = Figures(
        total.applied, total.approved, total.refused, 0, total.granted_fen, total.paid_fen, 0, total.recovered_fen
    )
    yield "分月", of_year, by_month
    yield "分乡镇", total, total_of(read.figures.by_township)
    yield "分单位", total, total_of(read.figures.by_unit)
    yield "资金台账", total.paid_fen, sum(row.amount_fen for row in read.ledger)
    yield "追回台账", total.recovered_fen, sum(row.returned_fen for row in read.recoveries)
    budget, lines = read.budget, read.execution
    yield "预算执行", total.paid_fen, sum(line.paid_fen for line in lines)
    of_budget = (budget.committed_fen, budget.paid_fen, budget.recovered_fen)
    of_types = (sum(line.committed_fen for line in lines), total.paid_fen, sum(line.recovered_fen for line in lines))
    yield "预算执行", of_budget, of_types


def _tables(read: Year) -> Iterator[Table]:
    """The sheets in their order; one is written before the next is laid out."""
    figures, office = read.figures, read.office
    caption = f"年度：{figures.year}年　数据截至：{figures.as_at}"
    checked = f"{caption}　勾稽：汇总＝分乡镇＝分单位＝资金台账，已核对相符"
    yield summary(figures, f"{office}补贴资金汇总表", checked)
    yield months(figures, f"{office}补贴资金分月统计表", caption)
    yield townships(figures, f"{office}补贴资金分乡镇统计表", caption)
    yield units(figures, f"{office}补贴资金分单位统计表", caption)
    yield ledger_table("资金台账", f"{office}补贴资金台账", caption, read.ledger)
    yield recoveries(
        read.recoveries,
        f"{office}补贴资金追回台账",
        f"{caption}　应追回含年初未追回的款项　勾稽：已追回＝汇总，已核对相符",
    )
    yield target_table(read.targets, f"{office}目标任务完成情况表", caption)
    yield spending(read.execution, read.budget, f"{office}专项资金预算执行情况表", caption)
    yield services(figures, f"{office}服务事项办理情况表", caption)
    yield evaluation(read.indicators, f"{office}补贴资金绩效评价指标表", caption, read.scores)
