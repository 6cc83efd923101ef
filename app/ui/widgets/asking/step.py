"""The small dialogs before a step: a reason with phrases often used, or date and voucher of a payment."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.policy.values import Unreadable, read_day
from app.ui import keys, tokens
from app.ui.widgets.asking.phrases import Phrases
from app.ui.widgets.form.day_editor import DayEditor


class Asking(QDialog):
    """A question above, its fields, and the verb on the button; Ctrl+Enter presses it, Esc leaves it."""

    def __init__(self, verb: str, question: str, parent: QWidget | None = None) -> None:
        """Deleted when closed; the button stays grey until `ready` says otherwise."""
        super().__init__(parent)
        self.setWindowTitle(verb)
        self.setMinimumWidth(440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.go, self.stop = QPushButton(verb), QPushButton("取消")
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        keys.tip(self.go, verb, keys.HAND_OVER)
        self.go.clicked.connect(self.accept)
        self.stop.clicked.connect(self.reject)
        asked = QLabel(question, wordWrap=True)
        asked.setTextFormat(Qt.TextFormat.PlainText)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[tokens.SPACE_24] * 4)
        self.column.setSpacing(tokens.SPACE_12)
        self.column.addWidget(asked)
        keys.bind(self, keys.HAND_OVER, self.go.click)

    def finish(self) -> None:
        """Put the buttons below the fields."""
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        row.addStretch()
        row.addWidget(self.stop)
        row.addWidget(self.go)
        self.column.addSpacing(tokens.SPACE_8)
        self.column.addLayout(row)


class ReasonDialog(Asking):
    """Asks why; `given` carries the reason."""

    given = Signal(str)

    def __init__(self, verb: str, question: str, phrases: tuple[str, ...], parent: QWidget | None = None) -> None:
        """`phrases` are put into the field by a click."""
        super().__init__(verb, question, parent)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText("理由会写入办理过程，并用于告知申请人的文书")
        self.text.setAccessibleName("理由")
        self.text.setFixedHeight(88)
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._weigh)
        self.column.addWidget(self.text)
        self.column.addWidget(Phrases(phrases, self.text))
        self.finish()
        self.accepted.connect(lambda: self.given.emit(self.text.toPlainText().strip()))
        self.text.setFocus()
        self._weigh()

    def _weigh(self) -> None:
        self.go.setEnabled(bool(self.text.toPlainText().strip()))


class PaymentDialog(Asking):
    """Asks on which day and by which voucher was paid; `given` carries the day and the voucher."""

    given = Signal(object, str)

    def __init__(self, verb: str, question: str, today: date, parent: QWidget | None = None) -> None:
        """No day after `today` can be given."""
        super().__init__(verb, question, parent)
        self._today = today
        self.day = DayEditor()
        self.day.line.setAccessibleName("拨付日期")
        self.day.set_text(today.isoformat())
        self.voucher = QLineEdit()
        self.voucher.setAccessibleName("凭证号")
        self.voucher.setPlaceholderText("如 记-2024-11-036")
        self._wrong = QLabel()
        self._wrong.setProperty("role", "error")
        form = QFormLayout()
        form.setSpacing(tokens.SPACE_8)
        form.addRow("拨付日期", self.day)
        form.addRow("凭证号", self.voucher)
        self.column.addLayout(form)
        self.column.addWidget(self._wrong)
        self.finish()
        self.voucher.textChanged.connect(self._weigh)
        self.day.edited.connect(self._weigh)
        self.accepted.connect(lambda: self.given.emit(self._day(), self.voucher.text().strip()))
        self.voucher.setFocus()
        self._weigh()

    def _day(self) -> date | None:
        try:
            return read_day(self.day.text())
        except Unreadable:
            return None

    def _weigh(self) -> None:
        day = self._day()
        late = day is not None and day > self._today
        self._wrong.setText(
            "拨付日期看不懂，如 20241105。" if day is None else "拨付日期不能晚于今天。" if late else ""
        )
        self._wrong.setVisible(bool(self._wrong.text()))
        self.go.setEnabled(bool(self.voucher.text().strip()) and not self._wrong.text())
