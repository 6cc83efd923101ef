"""外部名单: lists from elsewhere, imported with a preview and matched at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.services.doubts.outside_lists import ListOutcome, NewList, lists, store_list
from app.services.errors import Cancelled, UserError
from app.services.excel.books.outside_book import ListPreview, preview_list
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.files import WORKBOOKS, FileChoice
from app.ui.notices import Kind, Notice
from app.ui.pages.doubts.preview import ListForm, ListPreviewPane
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

COLUMNS = (
    Column("kind", "名单", width=120),
    Column("list_date", "名单日期", CellKind.DATE, 96),
    Column("source", "来源", width=220),
    Column("rows", "行数", CellKind.WHOLE, 76),
    Column("hits", "疑点", CellKind.WHOLE, 70),
    Column("file_name", "文件", width=220),
    Column("imported_on", "导入日期", CellKind.DATE, 96),
    Column("account", "导入人", width=90),
)


class OutsideLists(QWidget):
    """The lists, or the preview of a file in their place. `stored` follows every import; `noticed` takes a Notice."""

    stored = Signal()
    noticed = Signal(object)

    def __init__(self, uow: UnitOfWork, jobs: Jobs, files: FileChoice) -> None:
        """Reads and imports as the account of `uow`."""
        super().__init__()
        self._uow, self._jobs, self._files = uow, jobs, files
        self.pane: ListPreviewPane | None = None
        empty = EmptyState(
            "import",
            "还没有外部名单",
            "从相关部门取得养老待遇、死亡、在校学生、财政供养、社保缴纳名单后，在这里导入比对。",
        )
        self.table = TableView(COLUMNS, ListSource(()), "外部名单", "id", empty, unit="份")
        self.form = ListForm(uow.clock().date())
        self.choose = QPushButton("选择文件…")
        self.choose.setProperty("role", "primary")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._first())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        column.addWidget(self._stack)
        self.choose.clicked.connect(self._choose)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read the lists anew."""
        self.table.set_source(ListSource(lists(self._uow), ("kind", "source", "file_name")))

    def back(self) -> bool:
        """From the preview to the lists; False when there was none."""
        shown = self.pane is not None
        self._leave()
        return shown

    def _first(self) -> QWidget:
        first = QWidget()
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.form, 1)
        row.addWidget(self.choose)
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_12)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        return first

    def _choose(self) -> None:
        if wrong := self.form.wrong():
            self.noticed.emit(Notice(Kind.ERROR, wrong))
            return
        path = self._files.open_one(self, f"导入{self.form.kind}名单", WORKBOOKS)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file as the list that the form names, and show what it would bring."""
        uow, kind = self._uow, self.form.kind
        self._run(lambda progress: preview_list(uow, kind, path, lambda: progress.cancelled), self._preview, "读取名单")

    def _preview(self, shown: ListPreview) -> None:
        self._leave()
        self.pane = ListPreviewPane(shown)
        self.pane.stored.connect(self._store)
        self.pane.left.connect(self._leave)
        self._stack.addWidget(self.pane)
        self._stack.setCurrentWidget(self.pane)
        self.pane.setFocus()

    def _store(self) -> None:
        if self.pane is None or (day := self.form.day) is None:
            return
        shown = self.pane.shown
        new = NewList(shown.kind, day, self.form.source, shown.file_name, shown.digest, shown.entries)
        uow = self._uow
        self._run(lambda progress: store_list(uow, new, progress.step), self._stored, "导入名单")

    def _stored(self, outcome: ListOutcome) -> None:
        self._leave()
        self.form.source_line.clear()
        self.noticed.emit(Notice(Kind.OK, outcome.sentence))
        self.refresh()
        self.stored.emit()

    def _leave(self) -> None:
        if self.pane is not None:
            self._stack.removeWidget(self.pane)
            self.pane.deleteLater()
            self.pane = None
        self._stack.setCurrentIndex(0)

    def _run(self, work: Callable[..., object], done: Callable[..., None], title: str) -> None:
        self._jobs.run(work, done, partial(self._failed), title)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.noticed.emit(Notice(Kind.ERROR, error.text))
        elif isinstance(error, Cancelled):
            self.noticed.emit(Notice(Kind.WARN, "已取消，没有导入名单。"))
        else:
            self._jobs.crashed.emit(error)
