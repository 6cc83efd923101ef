"""A form generated from the questions of a definition: groups of fields, and a summary of what is wrong on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.policy.questions import Lists, Need, Question
from app.services.policy.values import is_blank
from app.ui import tokens
from app.ui.widgets.form.field import BLANK, Field, mark
from app.ui.widgets.form.summary import FormSummary


class Form(QScrollArea):
    """Answers by question name. `edited` comes with every change by hand; `recognised` carries the name of a question
    and its answer when a person's or a unit's number has become complete; `finished` is Enter in the last field.
    """

    edited = Signal()
    recognised = Signal(str, str)
    finished = Signal()

    def __init__(self, questions: Sequence[Question], lists: Lists, parent: QWidget | None = None) -> None:
        """Empty; `lists` are the office's lists of the day."""
        super().__init__(parent)
        self._read: dict[str, str] = {}
        self.summary = FormSummary()
        self.summary.chosen.connect(self.jump)
        self.fields = {question.name: Field(question, lists) for question in questions}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_24)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.summary)
        column.addWidget(_Legend())
        for group, members in groupby(questions, key=lambda question: question.group):
            column.addWidget(_heading(group.value))
            for question in members:
                column.addWidget(self.fields[question.name])
        column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._connect()

    @property
    def answers(self) -> dict[str, str]:
        """What is typed, by question name; blank answers left out."""
        return {name: field.text for name, field in self.fields.items() if not is_blank(field.text)}

    def set_answers(self, answers: Mapping[str, str]) -> None:
        """Show these answers and no others."""
        self.summary.show_faults([])
        for name, field in self.fields.items():
            field.set_text(answers.get(name, ""))
        self._read = {name: field.text for name, field in self.fields.items()}

    def suggest(self, known: Mapping[str, str]) -> None:
        """Fill blank fields with what the register knows; where something else is typed, say what it knows."""
        for name, text in known.items():
            field = self.fields.get(name)
            if field is None:
                continue
            if is_blank(field.text):
                field.set_text(text)
                field.show_note("已按登记信息填入，可修改")
            elif field.text != text:
                field.show_note(f"登记信息为“{text}”，请核对")

    def check(self) -> bool:
        """Show everything that is wrong and go to the first of it; whether nothing is."""
        faults = []
        for name, field in self.fields.items():
            field.show_reason(field.reason)
            if field.reason:
                faults.append((name, field.question.label, field.reason))
        self.summary.show_faults(faults)
        if faults:
            self.jump(faults[0][0])
        return not faults

    def point_out(self, name: str, reason: str) -> None:
        """Show what the office's own check found wrong with one answer, and go there."""
        field = self.fields[name]
        field.show_reason(reason)
        self.summary.show_faults([(name, field.question.label, reason)])
        self.jump(name)

    def jump(self, name: str) -> None:
        """Put the cursor into a field."""
        field = self.fields[name]
        field.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(field, 0, tokens.SPACE_24)

    def begin(self) -> None:
        """Put the cursor into the first field that still wants an answer."""
        blank = (name for name, field in self.fields.items() if field.reason == BLANK)
        self.jump(next(blank, next(iter(self.fields))))

    def set_locked(self, locked: bool, /) -> None:
        """Let nobody change any answer, or everybody."""
        for field in self.fields.values():
            field.editor.set_locked(locked)

    def _connect(self) -> None:
        names = list(self.fields)
        for place, name in enumerate(names):
            field = self.fields[name]
            field.edited.connect(self._edit)
            following = names[place + 1] if place + 1 < len(names) else ""
            field.passed.connect(partial(self._pass, following))
            if field.question.kind.name in ("identity", "credit"):
                field.read.connect(partial(self._recognise, name))

    def _edit(self) -> None:
        if self.summary.isVisible():
            self.summary.show_faults(
                [(name, field.question.label, field.reason) for name, field in self.fields.items() if field.reason]
            )
        self.edited.emit()

    def _pass(self, following: str) -> None:
        if following:
            self.jump(following)
        else:
            self.finished.emit()

    def _recognise(self, name: str, value: str) -> None:
        if self._read.get(name) != value:
            self._read[name] = value
            self.recognised.emit(name, value)


class _Legend(QLabel):
    """What the marks before the labels mean."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setProperty("role", "secondary")
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Colour the marks anew when the scheme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _write(self) -> None:
        self.setText(f"{mark(Need.REQUIRED)}必填&nbsp;&nbsp;&nbsp;&nbsp; {mark(Need.WANTED)}可以后补，批准前须补齐")


def _heading(text: str) -> QWidget:
    heading = QWidget()
    row = QHBoxLayout(heading)
    row.setContentsMargins(0, tokens.SPACE_12, 0, 0)
    row.setSpacing(tokens.SPACE_12)
    label = QLabel(f"<b>{text}</b>")
    line = QFrame()
    line.setProperty("role", "line")
    row.addWidget(label)
    row.addWidget(line, 1)
    return heading
