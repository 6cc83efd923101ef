"""批量导入: files dropped or chosen, each read and shown before anything of it is stored; past imports below."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from app.services.cases.batches import original_file, past_batches
from app.services.excel.applications.importing import ImportResult, write_marked_again
from app.services.excel.applications.templates import write_office_template
from app.services.excel.writing.saving import save_bytes
from app.services.policy.catalogue import CATALOGUE
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.queue_query import CaseQuery
from app.ui import keys, tokens
from app.ui.background import Jobs
from app.ui.files import EXCEL, WORKBOOKS, FileChoice, written
from app.ui.notices import Action, Kind, Notice
from app.ui.page import Page
from app.ui.pages.imports.file import FilePanel
from app.ui.pages.imports.history import History
from app.ui.settings import Settings

HELP = """<p>这里把企业、院校报来的表格读进来：先显示每一行能否享受、金额多少、哪里填错，确认后才入库。</p>
<p>把一个或多个文件拖进窗口，或按 Ctrl+O 选择。每个文件一个标签，读完一个看一个。</p>
<p>选中一行，右边是它的测算依据；有错的行写明单元格、原值和原因。上方按钮只看可入库、有错、重复或不符合的行。</p>
<p>没有错误时按 Ctrl+Enter 全部入库；有错误时可只存无错误的行，并写出标注错误的工作簿退给单位改正。</p>
<p>不符合条件的行也作为草稿入库，由经办员作出处理；重复的行和同一文件不会再次入库。取消不留下任何内容。</p>"""
QUEUE = "queue"
CASE = "case"


class ImportPage(Page):
    """The first tab holds the imports so far, each further one a file. `show_item` takes the path of a file."""

    title = "批量导入"
    search_hint = "批次、文件名、经手人"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs, files: FileChoice) -> None:
        """Goes to `queue` with a CaseQuery of a batch, and to `case` with a number."""
        super().__init__()
        self._uow, self._jobs, self._files = uow, jobs, files
        self._settings: Settings | None = None
        self.history = History()
        self.panels: list[FilePanel] = []
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("文件")
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.addTab("导入记录")
        self.tabs.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_16] * 4)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.history)
        keys.bind(self, keys.CHOOSE_FILES, self.choose)
        self.tabs.currentChanged.connect(self._turn)
        self.history.zone.choose.clicked.connect(self.choose)
        self.history.opened.connect(self._go_to_batch)
        self.history.original.connect(self._save_original)
        self.history.marked.connect(self._save_marked)

    def header_widgets(self) -> list[QWidget]:
        """下载模板, by type."""
        menu = QMenu(self)
        for subsidy in CATALOGUE:
            menu.addAction(subsidy.title).triggered.connect(partial(self._write_template, subsidy.code, subsidy.title))
        button = QToolButton()
        button.setText("下载模板 ▾")
        button.setToolTip("填报模板，发给企业填写")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return [button]

    def refresh(self) -> None:
        """Read the imports anew; files under way stay as they are."""
        self.history.show_batches(past_batches(self._uow))
        self.counted.emit(len(self.panels))

    def show_item(self, item: object) -> None:
        """Read a file."""
        self.add([Path(str(item))])

    def search(self, text: str) -> None:
        """Narrow the rows in front: of the imports, or of the file."""
        preview = self._current_panel.preview if self._current_panel else None
        (preview.table if preview else self.history.table).search(text)

    def new_item(self) -> None:
        """Choose files."""
        self.choose()

    def save_state(self, settings: Settings) -> None:
        """Keep the columns of both tables."""
        self.history.keep(settings)
        preview = next((panel.preview for panel in self.panels if panel.preview), None)
        if preview is not None:
            preview.keep(settings)

    def restore_state(self, settings: Settings) -> None:
        """Take up the columns; those of a file when it is shown."""
        self._settings = settings
        self.history.take_up(settings)

    def choose(self) -> None:
        """Ask for files and read them."""
        self.add(self._files.open_many(self, "选择要导入的文件", WORKBOOKS))

    def add(self, paths: Iterable[Path]) -> None:
        """Read files one after another; the first of them comes to the front. One that is open already does."""
        opened = {panel.path: panel for panel in self.panels}
        first: FilePanel | None = None
        for path in paths:
            panel = opened.get(path) or self._open(path)
            opened[path] = panel
            first = first or panel
        if first is not None:
            self.tabs.setCurrentIndex(self.panels.index(first) + 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            self.history.zone.set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Files went elsewhere."""
        self.history.zone.set_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files dropped."""
        self.history.zone.set_over(False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.add(path for path in paths if path.is_file())
        if not all(path.is_file() for path in paths):
            self.noticed.emit(Notice(Kind.WARN, "文件夹不能导入，请打开文件夹后选择其中的表格文件。"))

    @property
    def _current_panel(self) -> FilePanel | None:
        place = self.tabs.currentIndex() - 1
        return self.panels[place] if 0 <= place < len(self.panels) else None

    def _open(self, path: Path) -> FilePanel:
        panel = FilePanel(path, self._uow, self._jobs, self._files)
        panel.settings = self._settings
        panel.renamed.connect(partial(self._rename, panel))
        panel.stored.connect(self._stored)
        panel.closed.connect(partial(self._close, panel))
        panel.noticed.connect(self.noticed)
        panel.case_chosen.connect(lambda number: self.go.emit(CASE, number))
        panel.batch_chosen.connect(self._go_to_batch)
        self.panels.append(panel)
        self._stack.addWidget(panel)
        self.tabs.setTabToolTip(self.tabs.addTab(_short(path.name)), str(path))
        self.tabs.show()
        self.counted.emit(len(self.panels))
        panel.start()
        return panel

    def _rename(self, panel: FilePanel, state: str) -> None:
        self.tabs.setTabText(self.panels.index(panel) + 1, f"{_short(panel.path.name)}　{state}")

    def _turn(self, place: int) -> None:
        shown: QWidget = self.panels[place - 1] if place > 0 else self.history
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        if self.isVisible() and not self.tabs.hasFocus():
            shown.setFocus()

    def _close(self, panel: FilePanel) -> None:
        """Take a file away; the next one comes to the front, or the imports."""
        place = self.panels.index(panel)
        self.panels.remove(panel)
        self._stack.removeWidget(panel)
        panel.deleteLater()
        self.tabs.removeTab(place + 1)
        self.tabs.setCurrentIndex(min(place + 1, len(self.panels)))
        self._turn(self.tabs.currentIndex())
        self.tabs.setVisible(bool(self.panels))
        self.counted.emit(len(self.panels))

    def _stored(self, result: ImportResult) -> None:
        self.refresh()
        look = Action("查看", partial(self._go_to_batch, result.batch))
        self.noticed.emit(Notice(Kind.OK, result.sentence, look))

    def _go_to_batch(self, number: str) -> None:
        self.go.emit(QUEUE, CaseQuery(batch=number))

    def _save_original(self, number: str) -> None:
        out = self._files.save_as(self, "原文件另存", self._file_name(number), WORKBOOKS)
        if out is not None:
            self._write(f"批次 {number} 的原文件", out, lambda: save_bytes(out, original_file(self._uow, number)))

    def _save_marked(self, number: str) -> None:
        name = self._file_name(number)
        out = self._files.save_as(self, "标注错误另存", f"{Path(name).stem}（标注错误）.xlsx", EXCEL)
        if out is not None:
            self._write(
                f"批次 {number} 标注错误的工作簿", out, partial(write_marked_again, self._uow, number, name, out)
            )

    def _file_name(self, number: str) -> str:
        return next(batch.file_name for batch in past_batches(self._uow) if batch.number == number)

    def _write_template(self, code: str, title: str) -> None:
        out = self._files.save_as(self, "下载模板", f"{title}申报表.xlsx", EXCEL)
        if out is not None:
            self._write(f"{title}模板", out, partial(write_office_template, self._uow, code, out))

    def _write(self, what: str, out: Path, write: Callable[[], None]) -> None:
        self._jobs.run(lambda _: write(), lambda _: self.noticed.emit(written(what, out)), title=f"写出 {out.name}")


def _short(name: str) -> str:
    """A file name that leaves room for others in the row of tabs."""
    return name if len(name) <= 18 else f"{name[:9]}…{name[-8:]}"
