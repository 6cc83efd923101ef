"""A dialog of a few typed fields, given as data; it stays open until what was typed has been stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.services.policy.amounts import read_fen
from app.services.policy.capitals import capitals
from app.services.policy.values import Unreadable, read_day
from app.ui import tokens
from app.ui.widgets.asking.step import Asking
from app.ui.widgets.form.day_editor import DayEditor

SEPARATOR = "、"


class AskKind(Enum):
    """How a field is typed."""

    LINE = auto()
    TEXT = auto()
    DAY = auto()
    MONEY = auto()
    CHOICE = auto()
    MANY = auto()


@dataclass(frozen=True)
class Ask:
    """A field: `text` stands there at first, `choices` are those of CHOICE and MANY, `hint` in the empty field."""

    name: str
    label: str
    kind: AskKind = AskKind.LINE
    text: str = ""
    choices: tuple[str, ...] = ()
    needed: bool = True
    hint: str = ""


class FieldsDialog(Asking):
    """`given` carries the texts by name; call `accept` once they are stored, `say` when they were refused."""

    given = Signal(object)

    def __init__(self, verb: str, question: str, asks: Sequence[Ask], parent: QWidget | None = None) -> None:
        """Days come as YYYY-MM-DD, several choices joined by 、."""
        super().__init__(verb, question, parent)
        self.setMinimumWidth(480)
        self._asks = {ask.name: ask for ask in asks}
        self.fields = {ask.name: _field(ask) for ask in asks}
        self._said = {ask.name: QLabel(wordWrap=True) for ask in asks}
        for ask in asks:
            self._add(ask)
        self.wrong = QLabel(wordWrap=True)
        self.wrong.setProperty("role", "error")
        self.wrong.hide()
        self.column.addWidget(self.wrong)
        self.finish()
        self.go.clicked.disconnect()
        self.go.clicked.connect(self._give)
        if asks:
            self.fields[asks[0].name].setFocus()
        self._weigh()

    @property
    def texts(self) -> dict[str, str]:
        """What is typed, by name."""
        return {name: _text(field).strip() for name, field in self.fields.items()}

    def say(self, text: str) -> None:
        """Show why what was typed was refused; it can be typed anew."""
        self.wrong.setText(text)
        self.wrong.show()
        self._weigh()

    def _give(self) -> None:
        self.wrong.hide()
        self.go.setEnabled(False)
        self.given.emit(self.texts)

    def _add(self, ask: Ask) -> None:
        label, said, field = QLabel(ask.label), self._said[ask.name], self.fields[ask.name]
        label.setProperty("role", "secondary")
        label.setBuddy(field)
        said.setProperty("role", "secondary")
        said.hide()
        block = QVBoxLayout()
        block.setSpacing(tokens.SPACE_4)
        for widget in (label, field, said):
            block.addWidget(widget)
        self.column.addLayout(block)
        _on_edit(field, self._weigh)

    def _weigh(self) -> None:
        fits = True
        for name, ask in self._asks.items():
            text = _text(self.fields[name]).strip()
            said, wrong = _remark(ask, text)
            label = self._said[name]
            label.setText(said)
            label.setProperty("role", "error" if wrong else "secondary")
            label.style().polish(label)
            label.setVisible(bool(said))
            fits = fits and not wrong and (bool(text) or not ask.needed)
        self.go.setEnabled(fits)


def _field(ask: Ask) -> QWidget:
    field = _MAKE[ask.kind](ask)
    shown = field.line if isinstance(field, DayEditor) else field
    shown.setAccessibleName(ask.label)
    return field


def _line(ask: Ask) -> QWidget:
    line = QLineEdit(ask.text)
    line.setPlaceholderText(ask.hint)
    return line


def _many_lines(ask: Ask) -> QWidget:
    text = QPlainTextEdit(ask.text, tabChangesFocus=True)
    text.setPlaceholderText(ask.hint)
    text.setFixedHeight(88)
    return text


def _day(ask: Ask) -> QWidget:
    day = DayEditor()
    day.set_text(ask.text)
    return day


def _choice(ask: Ask) -> QWidget:
    box = QComboBox()
    box.addItems(ask.choices)
    if ask.text:
        box.setCurrentText(ask.text)
    return box


class Boxes(QWidget):
    """Several of some choices, ticked."""

    changed = Signal()

    def __init__(self, ask: Ask) -> None:
        """Ticked are those in the text."""
        super().__init__()
        ticked = ask.text.split(SEPARATOR)
        self.boxes = [QCheckBox(choice) for choice in ask.choices]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        for box in self.boxes:
            box.setChecked(box.text() in ticked)
            box.toggled.connect(self.changed)
            column.addWidget(box)
        self.setFocusProxy(self.boxes[0])

    @property
    def text(self) -> str:
        """What is ticked, joined by 、."""
        return SEPARATOR.join(box.text() for box in self.boxes if box.isChecked())


_MAKE = {
    AskKind.LINE: _line,
    AskKind.TEXT: _many_lines,
    AskKind.DAY: _day,
    AskKind.MONEY: _line,
    AskKind.CHOICE: _choice,
    AskKind.MANY: Boxes,
}


def _text(field: QWidget) -> str:
    match field:
        case QPlainTextEdit():
            return field.toPlainText()
        case QComboBox():
            return field.currentText()
        case Boxes():
            return field.text
        case DayEditor():
            return _iso(field.text())
        case QLineEdit():
            return field.text()
    raise TypeError(type(field))


def _iso(text: str) -> str:
    """A day as it is stored, or the text as typed while it is none."""
    try:
        return read_day(text).isoformat()
    except Unreadable:
        return text


def _on_edit(field: QWidget, told: object) -> None:
    match field:
        case QPlainTextEdit() | QLineEdit():
            field.textChanged.connect(told)
        case QComboBox():
            field.currentTextChanged.connect(told)
        case Boxes():
            field.changed.connect(told)
        case DayEditor():
            field.edited.connect(told)
            field.left.connect(told)


def _remark(ask: Ask, text: str) -> tuple[str, bool]:
    """What to say under a field, and whether it is wrong."""
    if not text:
        return "", False
    try:
        if ask.kind is AskKind.MONEY:
            return f"人民币{capitals(read_fen(text))}", False
        if ask.kind is AskKind.DAY:
            read_day(text)
    except Unreadable as error:
        return f"{ask.label}{error.text}，请改正。", True
    return "", False
