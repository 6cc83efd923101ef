"""Figures side by side: the number large, its word small below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.ui import tokens


class FigureGrid(QWidget):
    """One figure a word, so many in a row; all are blank until show_texts."""

    def __init__(self, words: Sequence[str], columns: int, parent: QWidget | None = None) -> None:
        """`words` are what the figures are, with their unit."""
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_24)
        grid.setVerticalSpacing(tokens.SPACE_8)
        self.labels: list[QLabel] = []
        for place, word in enumerate(words):
            figure, under = QLabel(), QLabel(word)
            figure.setProperty("role", "figure")
            figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            under.setProperty("role", "secondary")
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(figure)
            cell.addWidget(under)
            grid.addLayout(cell, *divmod(place, columns))
            self.labels.append(figure)
        grid.setColumnStretch(columns, 1)

    def show_texts(self, texts: Sequence[str]) -> None:
        """A text for each word, in their order."""
        for label, text in zip(self.labels, texts, strict=True):
            label.setText(text)
