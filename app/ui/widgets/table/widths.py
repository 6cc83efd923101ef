"""Column widths: as wished, and the room left over goes to the widest column of words."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView

from app.ui.widgets.table.query import CellKind, Column


class Widths(QObject):
    """Keeps the widths that were given or dragged, and fills the grid's width from them."""

    def __init__(self, grid: QTableView, columns: tuple[Column, ...]) -> None:
        """Starts from the columns' own widths."""
        super().__init__(grid)
        self._grid = grid
        self._columns = columns
        self._wished = {column.key: column.width for column in columns}
        self._fitting = False
        grid.horizontalHeader().sectionResized.connect(self._dragged)

    @property
    def wished(self) -> dict[str, int]:
        """The widths in px by column, without what was added to fill the grid."""
        return dict(self._wished)

    def wish(self, widths: dict[str, int]) -> None:
        """Take up widths; columns not named keep theirs."""
        self._wished.update({key: width for key, width in widths.items() if key in self._wished})
        self.fit()

    def fit(self) -> None:
        """Give every column its width, and what is left to the widest shown column of words."""
        shown = [(place, one) for place, one in enumerate(self._columns) if not self._grid.isColumnHidden(place)]
        room = self._grid.viewport().width() - sum(self._wished[column.key] for _, column in shown)
        words = [(self._wished[column.key], place) for place, column in shown if column.kind is CellKind.TEXT]
        grown = max(words)[1] if words and room > 0 else -1
        self._fitting = True
        for place, column in shown:
            self._grid.setColumnWidth(place, self._wished[column.key] + (room if place == grown else 0))
        self._fitting = False

    def _dragged(self, place: int, _before: int, width: int) -> None:
        if not self._fitting and width > 0:
            self._wished[self._columns[place].key] = width
