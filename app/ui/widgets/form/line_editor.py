"""Answers typed into a line; long numbers are shown in groups as they are typed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from app.ui.widgets.form.editor import Editor

_NARROWEST = 140


class LineEditor(Editor):
    """A line of at most some width in px; `groups` are the lengths in which a number is shown, its blanks are not part of it."""

    def __init__(
        self,
        width: int,
        *,
        groups: tuple[int, ...] = (),
        right: bool = False,
        latin: bool = False,
        hint: str = "",
    ) -> None:
        """`right` aligns sums, `latin` keeps the input method out of the way."""
        self.line = QLineEdit()
        super().__init__(self.line)
        self._groups = groups
        self.line.setMinimumWidth(min(width, _NARROWEST))
        self.line.setMaximumWidth(width)
        self.setMaximumWidth(width)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.setPlaceholderText(hint)
        if right:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if latin:
            self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText)
        self.line.textEdited.connect(self._edit)
        self.line.editingFinished.connect(self.left)
        self.line.returnPressed.connect(self.passed)

    def text(self) -> str:
        """What is typed, without the blanks of the groups."""
        text = self.line.text()
        return text.replace(" ", "") if self._groups else text

    def set_text(self, text: str) -> None:
        """Show an answer, in groups where it has some."""
        shown = grouped(text.replace(" ", ""), self._groups) if self._groups else text
        if shown != self.line.text():
            with QSignalBlocker(self.line):
                self.line.setText(shown)
                self.line.setCursorPosition(0)

    def set_hint(self, hint: str) -> None:
        """Say what belongs here, as its tooltip and, where there is room for it, in the empty field."""
        super().set_hint(hint)
        if hint and self.line.maximumWidth() > _NARROWEST:
            self.line.setPlaceholderText(hint)
            self.hinted = True

    def set_example(self, example: str) -> None:
        """Show how an answer looks in the empty field, unless that says something already."""
        if example and not self.line.placeholderText():
            self.line.setPlaceholderText(f"如 {example}")

    def _edit(self, typed: str) -> None:
        if self._groups:
            before = len(typed[: self.line.cursorPosition()].replace(" ", ""))
            self.set_text(typed)
            self.line.setCursorPosition(_position(self.line.text(), before))
        self.edited.emit()


def grouped(text: str, groups: tuple[int, ...]) -> str:
    """Text cut into groups of these lengths with a blank between; the rest stays together."""
    parts = []
    for length in groups:
        parts.append(text[:length])
        text = text[length:]
    return " ".join(part for part in (*parts, text) if part)


def _position(text: str, letters: int) -> int:
    """The place in `text` after so many letters that are not blanks."""
    for place, letter in enumerate(text):
        if not letters:
            return place
        letters -= letter != " "
    return len(text)
