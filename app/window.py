"""The window wired: shown first; data folder and pages are fetched behind it; then one says who one is."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import cached_property, partial
from logging import Logger
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication

from app import paths, window_pages
from app.entrance import DOOR, IDENTITY, Entrance, Person
from app.logs import open_log, write_crash
from app.services.clock import Clock, local_time
from app.services.errors import UserError
from app.services.places import Places
from app.services.storage.scratch import scratch_in
from app.sitting import Sitting
from app.ui import keys
from app.ui.background import Jobs
from app.ui.exporting import write_export
from app.ui.main_window import MainWindow
from app.ui.messages import Crashes
from app.ui.notices import Action, Kind, Notice
from app.ui.page import Page
from app.ui.settings import IniSettings, Settings
from app.ui.theme import ARGUMENTS, Theme

if TYPE_CHECKING:
    from app.exchange import Exchange
    from app.services.storage.backup_care import BackupAge
    from app.services.storage.data_folder import FirstAdministrator
    from app.services.trust.findings import Finding
    from app.services.trust.passwords import Passwords
    from app.services.unit_of_work import UnitOfWork
    from app.services.worklists.desk import Standing
    from app.ui.files import FileChoice
    from app.ui.widgets.table.view import Export

FIRST = "desk"
SMALL = QSize(1440, 900)
_COUNTS_AFTER_MS = 150


def open_window(data: str | None) -> int:
    """Open the window on a data folder and stay until it is closed; the exit code of the program."""
    places = paths.places(data)
    application = QApplication([*sys.argv[:1], *ARGUMENTS])
    theme = Theme(application, places.resources)
    settings = IniSettings(paths.settings())
    with open_log(places.data) as log, scratch_in(places.data):
        program = Program(places, settings, theme, log)
        program.crashes.install()
        program.show()
        code = application.exec()
        program.end()
    return code


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
        passwords: Passwords | None = None,
    ) -> None:
        """Makes the window and shows nothing; the data folder is opened when the window has been painted."""
        super().__init__()
        self._places, self._settings, self._log, self._clock = places, settings, log, clock
        self._person: Person | None = None
        self._said = ""
        self.jobs = Jobs()
        self._files = files
        self.crashes = Crashes(self._write_crash, self)
        self.jobs.crashed.connect(self.crashes.report)
        self.entrance = Entrance(places, settings, clock, self.jobs, passwords, lambda: self.files)
        specs = [*self.entrance.specs(), *window_pages.specs(self)]
        self.window = MainWindow(specs, settings, self.jobs, theme)
        self.window.set_open(False)
        self.sitting = Sitting(self.window, self.jobs, self.entrance, clock, theme.application)
        self.entrance.turned.connect(self._turn)
        self.entrance.told.connect(self._say_at_the_door)
        self.entrance.entered.connect(self._begin)
        self.sitting.left.connect(self._nobody)
        keys.bind(self.window, keys.LOCK, self._lock)
        self.window.status.lock_clicked.connect(self._lock)
        self._count_soon = QTimer(self, singleShot=True, interval=_COUNTS_AFTER_MS)
        self._count_soon.timeout.connect(self._count)
        self.window.moved_on.connect(self._count_soon.start)
        self.window.exported.connect(self._export)
        self.window.status.who_clicked.connect(self._who)
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

    @property
    def passwords(self) -> Passwords:
        """How passwords are hashed."""
        return self.entrance.passwords

    def ask_who(self) -> None:
        """Let another person take over: after logging out, or where one does not log in with the way back left open."""
        if self.sitting.uow is not None:
            self.sitting.leave()
        else:
            self.window.go(IDENTITY)

    def restore(self, path: Path) -> None:
        """Put a backup in place of all data, then begin at the door; a refusal leaves everything as it is."""
        self._exchange.restore(self.uow, path)

    def encrypt(self, who: FirstAdministrator) -> None:
        """Encrypt a plain folder, then begin at the door; a refusal leaves everything as it is."""
        self._exchange.encrypt(self.uow, self.passwords, who)

    @property
    def _exchange(self) -> Exchange:
        from app.exchange import Exchange  # behind the first paint

        return Exchange(self._places, self._clock, self.jobs, self.window, lambda: self.files, self._begin_anew)

    def _begin_anew(self, said: str) -> None:
        """Other data lie in the folder now."""
        self.entrance.folder = None
        self.sitting.forget()
        self._say_at_the_door(said)
        self._nobody(DOOR)

    def _say_at_the_door(self, said: str) -> None:
        """What is said on every page until somebody has come in."""
        self._said = said

    def end(self) -> None:
        """Give the data folder back; the window has been closed."""
        self.sitting.close()
        if self.entrance.folder is not None:
            self.entrance.folder.engine.dispose()
        self._log.info("closed")

    def _begin(self, person: Person) -> None:
        if self._person is None:
            gc.freeze()  # what has been imported stays: looking through it for garbage would be felt
        self._person, self._said = person, ""
        self.sitting.begin(person)
        self.window.status.set_lockable(self.sitting.uow is not None)
        self.window.status.set_who(person.uow.account, person.roles)
        self._clear_counts()
        self.window.begin_anew(FIRST)
        self.window.set_open(True)
        self.window.navigation.setFocus()
        self.jobs.run(partial(_glance, person.uow), self._tell_found)
        self.jobs.run(partial(_keep_safe, person.uow), self._show_backup, self._tell_unsafe)
        if person.first:
            self.window.go("system", "new account")
            self.window.focus_page()

    def _turn(self, key: str) -> None:
        self.window.begin_anew(key)
        if self._said:
            self.window.notice(Notice(Kind.OK, self._said))
        self.window.focus_page()

    def _lock(self) -> None:
        if self._person is not None:
            self.sitting.lock()

    def _who(self) -> None:
        if self.sitting.uow is not None:
            self.sitting.offer(self.window.status.who)
        else:
            self.ask_who()

    def _nobody(self, door: str = "") -> None:
        """Somebody has left: nothing can be gone to until the next one has logged in, by `door` if it is named."""
        self._person = None
        self.entrance.shut()
        self.window.set_open(False)
        self.window.status.set_who("", "")
        self.window.status.set_lockable(False)
        self.window.status.set_banner("")
        self._clear_counts()
        self._turn(door or self.entrance.who_page)

    def _clear_counts(self) -> None:
        for key in self.window.navigation.keys:
            self.window.set_count(key, 0)

    def _count(self) -> None:
        if self._person is not None:
            self.jobs.run(partial(_standing, self._person.uow), self._show_standing)

    def _show_standing(self, standing: Standing) -> None:
        if self._person is None:
            return
        for key, count in standing.counts:
            self.window.set_count(key, count)
        self.window.status.set_banner("" if standing.confirmed else "发布日期未确认")

    def _show_backup(self, found: tuple[BackupAge, str]) -> None:
        age, clock_back = found
        self.window.status.set_backup(age.text, late=age.late)
        if clock_back:
            self.window.notice(Notice(Kind.WARN, clock_back))

    def _tell_found(self, found: Sequence[Finding]) -> None:
        """Data that are not as they should be are said at once, in red, with the way to the whole check."""
        if found and self._person is not None:
            more = f"（另有 {len(found) - 1} 项）" if len(found) > 1 else ""
            check = Action("核对", lambda: self.window.go("system", "check"))
            self.window.notice(Notice(Kind.ERROR, f"数据核对发现问题——{found[0].head}{more}", check))

    def _tell_unsafe(self, error: Exception) -> None:
        """The day's backup could not be taken: said in the status bar and in a notice; work goes on."""
        self.window.status.set_backup("备份 失败", late=True)
        signal = self.jobs.refused if isinstance(error, UserError) else self.jobs.crashed
        signal.emit(error)

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
    from app.services.worklists import desk  # behind the first paint

    return desk.standing(uow)


def _glance(uow: UnitOfWork, _progress: object) -> tuple[Finding, ...]:
    from app.services.trust import verifying  # behind the first paint

    return verifying.glance(uow)


def _keep_safe(uow: UnitOfWork, _progress: object) -> tuple[BackupAge, str]:
    from app.services.storage import backup_care  # behind the first paint
    from app.services.trust import clock_back

    late = clock_back.warning(uow)
    backup_care.daily(uow)
    return backup_care.age(uow), late
