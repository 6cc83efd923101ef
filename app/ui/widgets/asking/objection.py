"""公示异议: who raised it, how to reach them, on which day, what they say, and the scan of their letter."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.services.cases.objections import Raised
from app.services.policy.values import Unreadable, read_day
from app.ui import tokens
from app.ui.files import FileChoice
from app.ui.widgets.asking.scan_choice import ScanChoice
from app.ui.widgets.asking.step import Asking
from app.ui.widgets.form.day_editor import DayEditor


class ObjectionDialog(Asking):
    """`given` carries a Raised."""

    given = Signal(object)

    def __init__(self, number: str, today: date, files: FileChoice, parent: QWidget | None = None) -> None:
        """Proposes today as the day it came in."""
        super().__init__("登记异议", f"登记对 {number} 的公示异议。登记后须由复核员认定，认定前不能办结公示。", parent)
        self.who, self.contact, self.day, self.text = QLineEdit(), QLineEdit(), DayEditor(), QPlainTextEdit()
        self.who.setPlaceholderText("姓名或单位；匿名的写“匿名”")
        self.contact.setPlaceholderText("电话或地址，可空")
        self.day.set_text(today.isoformat())
        self.text.setFixedHeight(96)
        self.text.setTabChangesFocus(True)
        self.scan = ScanChoice(files)
        self._wrong = QLabel()
        self._wrong.setProperty("role", "error")
        form = QFormLayout()
        form.setSpacing(tokens.SPACE_8)
        rows = (("异议人", self.who), ("联系方式", self.contact), ("收到日期", self.day), ("异议内容", self.text))
        for label, widget in (*rows, ("扫描件", self.scan)):
            named = widget.line if isinstance(widget, DayEditor) else widget
            named.setAccessibleName(label)
            form.addRow(label, widget)
        self.column.addLayout(form)
        self.column.addWidget(self._wrong)
        self.finish()
        self.who.textChanged.connect(self._weigh)
        self.text.textChanged.connect(self._weigh)
        self.day.edited.connect(self._weigh)
        self.accepted.connect(self._give)
        self.who.setFocus()
        self._weigh()

    def _day(self) -> date | None:
        try:
            return read_day(self.day.text())
        except Unreadable:
            return None

    def _give(self) -> None:
        day = self._day()
        if day is not None:
            who, contact, text = self.who.text(), self.contact.text(), self.text.toPlainText()
            self.given.emit(Raised(day, who, contact, text, self.scan.file))

    def _weigh(self) -> None:
        self._wrong.setText("" if self._day() else "收到日期看不懂，如 20241105。")
        self._wrong.setVisible(bool(self._wrong.text()))
        filled = self.who.text().strip() and self.text.toPlainText().strip()
        self.go.setEnabled(bool(filled) and self._day() is not None)
