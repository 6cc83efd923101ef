"""The grid itself: rows of one height, keys, copying as in Excel."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from app.ui import tokens
from app.ui.widgets.table import formats as table_format
from app.ui.widgets.table.delegate import ChipCell, DueCell, TextCell, TickCell
from app.ui.widgets.table.header import TableHeader
from app.ui.widgets.table.model import TableModel
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.widths import Widths

_CELLS = {CellKind.CHIP: ChipCell, CellKind.DUE: DueCell, CellKind.TICK: TickCell}


class TableGrid(QTableView):
    """Shows a TableModel; `opened` by Enter or double click, `picked` whenever the selection changes."""

    opened = Signal(int)
    picked = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        """Widths and hidden columns as the model's columns say."""
        super().__init__(parent)
        self._model = model
        self.head = TableHeader(model.columns, self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(self.head.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(tokens.ROW_HEIGHT)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(TextCell(self))
        for place, column in enumerate(model.columns):
            if column.kind in _CELLS:
                self.setItemDelegateForColumn(place, _CELLS[column.kind](self))
            self.setColumnHidden(place, not column.shown)
        self.widths = Widths(self, model.columns)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(self.picked)

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns, shown or not, in the order they were given."""
        return self._model.columns

    @property
    def picked_rows(self) -> list[int]:
        """The places of the selected rows, in order."""
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(place) for place in range(chosen.count()))
        return sorted({place for part in ranges for place in range(part.top(), part.bottom() + 1)})

    def columns_shown(self) -> list[Column]:
        """The columns in sight, in the order they stand in, without the boxes."""
        order = (self.head.logicalIndex(place) for place in range(self.head.count()))
        columns = (self._model.columns[place] for place in order if not self.isColumnHidden(place))
        return [column for column in columns if column.kind is not CellKind.TICK]

    def pick(self, place: int) -> None:
        """Make a row the current and only selected one, and bring it into sight."""
        first = next((n for n in range(self.head.count()) if not self.isColumnHidden(self.head.logicalIndex(n))), 0)
        index = self._model.index(place, self.head.logicalIndex(first))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def copied(self) -> str:
        """The selected rows as shown, tab-separated under their titles."""
        columns = self.columns_shown()
        rows = [self._model.row(place) for place in self.picked_rows]
        lines = [[column.title for column in columns]]
        lines += [[table_format.text(column, row) for column in columns] for row in rows]
        return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)

    def show_column(self, place: int, *, shown: bool) -> None:
        """Show a column or hide it; the others share the room."""
        self.setColumnHidden(place, not shown)
        self.widths.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns fill the width."""
        super().resizeEvent(event)
        self.widths.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks, Ctrl+A ticks all, Ctrl+C copies; the rest moves."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
        elif event.matches(QKeySequence.StandardKey.SelectAll) and self._can_tick:
            self._model.tick_all(on=True)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and self._can_tick:
            self._tick(self.picked_rows)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a box ticks without changing the selection."""
        if event.button() == Qt.MouseButton.LeftButton and self._box_at(event).isValid():
            self._tick([self._box_at(event).row()])
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a box tick twice and open nothing."""
        if self._box_at(event).isValid():
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A new scheme repaints all cells."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    @property
    def _can_tick(self) -> bool:
        return any(column.kind is CellKind.TICK for column in self._model.columns)

    def _box_at(self, event: QMouseEvent) -> QModelIndex:
        index = self.indexAt(event.position().toPoint())
        ticks = index.isValid() and self._model.columns[index.column()].kind is CellKind.TICK
        return index if ticks else QModelIndex()

    def _tick(self, places: list[int]) -> None:
        ticks = self._model.ticks
        self._model.tick(places, on=not all(self._model.key_at(place) in ticks for place in places))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.row())
