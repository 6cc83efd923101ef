"""会签意见: who signed it, on which day, the reason of an objection, and the scan of the sheet."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.services.policy.values import Unreadable, read_day
from app.ui import tokens
from app.ui.deeds import SignedOpinion
from app.ui.widgets.asking.phrases import Phrases
from app.ui.widgets.asking.scan_choice import ScanChoice
from app.ui.widgets.asking.step import Asking
from app.ui.widgets.form.day_editor import DayEditor


class OpinionDialog(Asking):
    """Asks for one opinion, which may go for many cases; `given` carries a SignedOpinion."""

    given = Signal(object)

    def __init__(
        self, verb: str, what: str, today: date, phrases: tuple[str, ...] | None, parent: QWidget | None = None
    ) -> None:
        """No day after `today` can be given; one who objects says why, with `phrases` at hand (None: agrees)."""
        super().__init__(verb, f"{verb}：{what}", parent)
        self._today, self._objects = today, phrases is not None
        self.signer = QLineEdit()
        self.signer.setAccessibleName("签署人")
        self.signer.setPlaceholderText("在会签意见表上签字的人")
        self.day = DayEditor()
        self.day.line.setAccessibleName("签署日期")
        self.day.set_text(today.isoformat())
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("理由")
        self.text.setFixedHeight(72)
        self.text.setTabChangesFocus(True)
        self.scan = ScanChoice()
        self._wrong = QLabel()
        self._wrong.setProperty("role", "error")
        self._lay_out(phrases or ())
        self.accepted.connect(lambda: self.given.emit(self._opinion()))
        self.signer.setFocus()
        self._weigh()

    def _lay_out(self, phrases: tuple[str, ...]) -> None:
        form = QFormLayout()
        form.setSpacing(tokens.SPACE_8)
        form.addRow("签署人", self.signer)
        form.addRow("签署日期", self.day)
        if self._objects:
            form.addRow("不同意的理由", self.text)
            form.addRow("", Phrases(phrases, self.text))
        form.addRow("意见表扫描件", self.scan)
        self.column.addLayout(form)
        self.column.addWidget(self._wrong)
        self.finish()
        self.signer.textChanged.connect(self._weigh)
        self.text.textChanged.connect(self._weigh)
        self.day.edited.connect(self._weigh)

    def _opinion(self) -> SignedOpinion:
        reason = self.text.toPlainText().strip() if self._objects else ""
        return SignedOpinion(self.signer.text().strip(), self._day() or self._today, reason, self.scan.file)

    def _day(self) -> date | None:
        try:
            return read_day(self.day.text())
        except Unreadable:
            return None

    def _weigh(self) -> None:
        day = self._day()
        wrong = (
            "签署日期看不懂，如 20241105。" if day is None else "签署日期不能晚于今天。" if day > self._today else ""
        )
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        lacking = not self.signer.text().strip() or (self._objects and not self.text.toPlainText().strip())
        self.go.setEnabled(not wrong and not lacking)
