"""What a workbook would bring, row by row, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.excel.rows import CellError
from app.ui import keys, tokens
from app.ui.background import Jobs, Progress
from app.ui.pages.import_detail import RowDetail
from app.ui.pages.import_rows import ALL, BAD, FACETS, REPEATED, Shown, place_of
from app.ui.settings import Settings
from app.ui.widgets.facet_bar import FacetBar
from app.ui.widgets.remarks import Remarks
from app.ui.widgets.sheet_grid import SheetGrid
from app.ui.widgets.table import TableView
from app.ui.widgets.table_format import money
from app.ui.widgets.table_query import CellKind, Column, Query
from app.ui.widgets.table_source import ListSource
from app.ui.widgets.type_choice import TypeChoice

COLUMNS = (
    Column("sheet", "工作表", width=76),
    Column("row", "行", CellKind.WHOLE, 48),
    Column("who", "姓名/单位", width=76),
    Column("title", "类型", width=104),
    Column("result", "结果", CellKind.CHIP, 96),
    Column("amount", "测算金额", CellKind.MONEY, 88),
    Column("reason", "原因", width=220),
)
_TABLE = "page/import/table"
MANY = 5_000


class PreviewPane(QWidget):
    """Buttons that narrow, remarks, the rows, what the current row comes to, and what to do with them.

    `stored` carries whether only the rows without errors are wanted, `retyped` the code of another type.
    """

    stored = Signal(bool)
    marked = Signal()
    dropped = Signal()
    retyped = Signal(str)
    mapping_wanted = Signal()
    case_chosen = Signal(str)

    def __init__(self, shown: Shown, code: str, parent: QWidget | None = None) -> None:
        """`code` is the type chosen by hand, or empty."""
        super().__init__(parent)
        self.shown = shown
        self.facets = FacetBar(FACETS, "按结果筛选")
        self.facets.set_counts({key: len(rows) for key, rows in shown.buckets.items()})
        self.types = TypeChoice()
        self.types.show_code(code)
        self.map = QPushButton("对应栏目…")
        self.map.setToolTip("表头与模板不同时，逐栏指明填的是什么，可为该单位记住")
        lacking = shown.missing_columns
        if lacking:
            self.map.setText(f"对应栏目…（缺 {lacking} 栏）")
        self.remarks = Remarks(shown.preview.notes)
        self.source = self._source(ALL)
        self.table = TableView(COLUMNS, self.source, "预览的行", unit="行")
        self.grid = SheetGrid()
        self.left = QStackedWidget()
        self._answering: Progress | None = None
        self.detail = RowDetail()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.store_all = QPushButton(f"存入全部 {shown.fresh:,} 件")
        self.store_good = QPushButton(f"只存无错误的 {shown.fresh:,} 件")
        self.mark = QPushButton("写出标注错误的工作簿…")
        self.drop = QPushButton("取消")
        self._lay_out()
        self._set_buttons()
        self._connect()
        self.setFocusProxy(self.table)

    def begin(self, settings: Settings | None) -> None:
        """Take up columns and widths, and show the rows."""
        if settings is not None:
            self.table.restore(settings, _TABLE)
        self.table.refresh()

    def answer_on(self, jobs: Jobs) -> None:
        """Sort and search many rows on the worker; while it is at another file, here."""

        def answer(query: Query, show: Callable[[], None]) -> None:
            source = self.source
            if len(source) < MANY or (jobs.busy and self._answering is None):
                show()
                return

            def done(rows: Sequence[object]) -> None:
                self._answering = None
                source.take(query, rows)
                show()

            if self._answering is not None:
                self._answering.cancel()
            self._answering = jobs.run(lambda _: source.answer(query), done)

        self.table.answer_by(answer)

    def keep(self, settings: Settings) -> None:
        """Keep columns and widths for the next file."""
        self.table.save(settings, _TABLE)

    def _source(self, facet: str) -> ListSource:
        return ListSource(self.shown.buckets[facet], ("who", "sheet", "reason"))

    def _set_buttons(self) -> None:
        bad, fresh = self.shown.bad, self.shown.fresh
        primary = self.store_good if bad else self.store_all
        primary.setProperty("role", "primary")
        self.store_all.setEnabled(not bad and fresh > 0)
        self.store_good.setEnabled(fresh > 0)
        self.store_good.setVisible(bad > 0)
        self.mark.setVisible(bad > 0)
        if bad:
            self.store_all.setText("存入全部")
            self.store_all.setToolTip(f"有 {bad} 行读不出，改正前不能全部入库")
        keys.tip(primary, "存为草稿，进入审核队列", keys.STORE)
        keys.bind(self, keys.STORE, primary.click)

    def _sum_text(self) -> str:
        parts = [f"可入库 {self.shown.fresh:,} 件", f"测算合计 {money(self.shown.payable_fen)} 元"]
        repeated = len(self.shown.buckets[REPEATED])
        if repeated:
            parts.append(f"重复的 {repeated:,} 行不入库")
        return "　".join(parts)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(tokens.SPACE_8)
        above.addWidget(self.facets)
        above.addStretch(1)
        above.addWidget(self.map)
        above.addWidget(self.types)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(tokens.SPACE_8)
        self.left.addWidget(self.table)
        self.left.addWidget(self.grid)
        for widget, share, least in ((self.left, 7, 360), (self.detail, 3, 280)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, share)
            widget.setMinimumWidth(least)
        self.splitter.setSizes([820, 330])
        below = QHBoxLayout()
        below.setSpacing(tokens.SPACE_8)
        below.addWidget(QLabel(self._sum_text()), 1)
        for button in (self.drop, self.mark, self.store_all, self.store_good):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(above)
        column.addWidget(self.remarks)
        column.addWidget(self.splitter, 1)
        column.addLayout(below)

    def _connect(self) -> None:
        self.facets.chosen.connect(self._narrow)
        self.map.clicked.connect(self.mapping_wanted)
        self.types.activated.connect(lambda _: self.retyped.emit(self.types.code))
        self.table.current.connect(self._show_row)
        self.detail.case_chosen.connect(self.case_chosen)
        self.detail.cell_chosen.connect(self._go_to_cell)
        self.grid.left.connect(self._back_to_list)
        self.grid.walked.connect(self._show_row_of_sheet)
        self.store_all.clicked.connect(lambda: self.stored.emit(False))
        self.store_good.clicked.connect(lambda: self.stored.emit(True))
        self.mark.clicked.connect(self.marked)
        self.drop.clicked.connect(self.dropped)

    def _narrow(self, facet: str) -> None:
        self.source = self._source(facet)
        self.table.set_source(self.source)
        self.table.select(None)

    def _go_to_cell(self, error: CellError) -> None:
        """The sheet as it came, at the cell that cannot be read."""
        sheet = next(each for each in self.shown.preview.book.sheets if each.name == error.sheet)
        faults = self.shown.faults(error.sheet)
        self.grid.show_sheet(sheet, faults, place_of(error.cell))
        self.left.setCurrentWidget(self.grid)
        self.grid.setFocus()

    def _back_to_list(self) -> None:
        self.left.setCurrentWidget(self.table)
        self.table.setFocus()

    def _show_row_of_sheet(self, number: int) -> None:
        """Beside the sheet stands the row come to."""
        name = self.grid.sheet_name
        rows = (row for row in self.shown.buckets[BAD] if row.row == number and row.sheet == name)
        self.detail.show_row(next(rows, None))

    def _show_row(self, key: object) -> None:
        row = self.shown.buckets[ALL][key] if isinstance(key, int) else None
        self.detail.show_row(row)
