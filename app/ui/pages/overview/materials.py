"""The material lists of a type: those there have been, and a new one from a day on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.errors import UserError
from app.services.policy.material_lists import Form, Material
from app.services.standards.materials import MaterialList, TypedMaterial
from app.ui import keys, tokens
from app.ui.widgets.asking.entry_lines import EntryLines

HEADERS = ("材料名称", "依据", "原件/复印件", "份数", "是否可以容缺")
NAME, BASIS, FORM, COPIES, DEFERRABLE = range(5)
YES, NO = "是", "否"
LABELS = {"start": "起始日期（可以是将来）", "source": "来源文号或依据"}


class MaterialsDialog(QDialog):
    """`entered` asks to store what is typed; it stays open until that has been done."""

    entered = Signal()

    def __init__(self, title: str, lists: Sequence[MaterialList], parent: QWidget | None = None) -> None:
        """`lists` are all lists of the type, the latest first; a new one begins as a copy of the chosen one."""
        super().__init__(parent)
        self.setWindowTitle(f"材料清单 · {title}")
        self.resize(920, 560)
        self._lists = tuple(lists)
        self.past = QComboBox()
        self.past.setAccessibleName("已有清单")
        for one in self._lists:
            self.past.addItem(f"自 {one.start} 起　{one.source}　{len(one.materials)} 项")
        self.table = QTableWidget(0, len(HEADERS))
        self.table.setHorizontalHeaderLabels(HEADERS)
        self.table.setAccessibleName("材料")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().setDefaultSectionSize(tokens.ROW_HEIGHT)
        self.fields = EntryLines(LABELS)
        self.wrong = QLabel(wordWrap=True)
        self.wrong.setProperty("role", "error")
        self.wrong.hide()
        self.add, self.remove, self.up = QPushButton("添加一项"), QPushButton("删除所选"), QPushButton("上移")
        self.enter = QPushButton("录入新清单")
        self.enter.setProperty("role", "primary")
        keys.tip(self.enter, "录入新清单", keys.SAVE)
        self._lay_out()
        self._connect()
        self.show_list(self.past.currentIndex())

    @property
    def lines(self) -> list[TypedMaterial]:
        """What is typed in the table; empty lines are left out."""
        rows = (self._line(row) for row in range(self.table.rowCount()))
        return [line for line in rows if line.name.strip() or line.basis.strip()]

    @property
    def start(self) -> str:
        """The first day, as typed."""
        return self.fields.texts["start"]

    @property
    def source(self) -> str:
        """The source, as typed."""
        return self.fields.texts["source"]

    def show_list(self, place: int) -> None:
        """Put the materials of a list into the table, to be changed for a new one."""
        self.table.setRowCount(0)
        for material in self._lists[place].materials if place >= 0 else ():
            self.add_row(material)

    def add_row(self, material: Material | None = None) -> None:
        """Add a line at the end, empty or with a material."""
        row = self.table.rowCount()
        self.table.insertRow(row)
        texts = (material.name, material.basis) if material else ("", "")
        for column, text in zip((NAME, BASIS, COPIES), (*texts, str(material.copies if material else 1)), strict=True):
            self._set_text(row, column, text)
        self._put_choice(row, FORM, [form.value for form in Form], material.form.value if material else Form.COPY.value)
        self._put_choice(row, DEFERRABLE, [NO, YES], YES if material and material.deferrable else NO)
        if material is None:
            self.table.setCurrentCell(row, NAME)
            self.table.edit(self.table.model().index(row, NAME))

    def show_error(self, error: UserError) -> None:
        """Show what is wrong under its field, or at its line."""
        self.wrong.hide()
        if self.fields.show_error(error):
            return
        self.wrong.setText(error.text)
        self.wrong.show()
        if error.field and error.field.isdigit():
            self.table.selectRow(int(error.field))

    def _put_choice(self, row: int, column: int, options: Sequence[str], chosen: str) -> None:
        box = QComboBox()
        box.setAccessibleName(HEADERS[column])
        box.addItems(options)
        box.setCurrentText(chosen)
        self.table.setCellWidget(row, column, box)

    def _choice(self, row: int, column: int) -> str:
        box = self.table.cellWidget(row, column)
        return box.currentText() if isinstance(box, QComboBox) else ""

    def _line(self, row: int) -> TypedMaterial:
        name, basis, copies = (self._text(row, column) for column in (NAME, BASIS, COPIES))
        return TypedMaterial(name, basis, self._choice(row, FORM), copies, self._choice(row, DEFERRABLE) == YES)

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text() if item else ""

    def _set_text(self, row: int, column: int, text: str) -> None:
        self.table.setItem(row, column, QTableWidgetItem(text))

    def _enter(self) -> None:
        self.enter.setFocus()  # takes what is being typed into a cell
        self.entered.emit()

    def _remove(self) -> None:
        for row in sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True):
            self.table.removeRow(row)

    def _move_up(self) -> None:
        row = self.table.currentRow()
        if row < 1:
            return
        here, above = self._line(row), self._line(row - 1)
        for at, line in ((row - 1, here), (row, above)):
            for column, text in ((NAME, line.name), (BASIS, line.basis), (COPIES, line.copies)):
                self._set_text(at, column, text)
            for column, text in ((FORM, line.form), (DEFERRABLE, YES if line.deferrable else NO)):
                box = self.table.cellWidget(at, column)
                if isinstance(box, QComboBox):
                    box.setCurrentText(text)
        self.table.setCurrentCell(row - 1, NAME)

    def _connect(self) -> None:
        self.past.currentIndexChanged.connect(self.show_list)
        self.add.clicked.connect(lambda _: self.add_row())
        self.remove.clicked.connect(self._remove)
        self.up.clicked.connect(self._move_up)
        self.enter.clicked.connect(self._enter)
        self.fields.returned.connect(self._enter)
        keys.bind(self, keys.SAVE, self._enter)

    def _lay_out(self) -> None:
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((BASIS, 170), (FORM, 130), (COPIES, 60), (DEFERRABLE, 110)):
            self.table.setColumnWidth(column, width)
        tools = QHBoxLayout()
        tools.addWidget(self.past, 1)
        for button in (self.add, self.remove, self.up):
            button.setAutoDefault(False)
            tools.addWidget(button)
        stop = QPushButton("取消")
        stop.setAutoDefault(False)
        stop.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.wrong, 1)
        buttons.addStretch()
        buttons.addWidget(stop)
        buttons.addWidget(self.enter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[tokens.SPACE_16] * 4)
        whole.setSpacing(tokens.SPACE_8)
        whole.addLayout(tools)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.fields)
        whole.addLayout(buttons)
