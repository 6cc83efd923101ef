"""追回台账 in the window: a row a decided clawback, with the ages of what is still out."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.services.clawbacks.listing import Age, aging
from app.services.clawbacks.recovery_ledger import RecoveryRow, recovery_ledger
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.formats import money
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

COLUMNS = (
    Column("case", "案件编号", width=128),
    Column("party", "单位或个人", width=150),
    Column("ground", "事由", width=84),
    Column("letter", "决定文号", width=160),
    Column("owed_fen", "应追回（元）", CellKind.MONEY, 104),
    Column("returned_fen", "已追回（元）", CellKind.MONEY, 104),
    Column("left_fen", "未追回（元）", CellKind.MONEY, 104),
    Column("measures", "处理措施", width=180),
    Column("state", "状态", width=130),
    Column("number", "追回编号", width=126, shown=False),
)


class RecoveryTab(QWidget):
    """Read only; exported like any table (Ctrl+E)."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads as the account of `uow`."""
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self.ages = QLabel(wordWrap=True)
        empty = EmptyState("reports", "追回台账还是空的", "作出责令退回决定以后，每件追回在这里有一行。")
        self.table = TableView(COLUMNS, ListSource(()), "追回台账", "number", empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        column.addWidget(self.ages)
        column.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Read the ledger and the ages anew."""
        uow = self._uow
        self._jobs.run(lambda _: (recovery_ledger(uow), aging(uow)), lambda read: self._show(*read))

    def _show(self, rows: tuple[RecoveryRow, ...], ages: tuple[Age, ...]) -> None:
        self.table.set_source(ListSource(rows, ("case", "party", "letter", "number")))
        out = sum(age.left_fen for age in ages)
        told = "　".join(f"{age.label} {age.count} 件 {money(age.left_fen)} 元" for age in ages if age.count)
        self.ages.setText(f"未追回 {money(out)} 元：{told}" if out else "没有未追回的款项。")
