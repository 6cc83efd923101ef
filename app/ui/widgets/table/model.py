"""One table model over a paging source: only the rows that were scrolled to are loaded."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.ui.widgets.table import formats as table_format
from app.ui.widgets.table.query import Align, CellKind, Column, Query, Source, read
from app.ui.widgets.table.ticks import Ticks

TAG = Qt.ItemDataRole.UserRole
SORT = Qt.ItemDataRole.UserRole + 1
PAGE = 200

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_BOX_FLAGS = _FLAGS | Qt.ItemFlag.ItemIsUserCheckable
_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    Align.CENTRE: Qt.AlignmentFlag.AlignCenter,
}


class TableModel(QAbstractTableModel):
    """Rows of a source in columns given as data; `key` names the value that identifies a row.

    `loaded` follows every fresh answer, `ticked` every change of the ticks.
    """

    loaded = Signal()
    ticked = Signal()

    def __init__(self, columns: tuple[Column, ...], source: Source, key: str, parent: QObject | None = None) -> None:
        """Asks the source nothing before set_query or reload."""
        super().__init__(parent)
        self.columns = columns
        self.query = Query()
        self.ticks = Ticks(key, tuple(column.key for column in columns if column.kind is CellKind.MONEY))
        self._key = key
        self._source = source
        self._rows: list[object] = []
        self._next: object | None = None
        self._all_ticked = False
        self.total = 0

    @property
    def total_text(self) -> str:
        """How many rows the query has, 1000+ where the source stopped counting."""
        if self._next is None:
            return f"{len(self._rows):,}"
        return f"{self.total:,}" if self.total <= 1000 else "1000+"

    def set_source(self, source: Source) -> None:
        """Show another source, from its top."""
        self.put_source(source)
        self.reload()

    def put_source(self, source: Source) -> None:
        """Ask another source from now on; its rows come with the next answer."""
        self._source = source
        self.ticks.clear()

    def set_query(self, query: Query) -> None:
        """Ask another question; ticks stay only when nothing but the order changed."""
        same = (query.filters, query.search, query.facets) == (self.query.filters, self.query.search, self.query.facets)
        self.query = query
        if not same:
            self.ticks.clear()
        self._load()

    def reload(self) -> None:
        """Ask the same question again; ticks on rows that are gone go too."""
        if self.ticks:
            self.ticks.keep_only(self._source.each(self.query))
        self._load()

    def each(self) -> Iterable[object]:
        """All rows of the query in order, loaded or not."""
        return self._source.each(self.query)

    def row(self, place: int) -> object:
        """The loaded row at a place. Raises IndexError."""
        return self._rows[place]

    def key_at(self, place: int) -> object:
        """What identifies the row at a place. Raises IndexError."""
        return read(self._rows[place], self._key)

    def place_of(self, key: object) -> int | None:
        """Where a row stands among those loaded; None when it is not there."""
        return next((place for place, row in enumerate(self._rows) if read(row, self._key) == key), None)

    def tick(self, places: Iterable[int], *, on: bool) -> None:
        """Tick the rows at these places, or not."""
        self.ticks.set([self._rows[place] for place in places], on=on)
        self._all_ticked = self._all_ticked and on
        self._ticks_changed()

    def tick_all(self, *, on: bool) -> None:
        """Tick every row of the query, loaded or not; or none."""
        self.ticks.clear()
        if on:
            self.ticks.set(self._source.each(self.query), on=True)
        self._all_ticked = on
        self._ticks_changed()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are, shown or not."""
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the source has more."""
        return not parent.isValid() and self._next is not None

    def fetchMore(self, _parent: Index) -> None:
        """Load the next page."""
        if self._next is None:
            return
        page = self._source.page(self.query, self._next, PAGE)
        self._next = page.next
        if page.rows:
            first = len(self._rows)
            self.beginInsertRows(_NOWHERE, first, first + len(page.rows) - 1)
            self._rows.extend(page.rows)
            self.endInsertRows()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be selected; boxes ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _BOX_FLAGS if self.columns[index.column()].kind is CellKind.TICK else _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, alignment, tick, tag and sort value of a cell."""
        column, row = self.columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return table_format.text(column, row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.alignment]
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._check(row) if column.kind is CellKind.TICK else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return table_format.text(column, row) or None
        if role == TAG:
            return table_format.tag(column, row)
        return read(row, column.key) if role == SORT else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a box."""
        if role != Qt.ItemDataRole.CheckStateRole or self.columns[index.column()].kind is not CellKind.TICK:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A column's title, with an arrow while rows are sorted by it, aligned as its cells; the box that ticks all."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            arrow = (" ↓" if self.query.descending else " ↑") if self.query.sort == column.key else ""
            return column.title + arrow
        if role == Qt.ItemDataRole.CheckStateRole and column.kind is CellKind.TICK:
            return self._check_all()
        return _ALIGN[column.alignment] if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _check_all(self) -> Qt.CheckState:
        if not self.ticks:
            return Qt.CheckState.Unchecked
        every = self._next is None and len(self.ticks) == len(self._rows)
        return Qt.CheckState.Checked if every or self._all_ticked else Qt.CheckState.PartiallyChecked

    def _check(self, row: object) -> Qt.CheckState:
        return Qt.CheckState.Checked if read(row, self._key) in self.ticks else Qt.CheckState.Unchecked

    def _load(self) -> None:
        self.beginResetModel()
        page = self._source.page(self.query, None, PAGE)
        self._rows = list(page.rows)
        self._next = page.next
        self.total = self._source.count(self.query) if page.next is not None else len(self._rows)
        self.endResetModel()
        self.loaded.emit()

    def _ticks_changed(self) -> None:
        places = [place for place, column in enumerate(self.columns) if column.kind is CellKind.TICK]
        if self._rows and places:
            last = len(self._rows) - 1
            self.dataChanged.emit(
                self.index(0, places[0]), self.index(last, places[0]), [Qt.ItemDataRole.CheckStateRole]
            )
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, places[0], places[0])
        self.ticked.emit()
