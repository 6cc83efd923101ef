"""The row of buttons above a list that narrow it, each with its count."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.ui import tokens


class FacetBar(QWidget):
    """One of the buttons is down; `chosen` carries its key."""

    chosen = Signal(str)

    def __init__(self, facets: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        """`facets` are keys with their words, the first one down at first; `name` is read aloud."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._words = dict(facets)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        for key, word in facets:
            button = QPushButton(word)
            button.setCheckable(True)
            button.setProperty("role", "facet")
            button.clicked.connect(lambda _checked, chosen=key: self.chosen.emit(chosen))
            self._group.addButton(button)
            self.buttons[key] = button
            row.addWidget(button)
        self.select(facets[0][0])

    @property
    def current(self) -> str:
        """The key of the button that is down."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def select(self, key: str) -> None:
        """Put a button down without emitting; an unknown key is passed over."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are behind each button."""
        for key, button in self.buttons.items():
            count = counts.get(key)
            button.setText(self._words[key] if count is None else f"{self._words[key]} {count:,}")
