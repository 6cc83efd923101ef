"""A sheet of a workbook as it came: letters above, numbers beside, and its faulty cells in red."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from app.services.excel.reading.cells import Sheet
from app.services.excel.recognising.columns import letters
from app.services.excel.recognising.rows import as_seen
from app.ui import tokens

Place = tuple[int, int]
"""Row and column, both from 0."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_COLUMNS = 256
_COLUMN_WIDTH = 110


class SheetModel(QAbstractTableModel):
    """The cells of a sheet; `faults` are the reasons by place."""

    def __init__(self, sheet: Sheet, faults: Mapping[Place, str], parent: QWidget | None = None) -> None:
        """Reads the sheet's own rows: nothing is copied."""
        super().__init__(parent)
        self._rows, self._faults = sheet.rows, faults
        self._width = min(sheet.width, _MOST_COLUMNS)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """All rows, hidden ones too."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As far as a form may reach."""
        return 0 if parent.isValid() else self._width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Letters and numbers as in Excel."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return letters(section) if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands in a cell; of a faulty one the colour and why."""
        fault = self._faults.get((index.row(), index.column()))
        if role == Qt.ItemDataRole.DisplayRole:
            row = self._rows[index.row()]
            return as_seen(row[index.column()]) if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return fault
        if role == Qt.ItemDataRole.ForegroundRole and fault:
            return QColor(tokens.colours().on_accent)
        return QColor(tokens.colours().red) if role == Qt.ItemDataRole.BackgroundRole and fault else None


class SheetGrid(QWidget):
    """Shows one sheet at a time, walks from fault to fault, and says why the current cell is one.

    `left` asks to go back to the list, `walked` carries the row number (from 1) of the fault come to.
    """

    left = Signal()
    walked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until show_sheet."""
        super().__init__(parent)
        self._places: list[Place] = []
        self._faults: Mapping[Place, str] = {}
        self.sheet_name = ""
        self.back, self.before, self.after = (QPushButton(word) for word in ("回到清单", "上一处错误", "下一处错误"))
        self.title, self.why = QLabel(), QLabel(wordWrap=True)
        self.why.setProperty("role", "error")
        for label in (self.title, self.why):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.grid = QTableView()
        self.grid.setAccessibleName("原表")
        self.grid.horizontalHeader().setDefaultSectionSize(_COLUMN_WIDTH)
        above = QHBoxLayout()
        above.setSpacing(tokens.SPACE_8)
        for widget in (self.back, self.before, self.after):
            above.addWidget(widget)
        above.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(above)
        column.addWidget(self.grid, 1)
        column.addWidget(self.why)
        self.setFocusProxy(self.grid)
        self.back.clicked.connect(self.left)
        self.before.clicked.connect(lambda: self._walk(-1))
        self.after.clicked.connect(lambda: self._walk(1))

    @property
    def place(self) -> Place:
        """The current cell."""
        index = self.grid.currentIndex()
        return index.row(), index.column()

    def show_sheet(self, sheet: Sheet, faults: Mapping[Place, str], place: Place) -> None:
        """Show a sheet with its faults, and go to a cell."""
        self._faults, self._places = faults, sorted(faults)
        self.sheet_name = sheet.name
        self.title.setText(f"{sheet.name}　有错 {len(faults):,} 处")
        self.grid.setModel(SheetModel(sheet, faults, self))
        self.grid.selectionModel().currentChanged.connect(lambda now: self._explain((now.row(), now.column())))
        self._go(place)

    def _go(self, place: Place) -> None:
        index = self.grid.model().index(*place)
        self.grid.setCurrentIndex(index)
        self.grid.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)

    def _walk(self, way: int) -> None:
        """The next fault in reading order, or the one before; from the last on to the first."""
        beyond = [place for place in self._places if (place > self.place if way > 0 else place < self.place)]
        if self._places:
            there = (beyond or self._places)[0 if way > 0 else -1]
            self._go(there)
            self.walked.emit(there[0] + 1)

    def _explain(self, place: Place) -> None:
        self.why.setText(f"{letters(place[1])}{place[0] + 1}　{self._faults[place]}" if place in self._faults else "")
