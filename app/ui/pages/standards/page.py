"""政策标准: 发布日期 and its confirmation, and every value the rules use with its history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.services.errors import UserError
from app.services.policy.standards import Entry
from app.services.standards import standards_entry, standards_exchange, standards_shown
from app.services.standards.standards_entry import Change, NewValue
from app.services.standards.standards_shown import Shown
from app.services.trust.my_roles import may_administer
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.files import FileChoice, written
from app.ui.notices import Kind, Notice
from app.ui.page import Page
from app.ui.pages.standards.importing import StandardsImport
from app.ui.pages.standards.publication import PublicationStrip
from app.ui.pages.standards.values import StandardsValues
from app.ui.settings import Settings

T = TypeVar("T")
KINDS = "标准文件 (*.toml *.xlsx)"
PUBLICATION = "publication"
SAVED_AS = "Excel 工作簿 (*.xlsx);;标准文件 (*.toml)"
HELP = """<p>规则用到的每个数字都在这里：从哪天起、依据什么。录入新值不会改掉旧值，案件按申报日期适用当天的值。</p>
<p>发布日期由管理员确认；确认之前可以登记和测算，但不能批准或不予批准。标为“未配置”的地方标准补齐后，等待它的案件才能批准。</p>
<p>选中一行，右侧填新值、起始日期和来源文号，按 Ctrl+S 录入；也可以导入标准文件，导入前先看清要改什么。</p>"""


class StandardsPage(Page):
    """The values under the strip of 发布日期. `show_item` takes PUBLICATION: the strip open, to be confirmed."""

    title = "政策标准"
    search_hint = "名称、来源、补贴类型"
    help_text = HELP

    def __init__(
        self,
        uow: UnitOfWork,
        jobs: Jobs,
        files: FileChoice,
    ) -> None:
        """`files` asks where standards files come from and go to."""
        super().__init__()
        self._uow, self._jobs, self._files = uow, jobs, files
        self.publication = PublicationStrip()
        self.values = StandardsValues()
        self._bring = QPushButton("导入标准文件…")
        self._bring.clicked.connect(self.choose_file)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.publication)
        column.addWidget(self.values, 1)
        self.setFocusProxy(self.values)
        self.publication.confirmed.connect(self._confirm)
        self.values.picked.connect(self._read_history)
        self.values.entered.connect(self._enter)

    def header_widgets(self) -> list[QWidget]:
        """What leads to 政策一览, 工作日历 and 政策测算, 导入标准文件, and 导出全部."""
        save = QPushButton("导出全部…")
        save.clicked.connect(self._save_file)
        buttons: list[QWidget] = []
        for text, key in (("政策一览", "overview"), ("工作日历", "calendar"), ("政策测算", "costing")):
            button = QPushButton(text)
            button.clicked.connect(partial(self.go.emit, key, None))
            buttons.append(button)
        return [*buttons, self._bring, save]

    def refresh(self) -> None:
        """Read everything anew on the worker."""
        self.setFocusProxy(self.values)
        self._run(lambda: may_administer(self._uow), self._allow)
        self._run(lambda: standards_shown.publication(self._uow), self.publication.show_publication)
        self._run(lambda: standards_shown.shown(self._uow), self.values.show_rows)

    def _allow(self, allowed: bool, /) -> None:
        self.publication.allow(allowed)
        self.values.allow(allowed)
        self._bring.setEnabled(allowed)
        self._bring.setToolTip("" if allowed else "标准由管理员导入")

    def show_item(self, item: object) -> None:
        """Open the confirmation of 发布日期."""
        if item == PUBLICATION:
            self.setFocusProxy(self.publication.lines.lines["published"])
            self.publication.open_fields()

    def search(self, text: str) -> None:
        """Narrow the list."""
        self.values.search(text)

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
        self.publication.close_fields()
        self.values.setFocus()
        self.noticed.emit(Notice(Kind.OK, text))
        self.refresh()

    def _read_history(self, row: Shown) -> None:
        self._run(partial(standards_shown.history, self._uow, row.name, row.key), self.values.show_history)

    def _save_file(self) -> None:
        path = self._files.save_as(self, "导出全部标准", "政策标准.xlsx", SAVED_AS)
        if path is not None:
            self._run(
                partial(standards_exchange.export_file, self._uow, path),
                lambda _: self.noticed.emit(written("全部标准", path)),
            )

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
