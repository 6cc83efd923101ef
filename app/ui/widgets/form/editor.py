"""What a form knows of an editor: text in, text out, and when it was edited, left or passed by Enter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import tokens


class Editor(QWidget):
    """Base of all editors; `field` is the widget that takes the focus.

    `hinted` tells that the field itself shows its hint while it is empty.
    `edited` comes with every change that a person makes, `left` when the focus goes, `passed` by Enter.
    """

    edited = Signal()
    left = Signal()
    passed = Signal()

    def __init__(self, field: QWidget) -> None:
        """`field` is laid out first in `row`."""
        super().__init__()
        self.hinted = False
        self.field = field
        self.setFocusProxy(field)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(tokens.SPACE_4)
        self.row.addWidget(field)

    def text(self) -> str:
        """What is typed, empty when nothing is."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Show an answer; no signal is emitted."""
        raise NotImplementedError

    def set_hint(self, hint: str) -> None:
        """Say what belongs here."""
        self.field.setToolTip(hint)

    def set_wrong(self, wrong: bool, /) -> None:
        """Mark the field as wrong, or not."""
        if self.field.property("wrong") != wrong:
            self.field.setProperty("wrong", wrong)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)

    def set_locked(self, locked: bool, /) -> None:
        """Let nobody change the answer, or everybody."""
        self.setDisabled(locked)
