"""Phrases often used, put into a text by a click."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QPushButton, QWidget

from app.ui import tokens


class Phrases(QWidget):
    """A link a phrase; each is added to the end of `text` behind `separator`."""

    def __init__(self, phrases: tuple[str, ...], text: QPlainTextEdit, separator: str = "；") -> None:
        """Takes no room without phrases."""
        super().__init__()
        self._text, self._separator = text, separator
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(tokens.SPACE_4)
        grid.setColumnStretch(1, 1)
        for place, phrase in enumerate(phrases):
            button = QPushButton(phrase)
            button.setProperty("role", "link")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._say, phrase))
            grid.addWidget(button, place, 0, Qt.AlignmentFlag.AlignLeft)

    def _say(self, phrase: str, _checked: bool = False) -> None:
        before = self._text.toPlainText().strip()
        self._text.setPlainText(f"{before}{self._separator}{phrase}" if before else phrase)
        self._text.moveCursor(self._text.textCursor().MoveOperation.End)
        self._text.setFocus()
