"""One question of a form: label, editor, unit and remark, and under them what is wrong."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from app.services.policy.questions import Lists, Need, Question
from app.services.policy.values import Unreadable, is_blank
from app.ui import tokens
from app.ui.widgets.form.asides import REMARKED, aside
from app.ui.widgets.form.editors import editor_for

LABEL_WIDTH = 140
_EDITOR_FIRST = 100  # stretch: the remark gets what the editor does not take
BLANK = "此项必填"


class Field(QWidget):
    """A question with its editor; the answer is read as a workbook's cell would be.

    `edited` comes with every change by hand, `passed` by Enter; `read` carries an answer that has become readable.
    """

    edited = Signal()
    passed = Signal()
    read = Signal(object)

    def __init__(self, question: Question, lists: Lists) -> None:
        """Empty."""
        super().__init__()
        self.question = question
        self.editor = editor_for(question, lists)
        self._reader = question.reader(lists)
        self._hint = "" if self.editor.hinted else question.asked.hint
        remarked = question.asked.unit or self._hint or question.kind.name in REMARKED
        self._aside = _label("secondary") if remarked else None
        self._below: QLabel | None = None  # made when there is something to say: most fields never need it
        self._reason = ""
        self.label = QLabel(_shown_label(question))
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.label.setWordWrap(True)
        self.label.setFixedWidth(LABEL_WIDTH)
        self.label.setMinimumHeight(tokens.CONTROL_HEIGHT)
        self.label.setBuddy(self.editor.field)
        self._lay_out()
        self.editor.edited.connect(self._edit)
        self.editor.left.connect(self._leave)
        self.editor.passed.connect(self.passed)

    @property
    def text(self) -> str:
        """What is typed, empty when nothing is."""
        return self.editor.text()

    @property
    def reason(self) -> str:
        """Why the answer cannot be taken, as it stands now; empty when it can."""
        if is_blank(self.text):
            return BLANK if self.question.need is Need.REQUIRED else ""
        try:
            self._reader(self.text)
        except Unreadable as refused:
            return refused.text
        return ""

    def set_text(self, text: str) -> None:
        """Show an answer; what was wrong before is forgotten."""
        self.editor.set_text(text)
        self.show_reason("")
        self._remark()

    def show_reason(self, reason: str) -> None:
        """Show in red under the field what is wrong, or take it away."""
        self._reason = reason
        self.editor.set_wrong(bool(reason))
        self.editor.field.setAccessibleDescription(reason or self.question.asked.hint)
        self._write_below(reason, "error" if reason else "secondary")

    def show_note(self, note: str) -> None:
        """Show a quiet remark under the field, as long as nothing is wrong."""
        if not self._reason:
            self._write_below(note, "secondary")

    def changeEvent(self, event: QEvent) -> None:
        """Colour the star anew when the scheme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.label.setText(_shown_label(self.question))

    def _edit(self) -> None:
        if self._reason:
            self.show_reason(self.reason)
        elif self._below is not None:
            self.show_note("")
        value = self._remark()
        if value is not None:
            self.read.emit(value)
        self.edited.emit()

    def _leave(self) -> None:
        """Show the answer in its usual form, or what is wrong with it; a blank one may wait."""
        value = self._value()
        if value is not None:
            self.editor.set_text(self.question.show(value))
        reason = self.reason
        if reason == BLANK and self._reason != BLANK:
            reason = ""
        if reason != self._reason:
            self.show_reason(reason)

    def _value(self) -> Any:
        return None if is_blank(self.text) or self.reason else self._reader(self.text)

    def _remark(self) -> Any:
        """Show the remark on the answer; the answer itself, None while there is none."""
        value = self._value()
        if self._aside is not None:
            blank = self._hint if is_blank(self.text) else ""
            said = blank if value is None else aside(self.question.kind.name, value)
            self._aside.setText("　".join(part for part in (self.question.asked.unit, said) if part))
        return value

    def _write_below(self, text: str, role: str) -> None:
        if self._below is None:
            if not text:
                return
            self._below = _label(role)
            self._grid.addWidget(self._below, 1, 1)
        elif self._below.property("role") != role:
            self._below.setProperty("role", role)
            self._below.style().unpolish(self._below)
            self._below.style().polish(self._below)
        self._below.setText(text)
        self._below.setVisible(bool(text))

    def _lay_out(self) -> None:
        right = QHBoxLayout()
        right.setSpacing(tokens.SPACE_8)
        right.addWidget(self.editor, _EDITOR_FIRST)
        if self._aside is not None:
            self._remark()
            right.addWidget(self._aside, 1)
        else:
            right.addStretch(1)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_12)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(1, 1)


def _shown_label(question: Question) -> str:
    """The label with the mark of its need; the unit stands behind the field."""
    label = question.label.removesuffix(f"（{question.asked.unit}）")
    return mark(question.need) + label


def mark(need: Need) -> str:
    """What stands before the label of an answer that is required, or that may come later, as HTML; else nothing."""
    scheme = tokens.colours()
    marks = {Need.REQUIRED: ("*", scheme.red), Need.WANTED: ("○", scheme.amber_text)}
    sign, colour = marks.get(need, ("", ""))
    return f'<span style="color:{colour}">{sign}</span> ' if sign else ""


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
