"""What a 政策测算 came to: totals, a list by type, year or month, and the chart of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from app.services.reports.costing_sums import Costing, CostLine
from app.ui import tokens
from app.ui.widgets.chart import Chart, ChartData, Series
from app.ui.widgets.facet_bar import FacetBar
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.formats import money
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

COLUMNS = (
    Column("label", "类别", width=140),
    Column("cases", "件数", CellKind.WHOLE, width=60),
    Column("now_fen", "现行（元）", CellKind.MONEY, width=112),
    Column("would_fen", "测算（元）", CellKind.MONEY, width=112),
    Column("difference_fen", "差额（元）", CellKind.MONEY, width=112),
    Column("changed", "变化", CellKind.WHOLE, width=64),
    Column("gained", "新符合", CellKind.WHOLE, width=66),
    Column("lost", "不再符合", CellKind.WHOLE, width=80),
)
VIEWS = (("type", "按类型"), ("year", "按年度"), ("month", "按月份"), ("standing", "按状态"))
MOST_BARS = 14


class CostingResults(QWidget):
    """Empty until show_costing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Says what belongs here."""
        super().__init__(parent)
        self._found: Costing | None = None
        self._view = VIEWS[0][0]
        self.said = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.views = FacetBar(list(VIEWS), "分组")
        empty = EmptyState("standards", "还没有测算", "在左侧填写新值，选好期间和类型，然后开始测算。结果不入库。")
        self.table = TableView(COLUMNS, ListSource(()), "测算结果", key="label", empty=empty, unit="行")
        self.table.refresh()
        self.chart = Chart(ChartData("测算结果", (), ()))
        self.chart.hide()
        self.views.chosen.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_8, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.said)
        column.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        split.addWidget(self.table)
        split.addWidget(self.chart)
        split.setSizes([320, 260])
        column.addWidget(split, 1)

    def show_costing(self, found: Costing) -> None:
        """Show what was found; the way of grouping stays."""
        self._found = found
        total, sign = found.total, "+" if found.total.difference_fen > 0 else ""
        grey = tokens.colours().secondary
        self.said.setText(
            f"共 {total.cases:,} 件，现行 {money(total.now_fen)} 元，测算 {money(total.would_fen)} 元，"
            f"差额 <b>{sign}{money(total.difference_fen)} 元</b>；金额变化 {total.changed:,} 件，"
            f"新符合 {total.gained:,} 件，不再符合 {total.lost:,} 件。"
            f"<span style='color:{grey}'>　已批准的与核定金额比较；重新测算 {found.reckoned:,} 件；结果不入库。</span>"
        )
        self._choose(self._view)

    def _choose(self, view: str) -> None:
        self._view = view
        if self._found is None:
            return
        lines: Sequence[CostLine] = getattr(self._found, f"by_{view}")
        self.table.set_source(ListSource((*lines, self._found.total) if lines else ()))
        self.table.select(None)
        shown = lines if view != "type" else [line for line in lines if line.difference_fen]
        bars = shown[-MOST_BARS:]
        self.chart.setVisible(bool(bars))
        self.chart.set_data(
            ChartData(
                "现行与测算（元）",
                tuple(line.label for line in bars),
                (
                    Series("现行", tuple(line.now_fen for line in bars)),
                    Series("测算", tuple(line.would_fen for line in bars)),
                ),
                written=money,
            )
        )
