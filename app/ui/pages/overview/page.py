"""政策一览: every type with for whom it is, what it pays, conditions and materials; as PDF and Excel for the counter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from app.services.errors import UserError
from app.services.excel.books.overview_book import write_overview
from app.services.excel.writing.saving import save_bytes
from app.services.letters.office.overview_sheets import overview_pdf
from app.services.letters.paper.fonts import Fonts
from app.services.standards import materials
from app.services.standards.materials import MaterialList
from app.services.standards.policy_overview import Overview, TypeShown, overview
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.files import EXCEL, PDF, FileChoice, written
from app.ui.notices import Kind, Notice
from app.ui.page import Page
from app.ui.pages.overview.materials import MaterialsDialog
from app.ui.pages.overview.text import type_html
from app.ui.settings import Settings
from app.ui.widgets.table.query import Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

COLUMNS = (
    Column("title", "事项", width=190),
    Column("for_whom", "适用对象", width=230),
    Column("pays", "现行标准", width=250),
    Column("payee", "发给", width=80, shown=False),
    Column("clause", "政策依据", width=190, shown=False),
)
TABLE = "page/overview/table"
HELP = """<p>每一类补贴和服务：谁可以申领、按什么标准、符合哪些条件、交哪些材料。左侧选一类，右侧看全文。</p>
<p>“下载填报模板”得到这一类的 Excel 模板；“本类 PDF”“全部 PDF”“Excel”供窗口张贴和发放。</p>
<p>材料清单由管理员维护：按起始日期录入新清单，原有清单保留。</p>"""


class OverviewPage(Page):
    """The types in a list, the chosen one beside it. `show_item` takes the code of a type."""

    title = "政策一览"
    search_hint = "事项、对象、标准"
    help_text = HELP

    def __init__(
        self,
        uow: UnitOfWork,
        jobs: Jobs,
        files: FileChoice,
        write_template: Callable[[str, Path], None],
        fonts: Path,
    ) -> None:
        """`write_template` writes the import template of a type to a path; `fonts` is the folder of the shipped faces."""
        super().__init__()
        self._uow, self._jobs, self._files = uow, jobs, files
        self._write_template, self._fonts = write_template, Fonts(fonts)
        self._shown: Overview | None = None
        self.table = TableView(COLUMNS, ListSource(()), "政策一览", key="code", unit="类")
        self.text = QTextBrowser()
        self.text.setAccessibleName("所选事项")
        self.begin, self.template = QPushButton("登记一件"), QPushButton("下载填报模板")
        self.sheet, self.papers = QPushButton("本类 PDF"), QPushButton("材料清单…")
        self.booklet, self.book = QPushButton("全部 PDF"), QPushButton("Excel")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def header_widgets(self) -> list[QWidget]:
        """全部 PDF and Excel."""
        return [self.booklet, self.book]

    def refresh(self) -> None:
        """Read everything anew on the worker."""
        self._jobs.run(lambda _: overview(self._uow), self._show)

    def show_item(self, item: object) -> None:
        """Choose a type by its code."""
        self.table.select(item)

    def search(self, text: str) -> None:
        """Narrow the list."""
        self.table.search(text)

    def print_page(self) -> None:
        """Ctrl+P: the sheet of the chosen type."""
        self._save_pdf(str(self.table.current_key))

    def save_state(self, settings: Settings) -> None:
        """Keep the columns of the list."""
        self.table.save(settings, TABLE)

    def restore_state(self, settings: Settings) -> None:
        """Take up what was kept."""
        self.table.restore(settings, TABLE)

    @property
    def current(self) -> TypeShown | None:
        """The chosen type."""
        types = self._shown.types if self._shown else ()
        return next((one for one in types if one.code == self.table.current_key), None)

    def _show(self, shown: Overview) -> None:
        kept = self.table.current_key
        self._shown = shown
        self.table.set_source(ListSource(shown.types, ("title", "for_whom", "pays", "clause")))
        self.table.select(kept)
        self._pick()

    def _pick(self) -> None:
        one = self.current
        for button in (self.begin, self.template, self.sheet, self.papers):
            button.setEnabled(one is not None)
        self.text.setHtml(type_html(one) if one else "")

    def _connect(self) -> None:
        self.table.current.connect(lambda _: self._pick())
        self.table.opened.connect(lambda code: self.go.emit("application", code))
        self.begin.clicked.connect(lambda: self.go.emit("application", self.table.current_key))
        self.template.clicked.connect(self._save_template)
        self.sheet.clicked.connect(self.print_page)
        self.booklet.clicked.connect(lambda: self._save_pdf(""))
        self.book.clicked.connect(self._save_book)
        self.papers.clicked.connect(self._open_materials)

    def _save_template(self) -> None:
        one = self.current
        path = one and self._files.save_as(self, "保存填报模板", f"{one.title}.xlsx", EXCEL)
        if one and path:
            self._write("填报模板", path, partial(self._write_template, one.code))

    def _save_pdf(self, code: str) -> None:
        shown = self._shown
        if shown is None:
            return
        title = next((one.title for one in shown.types if one.code == code), "技能人才政策一览")
        path = self._files.save_as(self, "保存政策一览", f"{title}.pdf", PDF)
        if path is not None:
            self._write("政策一览", path, lambda to: save_bytes(to, overview_pdf(shown, self._fonts, code)))

    def _save_book(self) -> None:
        shown = self._shown
        path = shown and self._files.save_as(self, "保存政策一览", "技能人才政策一览.xlsx", EXCEL)
        if shown and path:
            self._write("政策一览", path, partial(write_overview, shown))

    def _write(self, what: str, path: Path, write: Callable[[Path], None]) -> None:
        self._jobs.run(lambda _: write(path), lambda _: self.noticed.emit(written(what, path)), title=f"写出{what}")

    def _open_materials(self) -> None:
        one = self.current
        if one is not None:
            self._jobs.run(lambda _: materials.lists_of(self._uow, one.code), partial(self._show_materials, one))

    def _show_materials(self, one: TypeShown, lists: tuple[MaterialList, ...]) -> None:
        dialog = MaterialsDialog(one.title, lists, self)
        dialog.entered.connect(partial(self._enter, one, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _enter(self, one: TypeShown, dialog: MaterialsDialog) -> None:
        lines, start, source = dialog.lines, dialog.start, dialog.source

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                self._jobs.crashed.emit(error)
                return
            dialog.show_error(error)

        def done(count: int) -> None:
            dialog.accept()
            self.noticed.emit(Notice(Kind.OK, f"已录入“{one.title}”的材料清单 {count} 项，自 {start} 起适用。"))
            self.refresh()

        self._jobs.run(lambda _: materials.enter_list(self._uow, one.code, lines, start, source), done, failed)

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(tokens.SPACE_8, 0, 0, tokens.SPACE_8)
        column.setSpacing(tokens.SPACE_8)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        for button in (self.begin, self.template, self.sheet, self.papers):
            buttons.addWidget(button)
        buttons.addStretch()
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(self.table)
        split.addWidget(side)
        split.setSizes([560, 560])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        whole.addWidget(split)
