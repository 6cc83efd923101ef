"""What a workbook would bring, row by row, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.excel.applications.preview import RowsRead
from app.services.excel.reading.cells import Book
from app.services.excel.recognising.rows import CellError
from app.ui import keys, tokens
from app.ui.background import Jobs, Progress, Step
from app.ui.pages.imports.detail import RowDetail
from app.ui.pages.imports.rows import ALL, FACETS, REPEATED, Begun, PreviewRow, Shown, place_of
from app.ui.settings import Settings
from app.ui.widgets.case.remarks import Remarks
from app.ui.widgets.facet_bar import FacetBar
from app.ui.widgets.frame.progress_strip import said
from app.ui.widgets.sheet_grid import SheetGrid
from app.ui.widgets.table.formats import money
from app.ui.widgets.table.query import CellKind, Column, Query
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView
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
MOST_IN_SIGHT = 100
NOTHING = Begun(RowsRead(Book("", "xlsx", ()), (), (), (), ()))


class PreviewPane(QWidget):
    """Buttons that narrow, remarks, the rows, what the current row comes to, and what to do with them.

    Made empty; rows are shown as soon as they are read (`show_rows`), and what can be done with them waits until they are
    assessed (`complete`).
    `stored` carries whether only the rows without errors are wanted, `retyped` the code of another type.
    """

    stored = Signal(bool)
    marked = Signal()
    dropped = Signal()
    retyped = Signal(str)
    mapping_wanted = Signal()
    case_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.begun: Begun = NOTHING
        self._shown: Shown | None = None
        self._buckets: Mapping[str, Sequence[PreviewRow]] = {ALL: ()}
        self._painted = 0
        self.facets = FacetBar(FACETS, "按结果筛选")
        self.types = TypeChoice()
        self.map = QPushButton("对应栏目…")
        self.map.setToolTip("表头与模板不同时，逐栏指明填的是什么，可为该单位记住")
        self.remarks = Remarks()
        self.source = self._source(ALL)
        self.table = TableView(COLUMNS, self.source, "预览的行", unit="行")
        self.grid = SheetGrid()
        self.left = QStackedWidget()
        self._answering: Progress | None = None
        self.detail: RowDetail
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.said = QLabel("正在测算")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName("测算进度")
        self.store_all, self.store_good = QPushButton("存入全部"), QPushButton("只存无错误的")
        self.mark = QPushButton("写出标注错误的工作簿…")
        self.drop = QPushButton("取消")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._furnish)
        self._rest.start()

    def _furnish(self) -> None:
        """Put the explanation beside the rows; not at once with all else, which would be felt."""
        self._rest.stop()
        self.detail = RowDetail()
        self.detail.case_chosen.connect(self.case_chosen)
        self.detail.cell_chosen.connect(self._go_to_cell)
        self._put_beside(self.detail, 3, 280)
        self.splitter.setSizes([820, 330])

    def _put_beside(self, widget: QWidget, share: int, least: int) -> None:
        self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(self.splitter.count() - 1, share)
        widget.setMinimumWidth(least)

    def show_rows(self, begun: Begun, code: str, settings: Settings | None) -> None:
        """Take up columns and widths, and show the rows; `code` is the type chosen by hand, or empty."""
        if self._rest.isActive():
            self._furnish()
        self.begun, self._buckets = begun, begun.buckets
        self.types.show_code(code)
        lacking = begun.missing_columns
        if lacking:
            self.map.setText(f"对应栏目…（缺 {lacking} 栏）")
        self.remarks.set_texts(begun.read.notes)
        self._wait()
        if settings is not None:
            self.table.restore(settings, _TABLE)
        self._narrow(ALL)

    @property
    def assessed(self) -> bool:
        """Whether all rows are, and something can be done with them."""
        return self._shown is not None

    @property
    def shown(self) -> Shown:
        """The rows with what they come to. Raises RuntimeError before they are assessed."""
        if self._shown is None:
            raise RuntimeError("not assessed yet")
        return self._shown

    def _wait(self) -> None:
        """Nothing can be done before the rows are assessed but to look at them, and to stop it."""
        self.facets.set_counts({key: len(rows) for key, rows in self._buckets.items()})
        for key, button in self.facets.buttons.items():
            button.setEnabled(key in self._buckets)
        for widget in (self.map, self.types, self.store_all):
            widget.setEnabled(False)
        for widget in (self.store_good, self.mark):
            widget.hide()

    def show_step(self, step: Step) -> None:
        """How far the assessing is; what has been assessed meanwhile is shown."""
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        self.said.setText(said(Step("", step.text, step.done, step.total if step.done else 0, step.seconds_left)))
        first = max(0, self.table.grid.rowAt(0))
        if self._painted <= first + MOST_IN_SIGHT:
            self._painted = self.begun.assessed
            self.table.grid.viewport().update()

    def complete(self, shown: Shown) -> None:
        """All rows are assessed: say what they come to, and let them be stored."""
        self._shown, self._buckets = shown, shown.buckets
        self.bar.hide()
        self.said.setText(self._sum_text(shown))
        self.facets.set_counts({key: len(rows) for key, rows in shown.buckets.items()})
        for widget in (*self.facets.buttons.values(), self.map, self.types):
            widget.setEnabled(True)
        self._set_buttons(shown)
        if self.table.query == Query():
            self.table.grid.viewport().update()
        else:  # what the rows say has changed, and their order with it
            self._narrow(self.facets.current)
        self._show_row(self.table.current_key)

    def answer_on(self, jobs: Jobs) -> None:
        """Sort and search many rows on a worker, beside whatever is read or stored."""

        def answer(query: Query, show: Callable[[], None]) -> None:
            source = self.source
            if len(source) < MANY or source.has(query):
                show()
                return

            def done(rows: Sequence[object]) -> None:
                self._answering = None
                source.take(query, rows)
                show()

            if self._answering is not None:
                self._answering.cancel()
            self._answering = jobs.run(lambda _: source.answer(query), done, beside=True)

        self.table.answer_by(answer)

    def keep(self, settings: Settings) -> None:
        """Keep columns and widths for the next file."""
        self.table.save(settings, _TABLE)

    def _source(self, facet: str) -> ListSource:
        return ListSource(self._buckets[facet], ("who", "sheet", "reason"))

    def _set_buttons(self, shown: Shown) -> None:
        bad, fresh = shown.bad, shown.fresh
        primary = self.store_good if bad else self.store_all
        primary.setProperty("role", "primary")
        primary.style().polish(primary)
        self.store_all.setEnabled(not bad and fresh > 0)
        self.store_all.setText("存入全部" if bad else f"存入全部 {fresh:,} 件")
        self.store_good.setEnabled(fresh > 0)
        self.store_good.setText(f"只存无错误的 {fresh:,} 件")
        self.store_good.setVisible(bad > 0)
        self.mark.setVisible(bad > 0)
        if bad:
            self.store_all.setToolTip(f"有 {bad} 行读不出，改正前不能全部入库")
        keys.tip(primary, "存为草稿，进入审核队列", keys.STORE)
        keys.bind(self, keys.STORE, primary.click)

    def _sum_text(self, shown: Shown) -> str:
        parts = [f"可入库 {shown.fresh:,} 件", f"测算合计 {money(shown.payable_fen)} 元"]
        repeated = len(shown.buckets[REPEATED])
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
        self._put_beside(self.left, 7, 360)
        self.bar.setFixedWidth(160)
        below = QHBoxLayout()
        below.setSpacing(tokens.SPACE_8)
        below.addWidget(self.said, 1)
        below.addWidget(self.bar)
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
        self.grid.left.connect(self._back_to_list)
        self.grid.walked.connect(self._show_row_of_sheet)
        self.store_all.clicked.connect(lambda: self.stored.emit(False))
        self.store_good.clicked.connect(lambda: self.stored.emit(True))
        self.mark.clicked.connect(self.marked)
        self.drop.clicked.connect(self.dropped)

    def _narrow(self, facet: str) -> None:
        self.source = self._source(facet)
        self.table.set_source(self.source)

    def _go_to_cell(self, error: CellError) -> None:
        """The sheet as it came, at the cell that cannot be read."""
        sheet = next(each for each in self.begun.read.book.sheets if each.name == error.sheet)
        faults = self.begun.faults(error.sheet)
        self.grid.show_sheet(sheet, faults, place_of(error.cell))
        self.left.setCurrentWidget(self.grid)
        self.grid.setFocus()

    def _back_to_list(self) -> None:
        self.left.setCurrentWidget(self.table)
        self.table.setFocus()

    def _show_row_of_sheet(self, number: int) -> None:
        """Beside the sheet stands the row come to."""
        name = self.grid.sheet_name
        rows = (row for row in self.begun.bad if row.row == number and row.sheet == name)
        self.detail.show_row(next(rows, None))

    def _show_row(self, key: object) -> None:
        row = self.begun.rows[key] if isinstance(key, int) else None
        self.detail.show_row(row)
