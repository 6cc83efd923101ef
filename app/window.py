"""The window wired: shown first; data folder and pages are fetched behind it; then one says who one is."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from logging import Logger
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication

from app import paths, window_pages
from app.logs import open_log, write_crash
from app.services.clock import Clock, local_time
from app.services.errors import UserError
from app.services.places import Places
from app.ui.background import Jobs
from app.ui.exporting import write_export
from app.ui.main_window import MainWindow
from app.ui.messages import Crashes
from app.ui.page import Page, PageSpec
from app.ui.settings import IniSettings, Settings
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.services.desk import Standing
    from app.services.unit_of_work import UnitOfWork
    from app.ui.files import FileChoice
    from app.ui.pages.identity import IdentityPage
    from app.ui.widgets.table import Export

IDENTITY = "identity"
FIRST = "desk"
SMALL = QSize(1440, 900)
_COUNTS_AFTER_MS = 150


def open_window(data: str | None) -> int:
    """Open the window on a data folder and stay until it is closed; the exit code of the program."""
    places = paths.places(data)
    application = QApplication(sys.argv[:1])
    theme = Theme(application, places.resources)
    settings = IniSettings(paths.settings())
    with open_log(places.data) as log:
        program = Program(places, settings, theme, log)
        program.crashes.install()
        program.show()
        code = application.exec()
        program.end()
    return code


@dataclass(frozen=True)
class Person:
    """Who works: the data folder acting for an account, and the account's roles in a line."""

    uow: UnitOfWork
    roles: str


class Program(QObject):
    """Holds the window, the worker and the data folder for as long as the window is open."""

    def __init__(
        self,
        places: Places,
        settings: Settings,
        theme: Theme,
        log: Logger,
        clock: Clock = local_time,
        files: FileChoice | None = None,
    ) -> None:
        """Makes the window and shows nothing; the data folder is opened when the window has been painted."""
        super().__init__()
        self._places, self._settings, self._log, self._clock = places, settings, log, clock
        self._folder: UnitOfWork | None = None
        self._person: Person | None = None
        self.jobs = Jobs()
        self._files = files
        self.crashes = Crashes(self._write_crash, self)
        self.jobs.crashed.connect(self.crashes.report)
        specs = [PageSpec(IDENTITY, "选择身份", "person", self._identity_page, listed=False)]
        self.window = MainWindow([*specs, *window_pages.specs(self)], settings, self.jobs, theme)
        self.window.set_open(False)
        self._count_soon = QTimer(self, singleShot=True, interval=_COUNTS_AFTER_MS)
        self._count_soon.timeout.connect(self._count)
        self.window.moved_on.connect(self._count_soon.start)
        self.window.exported.connect(self._export)
        self.window.status.who_clicked.connect(self.ask_who)
        self.window.status.banner_clicked.connect(lambda: self.window.go("standards", "publication"))

    @property
    def uow(self) -> UnitOfWork:
        """The data folder for the person at work. Raises RuntimeError before it is known who that is."""
        if self._person is None:
            raise RuntimeError("nobody works yet")
        return self._person.uow

    @cached_property
    def files(self) -> FileChoice:
        """Where files come from and go to."""
        from app.ui.files import FileChoice  # behind the first paint

        return self._files or FileChoice()

    @property
    def places(self) -> Places:
        """Where things lie."""
        return self._places

    def show(self) -> None:
        """Show the window; at the first start on a small screen it takes all of it."""
        room = self.window.screen().availableSize()
        if self._settings.get("window/geometry") or room.width() > SMALL.width() or room.height() > SMALL.height():
            self.window.show()
        else:
            self.window.resize(room)
            self.window.showMaximized()

    def ask_who(self) -> None:
        """Let another person take over; the way back leads to the page one came from."""
        self.window.go(IDENTITY)

    def end(self) -> None:
        """Give the data folder back; the window has been closed."""
        if self._folder is not None:
            self._folder.engine.dispose()
        self._log.info("closed")

    def _identity_page(self) -> IdentityPage:
        from app.ui.pages.identity import IdentityPage  # behind the first paint

        page = IdentityPage(self._list_accounts)
        page.entered.connect(self._enter)
        return page

    def _list_accounts(self, page: IdentityPage) -> None:
        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                page.show_failure(error.text)
            else:
                page.show_failure("程序出错，详见错误报告，请联系管理员后重试。")
                self.crashes.report(error)

        self.jobs.run(lambda _: self._accounts(), page.show_accounts, failed)
        self.jobs.run(lambda _: window_pages.fetch(), lambda _: None)

    def _accounts(self) -> Sequence[tuple[str, str]]:
        """On the worker: open the folder, make it at the first start, and say who works here."""
        from app.services import accounts, data_folder  # behind the first paint

        if self._folder is None:
            opened = data_folder.exists(self._places)
            make = data_folder.open_folder if opened else partial(data_folder.set_up, unlimited=False)
            self._folder = make(self._places, clock=self._clock)
            self._log.info("data folder %s", "opened" if opened else "made")
        named_first = sorted(accounts.accounts(self._folder), key=lambda account: account.name == accounts.LOCAL)
        return [(account.name, account.titles) for account in named_first]

    def _enter(self, name: str) -> None:
        """Begin to work as an account, once all pages have been imported."""
        from app.ui.pages.identity import LAST  # behind the first paint

        self._settings.set(LAST, name)
        self.jobs.run(lambda _: self._as_person(name), self._begin)

    def _as_person(self, name: str) -> Person:
        from app.services import accounts  # behind the first paint

        window_pages.fetch()
        if self._folder is None:
            raise RuntimeError("no data folder is open")
        roles = next(account.titles for account in accounts.accounts(self._folder) if account.name == name)
        return Person(self._folder.acting_as(name), roles)

    def _begin(self, person: Person) -> None:
        if self._person is None:
            gc.freeze()  # what has been imported stays: looking through it for garbage would be felt
        self._person = person
        self.window.status.set_who(person.uow.account, person.roles)
        for key in self.window.navigation.keys:
            self.window.set_count(key, 0)
        self.window.begin_anew(FIRST)
        self.window.set_open(True)
        self.window.navigation.setFocus()

    def _count(self) -> None:
        if self._person is not None:
            self.jobs.run(partial(_standing, self._person.uow), self._show_standing)

    def _show_standing(self, standing: Standing) -> None:
        for key, count in standing.counts:
            self.window.set_count(key, count)
        self.window.status.set_banner("" if standing.confirmed else "发布日期未确认")

    def _export(self, page: Page, asked: Export) -> None:
        from app.ui.files import EXCEL, written  # behind the first paint

        path = self.files.save_as(page, "导出列表", f"{page.title}.xlsx", EXCEL)
        if path is not None:
            work = partial(write_export, self.uow, path, page.title, asked)
            self.jobs.run(work, lambda count: self.window.notice(written(f"列表 {count} 行", path)), title="导出")

    def _write_crash(self, text: str) -> Path:
        self._log.error("crash: %s", text.strip().splitlines()[-1])
        return write_crash(self._places.data, text, self._clock())


def _standing(uow: UnitOfWork, _progress: object) -> Standing:
    from app.services import desk  # behind the first paint

    return desk.standing(uow)
