"""工作日历: the days that the office has entered over the published calendar, and their import."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.calendar.deadlines import GUESSED
from app.services.calendar.working_calendar import EnteredDay, enter_days, entered_days, unknown_from
from app.services.excel.books.calendar_book import read_calendar, write_calendar
from app.services.trust.my_roles import may_administer
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.files import EXCEL, WORKBOOKS, FileChoice, written
from app.ui.notices import Kind, Notice
from app.ui.page import Page
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

T = TypeVar("T")
COLUMNS = (
    Column("day", "日期", CellKind.DATE, 110),
    Column("weekday", "星期", width=80),
    Column("working", "录入为", CellKind.CHIP, 110),
    Column("published", "原日历", CellKind.CHIP, 110),
    Column("source", "来源文号", width=260),
    Column("account", "录入人", width=110),
    Column("at", "录入时间", CellKind.DATE, 110),
)
WEEKDAYS = "一二三四五六日"
HELP = f"""<p>期限按工作日计算。国务院已公布的节假日和调休程序已经知道；还没有公布的年份按周一至周五计算，
凡这样算出的日期都注明“{GUESSED}”。</p>
<p>放假安排公布后，“下载模板…”填好日期、是否工作日和来源文号，再“导入日历…”（Excel 或 CSV，管理员）。
以后计算的期限按新日历；已经定下的到期日和公示止期不变。录入不能删除，填错的再导入一次更正，以后一次为准。</p>"""


class CalendarLine(NamedTuple):
    """A row as the table shows it."""

    key: int
    day: object
    weekday: str
    working: Tag
    published: Tag
    source: str
    account: str
    at: object


class WorkingDaysPage(Page):
    """Everybody reads it, an administrator imports."""

    title = "工作日历"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs, files: FileChoice) -> None:
        """Reads and stores on the worker."""
        super().__init__()
        self._uow, self._jobs, self._files = uow, jobs, files
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "secondary")
        self.bring, self.template = QPushButton("导入日历…"), QPushButton("下载模板…")
        self.bring.setProperty("role", "primary")
        empty = EmptyState("desk", "还没有录入工作日历", "放假安排公布后，下载模板填好，由管理员导入。", "下载模板")
        empty.stepped.connect(self._save_template)
        self.table = TableView(COLUMNS, ListSource(()), "工作日历", "key", empty, unit="天")
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.bring.clicked.connect(self._import)
        self.template.clicked.connect(self._save_template)

    def header_widgets(self) -> list[QWidget]:
        """The template, and the import."""
        return [self.template, self.bring]

    def refresh(self) -> None:
        """Read what was entered."""
        self.bring.setVisible(may_administer(self._uow))
        self._run(partial(entered_days, self._uow), self._show)
        self._run(partial(unknown_from, self._uow), self._say)

    def _show(self, found: tuple[EnteredDay, ...]) -> None:
        self.table.model.set_source(ListSource([_line(one) for one in found], ("source", "weekday")))

    def _say(self, year: int) -> None:
        self.said.setText(f"已知 {year - 1} 年及以前的节假日和调休；{year} 年起{GUESSED}，请在放假安排公布后导入。")

    def _import(self) -> None:
        path = self._files.open_one(self, "选择工作日历", WORKBOOKS)
        if path is not None:
            self._run(partial(_bring_in, self._uow, path), partial(self._brought, path))

    def _brought(self, path: Path, count: int) -> None:
        said = f"已从 {path.name} 录入 {count} 天。" if count else f"{path.name} 里的日期都已录入过，没有新的。"
        self.noticed.emit(Notice(Kind.OK, said))
        self.refresh()

    def _save_template(self) -> None:
        path = self._files.save_as(self, "下载工作日历模板", "工作日历.xlsx", EXCEL)
        if path is not None:
            self._run(
                partial(write_calendar, self._uow, path), lambda _: self.noticed.emit(written("工作日历模板", path))
            )

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._jobs.run(lambda _: work(), done)


def _bring_in(uow: UnitOfWork, path: Path) -> int:
    return enter_days(uow, read_calendar(path))


def _line(one: EnteredDay) -> CalendarLine:
    return CalendarLine(
        *(one.key, one.day, f"星期{WEEKDAYS[one.day.weekday()]}", _tag(working=one.working)),
        *(_tag(working=one.published), one.source, one.account, one.at),
    )


def _tag(*, working: bool) -> Tag:
    return Tag("上班", Tone.ACTIVE) if working else Tag("休息")
