"""The dialog before an approval with less than the sum reckoned: the sum within its band, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.services.policy.amounts import read_fen
from app.services.policy.capitals import capitals
from app.services.policy.values import Unreadable
from app.ui import tokens
from app.ui.widgets.asking.step import Asking
from app.ui.widgets.table.formats import money


class LowerSumDialog(Asking):
    """Asks for the sum and the reason; `given` carries the sum in fen and the reason."""

    given = Signal(int, str)

    def __init__(self, verb: str, named: str, band: tuple[int, int], parent: QWidget | None = None) -> None:
        """`band` is the least that may be fixed and the sum reckoned, in fen; what is fixed lies below the latter."""
        self._least, self._due = band
        question = (
            f"{named}：测算 {money(self._due)} 元，可在 {money(self._least)} 元以上核减，须写明理由。批准后不能撤销。"
        )
        super().__init__(verb, question, parent)
        self.sum = QLineEdit()
        self.sum.setAccessibleName("核定金额（元）")
        self.sum.setPlaceholderText(f"{money(self._least)} 至 {money(self._due)}")
        self._told = QLabel(wordWrap=True)
        self.reason = QPlainTextEdit(tabChangesFocus=True)
        self.reason.setAccessibleName("核减理由")
        self.reason.setPlaceholderText("理由会写入办理过程和金额说明")
        self.reason.setFixedHeight(88)
        form = QFormLayout()
        form.setSpacing(tokens.SPACE_8)
        form.addRow("核定金额（元）", self.sum)
        form.addRow("", self._told)
        form.addRow("核减理由", self.reason)
        self.column.addLayout(form)
        self.finish()
        self.sum.textChanged.connect(self._weigh)
        self.reason.textChanged.connect(self._weigh)
        self.accepted.connect(lambda: self.given.emit(self._fen() or 0, self._why))
        self.sum.setFocus()
        self._weigh()

    @property
    def told(self) -> str:
        """What stands under the sum: the sum in capitals, or what is wrong with it."""
        return self._told.text()

    @property
    def _why(self) -> str:
        return self.reason.toPlainText().strip()

    def _fen(self) -> int | None:
        try:
            return read_fen(self.sum.text().strip())
        except Unreadable:
            return None

    def _weigh(self) -> None:
        fen = self._fen()
        fits = fen is not None and self._least <= fen < self._due
        if not self.sum.text().strip():
            self._say("不核减的，请取消后按“批准”。", role="secondary")
        elif fen is not None and fits:
            self._say(f"人民币{capitals(fen)}", role="secondary")
        elif fen is None:
            self._say("金额看不懂，如 35000 或 35000.50。", role="error")
        else:
            self._say(f"须不低于 {money(self._least)} 元并低于 {money(self._due)} 元。", role="error")
        self.go.setEnabled(fits and bool(self._why))

    def _say(self, text: str, *, role: str) -> None:
        self._told.setText(text)
        self._told.setProperty("role", role)
        self._told.style().polish(self._told)
