"""What a 政策测算 tries: the values that hold, each with a place for another; the period and the types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.errors import UserError
from app.services.policy.catalogue import CATALOGUE
from app.services.reports.costing_entry import Typed
from app.services.standards.standards_shown import Shown, Status
from app.ui import keys, tokens
from app.ui.widgets.asking.entry_lines import EntryLines

HEADERS = ("标准", "现行值", "新值")
NAME, NOW, NEW = range(3)
ROLE = Qt.ItemDataRole.UserRole
LABELS = {"first": "申报日期自", "last": "申报日期至", "since": "新值起始日期（空：自期间第一天）"}
_READ_ONLY = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


class CostingInputs(QWidget):
    """`started` asks for the 测算 of what is typed."""

    started = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until show_rows."""
        super().__init__(parent)
        self.table = QTableWidget(0, len(HEADERS))
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalHeaderLabels(HEADERS)
        self.table.setAccessibleName("标准和新值")
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(tokens.ROW_HEIGHT)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.fields = EntryLines(LABELS)
        self.types = QListWidget()
        self.types.setAccessibleName("补贴类型")
        for subsidy in CATALOGUE:
            if subsidy.money:
                self._add_type(subsidy.title, subsidy.code)
        self.all = QPushButton("全选或全不选")
        self.all.setProperty("role", "link")
        self.start = QPushButton("开始测算")
        self.start.setProperty("role", "primary")
        keys.tip(self.start, "开始测算", keys.HAND_OVER)
        self._lay_out()
        self.all.clicked.connect(self._tick_all)
        self.start.clicked.connect(self._begin)
        self.fields.returned.connect(self._begin)
        keys.bind(self, keys.HAND_OVER, self._begin, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.table)

    @property
    def typed(self) -> Typed:
        """All that is typed."""
        values = {}
        for row in range(self.table.rowCount()):
            name, new = self.table.item(row, NAME), self.table.item(row, NEW)
            if name and new and new.text().strip():
                values[str(name.data(ROLE))] = new.text()
        boxes = [self.types.item(place) for place in range(self.types.count())]
        codes = [str(box.data(ROLE)) for box in boxes if box.checkState() is Qt.CheckState.Checked]
        texts = self.fields.texts
        return Typed(values, texts["since"], texts["first"], texts["last"], codes)

    def show_rows(self, rows: Sequence[Shown]) -> None:
        """List values; what has been typed beside them stays."""
        kept = self.typed.values
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            title = f"{row.name}（{row.key}）" if row.key else row.name
            now = row.status.value if row.status is Status.MISSING else f"{row.value} {row.unit}".rstrip()
            self._put(place, NAME, title, _READ_ONLY).setData(ROLE, row.id)
            self._put(place, NOW, now, _READ_ONLY).setToolTip(f"{row.source}\n{row.value}".strip())
            self._put(place, NEW, kept.get(row.id, ""), _READ_ONLY | Qt.ItemFlag.ItemIsEditable)

    def show_period(self, first: str, last: str) -> None:
        """Propose a period where none is typed."""
        for name, text in (("first", first), ("last", last)):
            if not self.fields.lines[name].text():
                self.fields.lines[name].setText(text)

    def search(self, text: str) -> None:
        """Narrow the values to those with the text in their name."""
        for row in range(self.table.rowCount()):
            item = self.table.item(row, NAME)
            self.table.setRowHidden(row, item is not None and text.strip() not in item.text())

    def show_error(self, error: UserError) -> bool:
        """Show an error under its field or at its value; False when it belongs to none of these."""
        for row in range(self.table.rowCount()):
            item = self.table.item(row, NAME)
            if item and item.data(ROLE) == error.field:
                self.table.setCurrentCell(row, NEW)
        return self.fields.show_error(error)

    def _begin(self) -> None:
        self.start.setFocus()  # takes what is being typed into a cell
        self.started.emit()

    def _put(self, row: int, column: int, text: str, flags: Qt.ItemFlag) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setFlags(flags)
        if column != NAME:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table.setItem(row, column, item)
        return item

    def _add_type(self, title: str, code: str) -> None:
        item = QListWidgetItem(title, self.types)
        item.setData(ROLE, code)
        item.setCheckState(Qt.CheckState.Checked)

    def _tick_all(self) -> None:
        boxes = [self.types.item(place) for place in range(self.types.count())]
        some_off = any(box.checkState() is Qt.CheckState.Unchecked for box in boxes)
        for box in boxes:
            box.setCheckState(Qt.CheckState.Checked if some_off else Qt.CheckState.Unchecked)

    def _lay_out(self) -> None:
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(NOW, 110)
        self.table.setColumnWidth(NEW, 90)
        types = QLabel("补贴类型")
        types.setProperty("role", "secondary")
        types.setBuddy(self.types)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, tokens.SPACE_8, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.table, 3)
        column.addWidget(self.fields)
        column.addWidget(types)
        column.addWidget(self.types, 1)
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.start)
