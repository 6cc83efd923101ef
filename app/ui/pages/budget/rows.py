"""A year's budget as tables, figures, a chart and a paper show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.services.money.budget_views import BudgetPage, Claim, Outstanding, YearBudget
from app.services.policy.money import yuan
from app.ui.paper import Paper
from app.ui.widgets.chart import ChartData, Series
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.table.query import Align, CellKind, Column

TOTAL = "合计"
FIGURES = ("预算（元）", "已承诺（元）", "已拨付（元）", "已追回（元）", "还可安排（元）", "执行率")
SOURCES = (
    Column("title", "资金来源", width=170),
    Column("budget_fen", "预算（元）", CellKind.MONEY, 112),
    Column("committed_fen", "已承诺（元）", CellKind.MONEY, 112),
    Column("paid_fen", "已拨付（元）", CellKind.MONEY, 112),
    Column("rest_fen", "未拨付（元）", CellKind.MONEY, 112),
    Column("rate", "执行率", width=72, align=Align.RIGHT),
)
ENTRIES = (
    Column("day", "日期", CellKind.DATE, 92),
    Column("source", "资金来源", width=150),
    Column("amount_fen", "金额（元）", CellKind.MONEY, 120),
    Column("document", "文号", width=170),
    Column("note", "备注", width=140),
    Column("account", "录入人", width=90),
)
OUTSTANDING = (
    Column("number", "案件编号", width=126),
    Column("applicant", "收款对象", width=132),
    Column("title", "类型", width=130),
    Column("label", "期次", width=76),
    Column("amount_fen", "待拨付（元）", CellKind.MONEY, 104),
    Column("due_on", "到期", CellKind.DATE, 92),
    Column("claim", "占用", CellKind.CHIP, 104),
)
TONES = {Claim.NOW: Tone.ACTIVE, Claim.CARRIED: Tone.SOON, Claim.LATER: Tone.NEUTRAL}
Row = Mapping[str, object]


def rate(part: int, whole: int) -> str:
    """A share as people read it, rounded half up: 40.0%; nothing when there is no whole."""
    if not whole:
        return ""
    permille = (2000 * part + whole) // (2 * whole)
    return f"{permille // 10}.{permille % 10}%"


def figure_texts(budget: YearBudget) -> tuple[str, ...]:
    """The year in six figures, in the order of FIGURES."""
    sums = (budget.budget_fen, budget.committed_fen, budget.paid_fen, budget.recovered_fen, budget.left_fen)
    share = rate(budget.paid_fen, budget.budget_fen) or "—"
    return (*(yuan(fen) for fen in sums), share)


def source_rows(budget: YearBudget) -> tuple[Row, ...]:
    """A row a source, the total last; only the year as a whole has commitments. None while nothing is given or paid."""
    if not budget.sources:
        return ()
    rows: list[Row] = [
        {"title": line.source, "budget_fen": line.budget_fen, "committed_fen": None, "paid_fen": line.paid_fen}
        | {"rest_fen": line.rest_fen, "rate": rate(line.paid_fen, line.budget_fen)}
        for line in budget.sources
    ]
    total = {"title": TOTAL, "budget_fen": budget.budget_fen, "committed_fen": budget.committed_fen}
    total |= {"paid_fen": budget.paid_fen, "rest_fen": budget.budget_fen - budget.paid_fen}
    return (*rows, total | {"rate": rate(budget.paid_fen, budget.budget_fen)})


def outstanding_rows(lines: Sequence[Outstanding]) -> list[Row]:
    """A row an unpaid instalment."""
    return [
        {"instalment_id": one.instalment_id, "number": one.number, "applicant": one.applicant, "title": one.title}
        | {"label": one.label, "amount_fen": one.amount_fen, "due_on": one.due_on}
        | {"claim": Tag(one.claim.value, TONES[one.claim])}
        for one in lines
    ]


def budget_chart(budget: YearBudget) -> ChartData:
    """The year and each of its sources: given, committed (of the year), paid; in whole yuan."""
    lines = budget.sources
    given = (budget.budget_fen, *(line.budget_fen for line in lines))
    bound = (budget.committed_fen, *(0 for _ in lines))
    paid = (budget.paid_fen, *(line.paid_fen for line in lines))
    return ChartData(
        f"{budget.year} 年度预算执行（元）",
        ("全年", *(line.source for line in lines)),
        tuple(
            Series(name, tuple(max(fen, 0) // 100 for fen in values))
            for name, values in (("预算", given), ("已承诺", bound), ("已拨付", paid))
        ),
    )


def add_to_paper(paper: Paper, budget: YearBudget) -> None:
    """The year's budget as a table and a chart on paper."""
    rows = [
        [
            str(row["title"]),
            *(_money(row[key]) for key in ("budget_fen", "committed_fen", "paid_fen", "rest_fen")),
            str(row["rate"]),
        ]
        for row in source_rows(budget)
    ]
    paper.add_table(f"{budget.year} 年度预算执行", [column.title for column in SOURCES], rows)
    others = f"已追回 {yuan(budget.recovered_fen)} 元，不再安排支出；还可安排 {yuan(budget.left_fen)} 元。"
    paper.add_text(others)
    paper.add_chart(budget_chart(budget))


def paper_of(page: BudgetPage, as_at: str) -> Paper:
    """The page of a year on paper: sources, chart, entries."""
    paper = Paper(f"{page.budget.year} 年度专项资金预算执行情况", as_at)
    add_to_paper(paper, page.budget)
    rows = [
        [line.day.isoformat(), line.source, line.document, line.account, yuan(line.amount_fen)] for line in page.entries
    ]
    paper.add_table("预算下达和调整", ["日期", "资金来源", "文号", "录入人", "金额（元）"], rows, words=4)
    return paper


def _money(value: object) -> str:
    return yuan(value) if isinstance(value, int) else ""
