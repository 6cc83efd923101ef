"""Boxes above a list that narrow it, each by one value; the first entry of each stands for all."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from app.ui import tokens

Entries = Iterable[tuple[str, str]]  # word and value


class FilterCombos(QWidget):
    """A row of boxes; `changed` follows every choice."""

    changed = Signal()

    def __init__(self, boxes: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        """`boxes` are names of values with the word for all of them, like (code, 全部类型)."""
        super().__init__(parent)
        self._words = dict(boxes)
        self.boxes = {name: QComboBox() for name, _ in boxes}
        self.reset = QPushButton("清除")
        self.reset.setProperty("role", "link")
        self.reset.setToolTip("清除以上筛选")
        self.reset.clicked.connect(lambda: self.choose({}))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        for name, box in self.boxes.items():
            box.setAccessibleName(self._words[name])
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(150)
            box.addItem(self._words[name], "")
            box.currentIndexChanged.connect(self._tell)
            row.addWidget(box)
        row.addWidget(self.reset)
        self.reset.hide()

    @property
    def values(self) -> dict[str, str]:
        """What is chosen, by name; empty for all."""
        return {name: str(box.currentData() or "") for name, box in self.boxes.items()}

    def fill(self, name: str, entries: Entries) -> None:
        """Offer these words and values, and keep what is chosen."""
        box, kept = self.boxes[name], self.values[name]
        with QSignalBlocker(box):
            box.clear()
            box.addItem(self._words[name], "")
            for word, value in entries:
                box.addItem(word, value)
            self._put(name, kept)

    def choose(self, values: dict[str, str]) -> None:
        """Choose these values and all of everything else; tells once."""
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                self._put(name, values.get(name, ""))
        self._tell()

    def _put(self, name: str, value: str) -> None:
        box = self.boxes[name]
        if value and box.findData(value) < 0:
            box.addItem(value, value)
        box.setCurrentIndex(max(box.findData(value), 0))

    def _tell(self) -> None:
        self.reset.setVisible(any(self.values.values()))
        self.changed.emit()
