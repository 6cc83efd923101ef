"""This year's money against its budget, for the desk, and the year on paper for a head of section."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from app.services.money.budget_views import YearBudget
from app.services.policy.money import yuan
from app.services.reports.figures import Figures
from app.services.worklists.desk import Desk
from app.ui.pages.budget import rows as budget_rows
from app.ui.paper import Paper
from app.ui.widgets.card import Card
from app.ui.widgets.chart import Chart, ChartData, Series
from app.ui.widgets.figures import FigureGrid

TYPE_HEADS = ("补贴类型", "申报", "批准", "在办", "批准金额（元）", "已拨付（元）")
_CHART_HEIGHT = 200


class BudgetCard(Card):
    """The budget of the year in figures and a chart; without one, what that means. `opened` asks for the page."""

    opened = Signal()

    def __init__(self) -> None:
        """Blank until show_budget."""
        super().__init__("预算执行")
        self.grid = FigureGrid(budget_rows.FIGURES, len(budget_rows.FIGURES) // 2 + 1)
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "secondary")
        self.chart = Chart(ChartData("", (), ()))
        self.chart.setFixedHeight(_CHART_HEIGHT)
        self.link = QPushButton("预算明细 →")
        self.link.setProperty("role", "link")
        self.link.clicked.connect(self.opened)
        for widget in (self.grid, self.said, self.chart):
            self.column.addWidget(widget)
        self.column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)

    def show_budget(self, budget: YearBudget) -> None:
        """Show a year."""
        self.head.setText(f"{budget.year} 年预算执行")
        self.grid.show_texts(budget_rows.figure_texts(budget))
        stops = "录入以前不能批准发放资金的案件。" if budget.limited else "现在不设上限，批准不受预算控制。"
        self.said.setText("" if budget.entered else f"还没有录入 {budget.year} 年度预算，{stops}")
        self.said.setVisible(not budget.entered)
        for widget in (self.grid, self.chart):
            widget.setVisible(budget.entered)
        self.link.setText("预算明细 →" if budget.entered else "录入预算 →")
        self.chart.set_data(budget_rows.budget_chart(budget))


def by_month(found: Desk) -> ChartData:
    """What was approved and paid, month by month."""
    lines = found.year.by_month
    granted = Series("批准金额", tuple(line.figures.granted_fen for line in lines))
    paid = Series("已拨付", tuple(line.figures.paid_fen for line in lines))
    labels = tuple(line.title for line in lines)
    return ChartData("按月的批准金额和已拨付金额（元）", labels, (granted, paid), written=_whole_yuan)


def cells(title: str, figures: Figures) -> tuple[str, ...]:
    """A line of the table by type."""
    counts = (figures.applied, figures.approved, figures.open)
    return (title, *(f"{count:,}" for count in counts), yuan(figures.granted_fen), yuan(figures.paid_fen))


def paper_of(found: Desk) -> Paper:
    """The year on paper: by type, the budget, and by month."""
    year = found.year
    paper = Paper(f"{year.year} 年技能人才补贴办理情况", f"截至 {year.as_at}")
    shown = [line for line in year.by_type if line.figures != Figures()]
    rows = [*(cells(line.title, line.figures) for line in shown), cells("合计", year.total)]
    paper.add_table("按补贴类型", TYPE_HEADS, rows)
    if found.budget.entered:
        budget_rows.add_to_paper(paper, found.budget)
    paper.add_chart(by_month(found))
    return paper


def _whole_yuan(fen: int) -> str:
    return f"{fen // 100:,}"
