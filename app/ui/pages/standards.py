"""政策标准: 发布日期 and its confirmation, every value the rules use with its history, and the policy at a glance."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.services import policy_overview, standards_entry, standards_shown
from app.services.errors import UserError
from app.services.policy.standards import Entry
from app.services.standards_entry import Change, NewValue
from app.services.standards_shown import Shown
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.files import EXCEL, FileChoice, written
from app.ui.notices import Kind, Notice
from app.ui.page import Page
from app.ui.pages.standards_import import StandardsImport
from app.ui.pages.standards_overview import StandardsOverview
from app.ui.pages.standards_publication import PublicationStrip
from app.ui.pages.standards_values import StandardsValues
from app.ui.settings import Settings

T = TypeVar("T")
KINDS = "标准文件 (*.toml)"
HELP = """<p>规则用到的每个数字都在这里：从哪天起、依据什么。录入新值不会改掉旧值，案件按申报日期适用当天的值。</p>
<p>发布日期由管理员确认；确认之前可以登记和测算，但不能批准或不予批准。标为“未配置”的地方标准补齐后，等待它的案件才能批准。</p>
<p>选中一行，右侧填新值、起始日期和来源文号，按 Ctrl+S 录入；也可以导入标准文件，导入前先看清要改什么。</p>"""


class StandardsPage(Page):
    """Two tabs under the strip of 发布日期. `show_item` takes the title of a value to go to."""

    title = "政策标准"
    search_hint = "名称、来源、补贴类型"
    help_text = HELP

    def __init__(
        self,
        uow: UnitOfWork,
        jobs: Jobs,
        write_template: Callable[[str, Path], None],
        files: FileChoice,
    ) -> None:
        """`write_template` writes the import template of a type to a path."""
        super().__init__()
        self._uow, self._jobs, self._files = uow, jobs, files
        self._write_template = write_template
        self.publication = PublicationStrip()
        self.values = StandardsValues()
        self.overview = StandardsOverview()
        self.tabs = QTabWidget()
        self.tabs.addTab(self.values, "现行标准")
        self.tabs.addTab(self.overview, "政策一览")
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.publication)
        column.addWidget(self.tabs, 1)
        self.setFocusProxy(self.values)
        self.publication.confirmed.connect(self._confirm)
        self.values.picked.connect(self._read_history)
        self.values.entered.connect(self._enter)
        self.overview.templated.connect(self._save_template)
        self.overview.begun.connect(lambda code: self.go.emit("application", code))

    def header_widgets(self) -> list[QWidget]:
        """导入标准文件."""
        button = QPushButton("导入标准文件…")
        button.clicked.connect(self.choose_file)
        return [button]

    def refresh(self) -> None:
        """Read everything anew on the worker."""
        self._run(lambda: standards_shown.publication(self._uow), self.publication.show_publication)
        self._run(lambda: standards_shown.shown(self._uow), self.values.show_rows)
        self._run(lambda: policy_overview.overview(self._uow), self.overview.show_types)

    def search(self, text: str) -> None:
        """Narrow both lists."""
        self.values.search(text)
        self.overview.search(text)

    def save_state(self, settings: Settings) -> None:
        """Keep the columns of the list."""
        self.values.save_state(settings)

    def restore_state(self, settings: Settings) -> None:
        """Take up what was kept."""
        self.values.restore_state(settings)

    def choose_file(self) -> None:
        """Ask for a standards file and show what it would change."""
        path = self._files.open_one(self, "选择标准文件", KINDS)
        if path is not None:
            self._run(partial(standards_entry.preview, self._uow, path), partial(self._show_changes, path))

    def _show_changes(self, path: Path, found: tuple[tuple[Entry, ...], tuple[Change, ...]]) -> None:
        entries, changes = found
        dialog = StandardsImport(path.name, changes, self)
        dialog.accepted.connect(partial(self._enter_file, path, entries))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _enter_file(self, path: Path, entries: tuple[Entry, ...]) -> None:
        self._run(
            partial(standards_entry.enter_file, self._uow, entries),
            lambda count: self._entered(f"已从 {path.name} 录入 {count} 项标准。"),
        )

    def _confirm(self, published: str, source: str) -> None:
        self._run(
            partial(standards_entry.confirm, self._uow, published, source),
            lambda _: self._entered("已确认发布日期，现在可以批准和不予批准。"),
            self.publication.show_error,
        )

    def _enter(self, new: NewValue) -> None:
        title = f"{new.name}（{new.key}）" if new.key else new.name
        self._run(
            partial(standards_entry.enter_value, self._uow, new),
            lambda _: self._entered(f"已录入{title}的新值，自 {new.start} 起适用。"),
            self.values.show_error,
        )

    def _entered(self, text: str) -> None:
        self.values.clear_entry()
        self.publication.clear_errors()
        self.noticed.emit(Notice(Kind.OK, text))
        self.refresh()

    def _read_history(self, row: Shown) -> None:
        self._run(partial(standards_shown.history, self._uow, row.name, row.key), self.values.show_history)

    def _save_template(self, code: str) -> None:
        title = next(one.title for one in self.overview.types if one.code == code)
        path = self._files.save_as(self, "保存填报模板", f"{title}.xlsx", EXCEL)
        if path is not None:
            self._run(partial(self._write_template, code, path), lambda _: self.noticed.emit(written("填报模板", path)))

    def _run(
        self, work: Callable[[], T], done: Callable[[T], None], wrong: Callable[[UserError], bool] = lambda _: False
    ) -> None:
        """Work on the worker; a refusal goes to the field it belongs to, else to the bar above the page."""

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                self._jobs.crashed.emit(error)
            elif not wrong(error):
                self._jobs.refused.emit(error)

        self._jobs.run(lambda _: work(), done, failed)
