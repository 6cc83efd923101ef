"""What a workbook would bring to a register: its rows and errors before anything is stored."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.services.excel.books.register_books import RegisterPreview, RegisterRow
from app.ui import keys, tokens
from app.ui.widgets.case.remarks import Remarks
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.facet_bar import FacetBar
from app.ui.widgets.row_errors import RowErrors
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

ALL, FRESH, BAD, REPEATED = "all", "fresh", "bad", "repeated"
FACETS = ((ALL, "全部"), (FRESH, "可登记"), (BAD, "有错"), (REPEATED, "重复"))
COLUMNS = (
    Column("sheet", "工作表", width=100),
    Column("row", "行", CellKind.WHOLE, 56),
    Column("result", "结果", CellKind.CHIP, 80),
    Column("told", "内容", width=280),
    Column("reason", "原因", width=240),
)
_TAGS = {FRESH: Tag("可登记", Tone.DONE), BAD: Tag("有错", Tone.LATE), REPEATED: Tag("重复", Tone.NEUTRAL)}


class RegisterImportPane(QWidget):
    """`stored` carries whether only the rows without errors are wanted."""

    stored = Signal(bool)
    marked = Signal()
    left = Signal()

    def __init__(self, shown: RegisterPreview) -> None:
        """Shows a file as read."""
        super().__init__()
        self.shown = shown
        self._buckets: dict[str, list[dict[str, object]]] = {key: [] for key, _ in FACETS}
        for key, row in enumerate(shown.rows):
            cells = self._cells(key, row)
            self._buckets[ALL].append(cells)
            self._buckets[str(cells["bucket"])].append(cells)
        self.facets = FacetBar(FACETS, "按结果筛选")
        self.facets.set_counts({key: len(rows) for key, rows in self._buckets.items()})
        self.table = TableView(COLUMNS, self._source(ALL), "预览的行", unit="行")
        self.errors = RowErrors()
        self.leave = QPushButton("取消")
        self.mark = QPushButton("写出标注错误的工作簿…")
        fresh, bad = len(shown.fresh), len(shown.bad)
        self.store = QPushButton(f"只登记无错误的 {fresh:,} 条" if bad else f"登记全部 {fresh:,} 条")
        self.store.setProperty("role", "primary")
        self.store.setEnabled(fresh > 0)
        if not bad:
            self.mark.hide()
        self._lay_out()
        self._connect()
        self.table.refresh()
        self.setFocusProxy(self.table)

    def _cells(self, key: int, row: RegisterRow) -> dict[str, object]:
        bucket = BAD if row.errors else REPEATED if row.repeated else FRESH
        first = f"{row.errors[0].cell} {row.errors[0].header}：{row.errors[0].text}" if row.errors else ""
        more = f"（等 {len(row.errors)} 处）" if len(row.errors) > 1 else ""
        return {
            "key": key,
            "sheet": row.sheet,
            "row": row.row,
            "bucket": bucket,
            "result": _TAGS[bucket],
            "told": "" if row.errors else self.shown.register.told(row.facts),
            "reason": first.strip() + more if row.errors else f"与{row.repeated}重复" if row.repeated else "",
        }

    def _source(self, facet: str) -> ListSource:
        return ListSource(self._buckets[facet], ("told", "reason", "sheet"))

    def _narrow(self, facet: str) -> None:
        self.table.set_source(self._source(facet))
        self.table.select(None)

    def _show_row(self, key: object) -> None:
        row = self.shown.rows[key] if isinstance(key, int) else None
        self.errors.setVisible(row is not None and bool(row.errors))
        if row is not None and row.errors:
            self.errors.show_errors(row.errors)

    def _connect(self) -> None:
        self.facets.chosen.connect(self._narrow)
        self.table.current.connect(self._show_row)
        self.store.clicked.connect(lambda: self.stored.emit(bool(self.shown.bad)))
        self.mark.clicked.connect(self.marked)
        self.leave.clicked.connect(self.left)
        keys.bind(self, keys.STORE, self.store.click)
        keys.tip(self.store, self.store.text(), keys.STORE)
        keys.tip(self.leave, "不登记，返回列表", keys.ESCAPE)

    def _lay_out(self) -> None:
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(tokens.SPACE_8)
        split.addWidget(self.table)
        split.addWidget(self.errors)
        split.setStretchFactor(0, 7)
        split.setStretchFactor(1, 3)
        self.errors.setMinimumWidth(260)
        self.errors.hide()
        below = QHBoxLayout()
        below.setSpacing(tokens.SPACE_8)
        below.addWidget(self.leave)
        below.addStretch(1)
        below.addWidget(self.mark)
        below.addWidget(self.store)
        head = QLabel(f"{self.shown.register.title} ← {self.shown.file_name}")
        head.setProperty("role", "cardtitle")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        above = QHBoxLayout()
        above.addWidget(self.facets)
        above.addStretch(1)
        column.addWidget(head)
        column.addLayout(above)
        column.addWidget(Remarks(self.shown.notes))
        column.addWidget(split, 1)
        column.addLayout(below)
