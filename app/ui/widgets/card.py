"""A card: paper with a title, and rows of a word, a count and where it leads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui import tokens
from app.ui.widgets.chip import Chip, Tag


@dataclass(frozen=True)
class CardRow:
    """A line of a card: a tag, a link that says what and how many, and what the link does."""

    tag: Tag
    link: str
    run: Callable[[], None]


class Card(QFrame):
    """Paper with a title over whatever is added below it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """`title` is also what a screen reader says."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.head = QLabel(title)
        self.head.setProperty("role", "cardtitle")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
        self.column.setSpacing(tokens.SPACE_8)
        self.column.addWidget(self.head)


class LinkCard(Card):
    """A card of links; without any it says so in a sentence."""

    def __init__(self, title: str, nothing: str, parent: QWidget | None = None) -> None:
        """`nothing` stands there while there are no rows."""
        super().__init__(title, parent)
        self._nothing = QLabel(nothing, wordWrap=True)
        self._nothing.setProperty("role", "secondary")
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.SPACE_4)
        self._grid.setColumnStretch(1, 1)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self._rows)

    @property
    def links(self) -> list[QPushButton]:
        """The links in their order."""
        return self._rows.findChildren(QPushButton)

    def set_rows(self, rows: Sequence[CardRow]) -> None:
        """Show other rows."""
        empty(self._grid)
        for place, row in enumerate(rows):
            link = QPushButton(row.link)
            link.setProperty("role", "link")
            link.clicked.connect(row.run)
            self._grid.addWidget(Chip(row.tag), place, 0)
            self._grid.addWidget(link, place, 1, Qt.AlignmentFlag.AlignLeft)
        self._rows.setVisible(bool(rows))
        self._nothing.setVisible(not rows)


def empty(grid: QGridLayout) -> None:
    """Take everything out of a grid."""
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
