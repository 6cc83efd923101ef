"""One file on its way: read in the background, shown row by row, stored or put aside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.services.errors import Cancelled, UserError
from app.services.excel.applications.importing import ImportResult, store
from app.services.excel.applications.preview import TypeUnknown
from app.services.excel.applications.returning import write_marked
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs, Progress, Step
from app.ui.files import EXCEL, FileChoice, written
from app.ui.notices import Kind, Notice
from app.ui.pages.imports.mapping import MappingDialog
from app.ui.pages.imports.preview import PreviewPane
from app.ui.pages.imports.remapping import kept_for, remap, unmap
from app.ui.pages.imports.rows import Begun, SentBefore, Shown, read_file
from app.ui.pages.imports.waiting import RefusedPane, WaitingPane
from app.ui.settings import Settings

_MADE_AFTER_MS = 150  # the file has been handed to the reading process, and the worker waits


class FilePanel(QWidget):
    """Shows what the file is at: waiting and reading, refused, or its rows.

    `renamed` carries the state for the tab, `stored` the result of storing; `closed` says that the file is done with.
    """

    renamed = Signal(str)
    stored = Signal(object)
    closed = Signal()
    noticed = Signal(object)
    case_chosen = Signal(str)
    batch_chosen = Signal(str)

    def __init__(
        self, path: Path, uow: UnitOfWork, jobs: Jobs, files: FileChoice, parent: QWidget | None = None
    ) -> None:
        """Reads nothing before start()."""
        super().__init__(parent)
        self.path = path
        self.settings: Settings | None = None
        self.preview: PreviewPane | None = None
        self._made: PreviewPane | None = None
        self._make_soon = QTimer(self, singleShot=True, interval=_MADE_AFTER_MS)
        self._make_soon.timeout.connect(self._make)
        self._uow, self._jobs, self._files = uow, jobs, files
        self._code = ""
        self._running: Progress | None = None
        self._storing = False
        self.waiting = WaitingPane(path.name)
        self.refused = RefusedPane()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.refused)
        self.waiting.cancelled.connect(self.cancel)
        self.refused.retyped.connect(self.start)
        self.refused.retried.connect(lambda: self.start(self._code))
        self.refused.dropped.connect(self.closed)
        self.refused.batch_chosen.connect(self.batch_chosen)
        jobs.stepped.connect(self._step)

    @property
    def running(self) -> bool:
        """Whether the file is being read or stored."""
        return self._running is not None

    def start(self, code: str = "") -> None:
        """Read the file in the background, for the type of this code or for the one it tells itself."""
        self._code = code
        title = f"读取 {self.path.name}"
        self._storing = False
        self._wait(title, "等待读取")
        uow, path = self._uow, self.path
        work = partial(read_file, uow, path, code)
        self._running = self._jobs.run(work, self._show, self._reading_failed, title, halfway=self._begin)

    def cancel(self) -> None:
        """Stop what is under way; nothing of it stays."""
        if self._running is not None:
            self._running.cancel()

    def _wait(self, title: str, state: str) -> None:
        self.waiting.begin(title)
        self._stack.setCurrentWidget(self.waiting)
        self.renamed.emit(state)

    def _step(self, step: object) -> None:
        if not self.running or not self.waiting.show_step(step):
            return
        assessing = self._assessing
        if self._storing:
            self.renamed.emit("正在入库")
        elif assessing is None:
            if self._made is None and not self._make_soon.isActive():
                self._make_soon.start()
            self.renamed.emit("正在读取")
        elif isinstance(step, Step):
            assessing.show_step(step)

    @property
    def _assessing(self) -> PreviewPane | None:
        """The rows while they are read but not all assessed."""
        return self.preview if self.preview is not None and not self.preview.assessed else None

    @property
    def _shown(self) -> Shown | None:
        """The rows when something can be done with them."""
        return self.preview.shown if self.preview is not None and not self.running and self.preview.assessed else None

    def _begin(self, begun: Begun) -> None:
        """The rows are read and can be looked at."""
        self._put_preview(begun)
        self.renamed.emit(f"{len(begun.rows):,} 行 · 测算中")

    def _show(self, shown: Shown) -> None:
        self._running = None
        if self._assessing is None:
            self._put_preview(shown.begun)
        if self.preview is not None:
            self.preview.complete(shown)
        bad = f" · 有错 {shown.bad:,}" if shown.bad else ""
        self.renamed.emit(f"{len(shown.preview.rows):,} 行{bad}")

    def _drop(self) -> None:
        """Put the file aside; what is under way stops first."""
        if self.running:
            self.cancel()
        else:
            self.closed.emit()

    def _put_away(self) -> None:
        """Rows that are no longer shown."""
        before, self.preview = self.preview, None
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def _make(self) -> PreviewPane:
        """An empty pane, made while the file is still read: later it would take too long at once."""
        if self._made is None:
            pane = self._made = PreviewPane()
            self._stack.addWidget(pane)
            pane.stored.connect(self._store)
            pane.marked.connect(self._write_marked)
            pane.dropped.connect(self._drop)
            pane.retyped.connect(self.start)
            pane.mapping_wanted.connect(self._map)
            pane.case_chosen.connect(self.case_chosen)
            pane.answer_on(self._jobs)
        return self._made

    def _put_preview(self, begun: Begun) -> None:
        pane = self._make()
        self._make_soon.stop()
        self._put_away()
        self.preview, self._made = pane, None
        pane.show_rows(begun, self._code, self.settings)
        self._stack.setCurrentWidget(pane)
        self.setFocusProxy(pane)
        if pane.isVisible():
            pane.setFocus()

    def _reading_failed(self, error: Exception) -> None:
        self._running = None
        if isinstance(error, Cancelled):
            self.noticed.emit(Notice(Kind.WARN, f"已取消读取 {self.path.name}，没有保存任何内容。"))
            self.closed.emit()
            return
        self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        match error:
            case SentBefore():
                self.refused.show_sent(error.text, error.batch)
            case TypeUnknown():
                self.refused.show_type_unknown(error.text)
            case UserError():
                self.refused.show_refusal(error.text)
            case _:
                self.refused.show_refusal("程序出错，没有保存任何内容，错误报告已交给管理员。")
                self._jobs.crashed.emit(error)
        self._stack.setCurrentWidget(self.refused)
        self._put_away()
        self.setFocusProxy(self.refused)
        self.renamed.emit("未读入")

    def _store(self, only_good: bool) -> None:
        shown = self._shown
        if shown is None:
            return
        prepared = shown.prepared
        title = f"入库 {self.path.name}"
        self._storing = True
        self._wait(title, "等待入库")
        uow = self._uow

        def work(progress: Progress) -> ImportResult:
            return store(
                uow,
                prepared,
                only_good=only_good,
                progress=lambda done, total: progress.step(done, total, "正在入库"),
            )

        self._running = self._jobs.run(work, self._stored, self._storing_failed, title)

    def _stored(self, result: ImportResult) -> None:
        self._running = None
        if result.stored:
            self.stored.emit(result)
            self.closed.emit()
        elif result.batch:
            self._refuse(SentBefore(self.path.name, result.batch))
        else:
            self.noticed.emit(Notice(Kind.WARN, result.sentence))
            self._back_to_preview()

    def _storing_failed(self, error: Exception) -> None:
        self._running = None
        self._back_to_preview()
        self._tell(error, f"已取消，{self.path.name} 没有一件入库。")

    def _tell(self, error: Exception, cancelled: str) -> None:
        if isinstance(error, Cancelled):
            self.noticed.emit(Notice(Kind.WARN, cancelled))
        elif isinstance(error, UserError):
            self._jobs.refused.emit(error)
        else:
            self._jobs.crashed.emit(error)

    def _back_to_preview(self) -> None:
        if self.preview is not None:
            self._stack.setCurrentWidget(self.preview)
            self.renamed.emit(f"{len(self.preview.begun.rows):,} 行")

    def _map(self) -> None:
        shown = self._shown
        if shown is None:
            return
        prepared, sheets = shown.prepared, shown.preview.recognised
        asked = MappingDialog(sheets, kept_for(self._uow, sheets), self)
        asked.given.connect(lambda said, keep: self._anew(remap(self._uow, prepared, said, keep=keep)))
        asked.forgotten.connect(lambda found: self._anew(unmap(self._uow, prepared, found)))
        asked.open()

    def _anew(self, work: Callable[[Progress], Shown]) -> None:
        """Assess the file again; a refusal leaves the rows as they were."""
        title = f"按对应读取 {self.path.name}"
        self._storing = False
        self._wait(title, "等待读取")
        self._running = self._jobs.run(work, self._show, self._kept_as_it_was, title)

    def _kept_as_it_was(self, error: Exception) -> None:
        self._running = None
        self._back_to_preview()
        self._tell(error, f"已取消，{self.path.name} 仍按原来的对应显示。")

    def _write_marked(self) -> None:
        shown = self._shown
        if shown is None:
            return
        prepared = shown.prepared
        name = f"{self.path.stem}（标注错误）.xlsx"
        out = self._files.save_as(self, "写出标注错误的工作簿", name, EXCEL)
        if out is not None:
            self._jobs.run(
                lambda _: write_marked(prepared.content, prepared.preview, out),
                lambda _: self.noticed.emit(written("标注错误的工作簿", out)),
                title=f"写出 {out.name}",
            )
