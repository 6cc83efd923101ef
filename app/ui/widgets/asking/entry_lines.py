"""A short form of typed lines: label over field, what is wrong in red under it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.services.errors import UserError
from app.ui import tokens


class EntryLines(QWidget):
    """Fields by name, in the order given; `returned` is Enter in one of the lines."""

    returned = Signal()

    def __init__(self, labels: Mapping[str, str], parent: QWidget | None = None) -> None:
        """`labels` are the Chinese labels by field name."""
        super().__init__(parent)
        self.lines: dict[str, QLineEdit] = {}
        self._errors: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self._fields: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_4)
        for name, label in labels.items():
            line = QLineEdit()
            line.setAccessibleName(label)
            line.returnPressed.connect(self.returned)
            self.lines[name] = line
            self._add(name, label, line)

    def add_text(self, name: str, label: str, rows: int) -> QPlainTextEdit:
        """A field of several lines, so many rows high, at the end."""
        text = QPlainTextEdit(tabChangesFocus=True)
        text.setAccessibleName(label)
        text.setFixedHeight(rows * self.fontMetrics().lineSpacing() + 2 * tokens.SPACE_12)
        self._add(name, label, text)
        return text

    @property
    def texts(self) -> dict[str, str]:
        """What is typed in the lines, by name."""
        return {name: line.text() for name, line in self.lines.items()}

    def set_label(self, name: str, label: str) -> None:
        """Show another label over a field."""
        self._labels[name].setText(label)

    def set_shown(self, name: str, shown: bool, /) -> None:
        """Show or hide a field with its label."""
        self._labels[name].setVisible(shown)
        self._fields[name].setVisible(shown)

    def show_error(self, error: UserError) -> bool:
        """Show an error under the field it belongs to and go there; False when it belongs to none of these."""
        self.clear_errors()
        shown = self._errors.get(error.field or "")
        if shown is None:
            return False
        shown.setText(error.text)
        shown.show()
        line = self.lines.get(error.field or "")
        if line is not None:
            _mark(line, wrong=True)
            line.setFocus()
        return True

    def clear_errors(self) -> None:
        """Nothing is wrong any more."""
        for label in self._errors.values():
            label.hide()
        for line in self.lines.values():
            _mark(line, wrong=False)

    def clear(self) -> None:
        """Empty all lines."""
        for line in self.lines.values():
            line.clear()
        self.clear_errors()

    def _add(self, name: str, label: str, field: QWidget) -> None:
        over, under = QLabel(label), QLabel(wordWrap=True)
        over.setProperty("role", "secondary")
        over.setBuddy(field)
        under.setProperty("role", "error")
        under.hide()
        self._labels[name], self._errors[name], self._fields[name] = over, under, field
        for widget in (over, field, under):
            self._column.addWidget(widget)


def _mark(line: QLineEdit, *, wrong: bool) -> None:
    line.setProperty("wrong", "true" if wrong else "false")
    line.style().polish(line)
