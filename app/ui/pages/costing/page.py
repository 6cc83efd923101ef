"""政策测算: try other standards on the stored cases of a period and see what they would cost; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from app.services.errors import Cancelled, UserError
from app.services.excel.books.costing_book import write_costing
from app.services.reports.costing import WhatIf, cost
from app.services.reports.costing_entry import Tried, Typed, adjustable, read_what_if
from app.services.reports.costing_sums import Costing
from app.services.unit_of_work import UnitOfWork
from app.ui import keys, tokens
from app.ui.background import Jobs, Progress
from app.ui.files import EXCEL, FileChoice, written
from app.ui.page import Page
from app.ui.pages.costing.inputs import CostingInputs
from app.ui.pages.costing.results import CostingResults
from app.ui.settings import Settings

TABLE = "page/costing/table"
HELP = """<p>在“新值”列填写要试的标准，选定申报日期的期间和补贴类型，按“开始测算”（Ctrl+Enter）。</p>
<p>已批准的案件按核定金额比较，不予批准的按零比较，在办的按当前测算金额比较；新符合、不再符合条件的件数一并列出。
同一证书、同一引进人才等不重复享受的关联案件一并重算。</p>
<p>测算只在屏幕上显示，不改动任何案件和标准；可以导出 Excel。</p>"""


@dataclass(frozen=True)
class Done:
    """A 测算 with what was asked."""

    found: Costing
    asked: WhatIf
    tried: tuple[Tried, ...]


class CostingPage(Page):
    """What is tried on the left, what it comes to on the right."""

    title = "政策测算"
    search_hint = "标准名称"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs, files: FileChoice) -> None:
        """`files` asks where the workbook goes."""
        super().__init__()
        self._uow, self._jobs, self._files = uow, jobs, files
        self._done: Done | None = None
        self.inputs, self.results = CostingInputs(), CostingResults()
        self.export = QPushButton("导出 Excel")
        self.export.setEnabled(False)
        keys.tip(self.export, "导出 Excel", keys.EXPORT)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(self.inputs)
        split.addWidget(self.results)
        split.setSizes([430, 720])
        split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        column.addWidget(split)
        self.setFocusProxy(self.inputs)
        self.inputs.started.connect(self.start)
        self.export.clicked.connect(self._save)
        self.results.table.export_requested.connect(lambda _: self._save())

    def header_widgets(self) -> list[QWidget]:
        """导出 Excel."""
        return [self.export]

    def refresh(self) -> None:
        """Read the values in force anew; what is typed stays."""
        self._jobs.run(lambda _: adjustable(self._uow), self.inputs.show_rows)
        today = self._uow.clock().date()
        self.inputs.show_period(f"{today.year}-01-01", f"{today}")

    def search(self, text: str) -> None:
        """Narrow the values."""
        self.inputs.search(text)

    def start(self) -> None:
        """Reckon what is typed, on the worker, with progress."""
        self.inputs.fields.clear_errors()
        self.inputs.start.setEnabled(False)
        self._jobs.run(partial(self._reckon, self.inputs.typed), self._show, self._fail, "政策测算")

    def save_state(self, settings: Settings) -> None:
        """Keep the columns of the result."""
        self.results.table.save(settings, TABLE)

    def restore_state(self, settings: Settings) -> None:
        """Take up what was kept."""
        self.results.table.restore(settings, TABLE)

    def _reckon(self, typed: Typed, progress: Progress) -> Done:
        asked, tried = read_what_if(self._uow, typed)
        return Done(cost(self._uow, asked, progress.step), asked, tried)

    def _show(self, done: Done) -> None:
        self._done = done
        self.inputs.start.setEnabled(True)
        self.export.setEnabled(True)
        self.results.show_costing(done.found)

    def _fail(self, error: Exception) -> None:
        self.inputs.start.setEnabled(True)
        if isinstance(error, UserError):
            if not self.inputs.show_error(error):
                self._jobs.refused.emit(error)
        elif not isinstance(error, Cancelled):
            self._jobs.crashed.emit(error)

    def _save(self) -> None:
        done = self._done
        path = done and self._files.save_as(self, "导出政策测算", "政策测算.xlsx", EXCEL)
        if done and path:
            self._jobs.run(
                lambda _: write_costing(self._uow, done.found, done.asked, done.tried, path),
                lambda _: self.noticed.emit(written("政策测算", path)),
            )
