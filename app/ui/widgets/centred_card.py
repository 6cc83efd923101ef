"""A card in the middle of a page: for the few pages on which nothing else is to be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import tokens

_WIDTH = 440


class CentredCard(QWidget):
    """A title, a sentence, fields, what is wrong with them, and buttons one below the other."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        """Fields come by add()."""
        super().__init__(parent)
        self.head, self.why, self.wrong = QLabel(title), QLabel(text, wordWrap=True), QLabel(wordWrap=True)
        self.head.setProperty("role", "title")
        self.why.setProperty("role", "secondary")
        self.wrong.setProperty("role", "error")
        for label in (self.head, self.why, self.wrong):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.hide()
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(_WIDTH)
        self._inside = QVBoxLayout(card)
        self._inside.setContentsMargins(*[tokens.SPACE_24] * 4)
        self._inside.setSpacing(tokens.SPACE_12)
        self.add(self.head, self.why)
        column = QVBoxLayout(self)
        column.addStretch(2)
        row = QHBoxLayout()  # an aligned widget would not grow with the lines of its text
        row.addStretch()
        row.addWidget(card)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(3)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below what is there."""
        for widget in widgets:
            self._inside.addWidget(widget)

    def add_buttons(self, first: QPushButton, *others: QPushButton) -> None:
        """Put what is wrong and the buttons at the end, the first as the one to press."""
        first.setProperty("role", "primary")
        for other in others:
            other.setProperty("role", "link")
        self.add(self.wrong, first, *others)

    def say(self, wrong: str) -> None:
        """Say what is wrong; empty when nothing is."""
        self.wrong.setText(wrong)
        self.wrong.setAccessibleName(wrong)
        self.wrong.setVisible(bool(wrong))
