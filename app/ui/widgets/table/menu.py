"""The menu of a table's head: which columns stand there, and the order of the rows, reachable by keyboard too."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from app.ui.widgets.table.grid import TableGrid
from app.ui.widgets.table.query import CellKind, Column


class ColumnMenu(QMenu):
    """Filled each time it opens; `sort(key, descending)` and `reset()` do what was chosen."""

    def __init__(
        self, grid: TableGrid, sort: Callable[[str, bool], None], reset: Callable[[], None], parent: QWidget
    ) -> None:
        """For one grid."""
        super().__init__(parent)
        self._grid = grid
        self._sort = sort
        self._reset = reset
        self._columns = [
            (place, column) for place, column in enumerate(grid.all_columns) if column.kind is not CellKind.TICK
        ]
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        order = self.addMenu("排序")
        for _, column in self._columns:
            if column.sortable:
                self._add_orders(order, column)
        self.addSeparator()
        for place, column in self._columns:
            action = self.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self._grid.isColumnHidden(place))
            action.setEnabled(self._grid.isColumnHidden(place) or len(self._grid.columns_shown()) > 1)
            action.toggled.connect(partial(self._show, place))
        self.addSeparator()
        self.addAction("恢复默认的列").triggered.connect(self._reset)

    def _show(self, place: int, shown: bool) -> None:
        self._grid.show_column(place, shown=shown)

    def _add_orders(self, menu: QMenu, column: Column) -> None:
        menu.addAction(f"{column.title} 升序").triggered.connect(partial(self._order, column.key, descending=False))
        menu.addAction(f"{column.title} 降序").triggered.connect(partial(self._order, column.key, descending=True))

    def _order(self, key: str, _checked: bool = False, *, descending: bool) -> None:
        self._sort(key, descending)
