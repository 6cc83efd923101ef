"""Fields for passwords: one that warns of caps lock, and a pair for a new one with its rules ticked as one types."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.services.trust.passwords import rules
from app.ui import tokens

_SHIFT = Qt.KeyboardModifier.ShiftModifier


class PasswordLine(QWidget):
    """A label over a field that shows dots; `returned` is Enter in it."""

    returned = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        """`label` is also what a screen reader says."""
        super().__init__(parent)
        over = QLabel(label)
        over.setProperty("role", "secondary")
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(label)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
        self.line.returnPressed.connect(self.returned)
        self.line.installEventFilter(self)
        over.setBuddy(self.line)
        self.caps = QLabel("大写锁定已打开")
        self.caps.setProperty("role", "error")
        self.caps.hide()
        stacked(self, over, self.line, self.caps)
        self.setFocusProxy(self.line)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Empty the field."""
        self.line.clear()
        self.caps.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter that comes out in the other case than Shift says gives caps lock away."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_CapsLock:
                self.caps.hide()
            elif (sign := event.text()) and sign.isascii() and sign.isalpha():
                shifted = bool(event.modifiers() & _SHIFT)
                self.caps.setVisible(sign.isupper() is not shifted)
        return super().eventFilter(watched, event)


class NewPassword(QWidget):
    """A new password twice; `changed` says that the rules look different now, `returned` is Enter in the last field."""

    changed = Signal()
    returned = Signal()

    def __init__(self, label: str = "新密码", parent: QWidget | None = None) -> None:
        """Follows no rules until set_rules."""
        super().__init__(parent)
        self._account, self._kinds = "", 0
        self.new, self.again = PasswordLine(label), PasswordLine("再输一次")
        self.ticks = QLabel(wordWrap=True)
        self.ticks.setTextFormat(Qt.TextFormat.PlainText)
        stacked(self, self.new, self.ticks, self.again)
        self.setFocusProxy(self.new)
        self.new.line.textChanged.connect(self._tick)
        self.again.line.textChanged.connect(self._tick)
        self.new.returned.connect(self.again.setFocus)
        self.again.returned.connect(self.returned)
        self._tick()

    @property
    def fits(self) -> bool:
        """Whether the password meets its rules and stands there twice."""
        return all(met for _, met in self._found())

    def set_rules(self, account: str, kinds: int) -> None:
        """Whose password it is to be, and of how many kinds of signs (0: any)."""
        self._account, self._kinds = account, kinds
        self._tick()

    def clear(self) -> None:
        """Empty both fields."""
        self.new.clear()
        self.again.clear()

    def _found(self) -> list[tuple[str, bool]]:
        met = [(rule.text, rule.met) for rule in rules(self.new.text, self._account, self._kinds)]
        return [*met, ("两次输入一致", bool(self.new.text) and self.new.text == self.again.text)]

    def _tick(self) -> None:
        self.ticks.setText("\n".join(f"{'✓' if met else '○'} {text}" for text, met in self._found()))
        self.changed.emit()


def stacked(owner: QWidget, *widgets: QWidget) -> QVBoxLayout:
    """Widgets one below the other, close together."""
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SPACE_4)
    for widget in widgets:
        column.addWidget(widget)
    return column
