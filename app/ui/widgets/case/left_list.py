"""What a batch left where it was: each case with its reason, to read, copy, open and export."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.cases.orders import BatchOutcome
from app.ui import tokens
from app.ui.widgets.table.query import Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

COLUMNS = (Column("number", "案件编号", width=150), Column("reason", "没有办理的原因", width=560))


class LeftList(QDialog):
    """Does not stop the window behind it; `case_chosen` carries a number."""

    case_chosen = Signal(str)

    def __init__(self, verb: str, outcome: BatchOutcome, parent: QWidget) -> None:
        """Deleted when closed; exported as a list of the page that `parent` is."""
        super().__init__(parent)
        self.setWindowTitle(f"未能{verb}的 {len(outcome.left):,} 件")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(800, 520)
        rows = [
            {"number": number, "reason": text.removeprefix(number).strip()}
            for number, text in dict(outcome.left).items()
        ]
        said = QLabel(f"已办 {len(outcome.moved):,} 件。以下 {len(rows):,} 件没有改动，可导出后逐件处理：")
        self.table = TableView(COLUMNS, ListSource(rows, ("number", "reason")), "未能办理的案件", "number")
        self.table.opened.connect(self._open)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_16] * 4)
        column.setSpacing(tokens.SPACE_12)
        column.addWidget(said)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.table.refresh()
        self.table.setFocus()

    def _open(self, number: object) -> None:
        self.case_chosen.emit(str(number))
        self.close()
