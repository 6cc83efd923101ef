"""等谁办理: open cases by role and by the person who has them in hand, with what is due today and overdue."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from app.services.worklists.waiting_for import WaitsFor
from app.ui import tokens
from app.ui.widgets.card import Card, empty

_HEADS = ("岗位", "经手人", "在办", "今日到期", "逾期")


class WaitingCard(Card):
    """A line a person; hidden while nothing waits."""

    def __init__(self) -> None:
        """Hidden until there is something to show."""
        super().__init__("等谁办理")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.SPACE_24)
        self._grid.setVerticalSpacing(tokens.SPACE_4)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)
        self.hide()

    def show_waiting(self, found: Sequence[WaitsFor]) -> None:
        """Show whom cases wait for."""
        empty(self._grid)
        self.setVisible(bool(found))
        self._write(0, _HEADS, "secondary")
        for place, one in enumerate(found, start=1):
            counts = (f"{one.cases:,}", f"{one.today:,}", f"{one.overdue:,}")
            self._write(place, (one.role.label, one.person or "尚无人经手", *counts), "", late=bool(one.overdue))

    def _write(self, row: int, cells: tuple[str, ...], role: str, *, late: bool = False) -> None:
        for column, text in enumerate(cells):
            label = QLabel(text)
            label.setProperty("role", "error" if late and column == len(cells) - 1 else role)
            side = Qt.AlignmentFlag.AlignRight if column > 1 else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(label, row, column, side)
