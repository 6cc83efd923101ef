"""Beside the preview: why the current row gets what it gets, or which of its cells cannot be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from app.ui import tokens
from app.ui.pages.imports.rows import PreviewRow
from app.ui.widgets.case.explanation import Explanation
from app.ui.widgets.row_errors import RowErrors


class RowDetail(QWidget):
    """`case_chosen` carries the number of a case clicked on in the explanation, `cell_chosen` the error to go to."""

    case_chosen = Signal(str)
    cell_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until show_row."""
        super().__init__(parent)
        self.head = QLabel()
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setWordWrap(True)
        self.repeated = QLabel()
        self.repeated.setTextFormat(Qt.TextFormat.PlainText)
        self.repeated.setObjectName("remarks")
        self.repeated.setWordWrap(True)
        self.explanation = Explanation(compact=True)
        self.errors = RowErrors()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.head)
        column.addWidget(self.repeated)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.explanation)
        self._stack.addWidget(self.errors)
        self.explanation.case_chosen.connect(self.case_chosen)
        self.errors.cell_chosen.connect(self.cell_chosen)
        self.show_row(None)

    def show_row(self, row: PreviewRow | None) -> None:
        """Show a row, or nothing."""
        repeated = row.repeated if row else ""
        self.head.setText(f"{row.who or '（无姓名）'} · {row.title}" if row else "选一行，看它的测算或错误")
        self.repeated.setVisible(bool(repeated))
        self.repeated.setText(f"与 {repeated} 重复，不入库")
        if row is not None and row.errors:
            self.errors.show_errors(row.errors)
            self._stack.setCurrentWidget(self.errors)
        else:
            if row is not None and row.outcome is None:
                self.explanation.show_waiting()
            else:
                self.explanation.show_assessment(row.assessment if row else None)
            self._stack.setCurrentWidget(self.explanation)
