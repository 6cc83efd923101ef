"""疑点统计: the doubts found in a year by check and outcome."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.doubts.listing import YearLine, by_check, years
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

COLUMNS = (
    Column("title", "疑点", width=220),
    Column("found", "发现", CellKind.WHOLE, 90),
    Column("open", "待核实", CellKind.WHOLE, 90),
    Column("confirmed", "属实", CellKind.WHOLE, 90),
    Column("harmless", "排除", CellKind.WHOLE, 90),
    Column("gone", "已消失", CellKind.WHOLE, 90),
)
TOTAL = "合计"


class DoubtReport(QWidget):
    """A year's doubts; Ctrl+E exports them as shown."""

    def __init__(self, uow: UnitOfWork) -> None:
        """Reads when it is refreshed."""
        super().__init__()
        self._uow = uow
        self.years = QComboBox()
        self.years.setAccessibleName("年度")
        empty = EmptyState("reports", "这一年没有疑点", "比对发现疑点后，这里按类型和核实结果汇总。")
        self.table = TableView(COLUMNS, ListSource(()), "疑点统计", "title", empty, unit="类")
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(QLabel("发现年度"))
        row.addWidget(self.years)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        column.setSpacing(tokens.SPACE_12)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.years.activated.connect(lambda _: self._show())
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read years and figures anew; the year chosen stays."""
        found, kept = years(self._uow), self.years.currentData()
        self.years.clear()
        for year in found:
            self.years.addItem(f"{year} 年", year)
        self.years.setCurrentIndex(max(self.years.findData(kept), 0))
        self._show()

    def _show(self) -> None:
        lines = by_check(self._uow, int(self.years.currentData()))
        self.table.set_source(ListSource([*lines, _total(lines)] if lines else ()))


def _total(lines: tuple[YearLine, ...]) -> YearLine:
    sums = (sum(getattr(line, name) for line in lines) for name in ("found", "open", "confirmed", "harmless", "gone"))
    return YearLine(TOTAL, *sums)
