"""What lies before the desk: the data folder is opened or made, and somebody says who it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import window_pages
from app.first_sheet import FirstSheet
from app.rescue import Rescue
from app.services.clock import Clock
from app.services.errors import Cancelled, UserError
from app.services.places import Places
from app.ui.background import Jobs
from app.ui.page import Page, PageSpec
from app.ui.settings import Settings

if TYPE_CHECKING:
    from app.services.storage.recovering import RecoverySheet
    from app.services.trust.logins import Entered
    from app.services.trust.passwords import Passwords
    from app.services.unit_of_work import UnitOfWork
    from app.ui.files import FileChoice
    from app.ui.pages.entrance.door import DoorPage
    from app.ui.pages.entrance.identity import IdentityPage
    from app.ui.pages.entrance.login import LoginPage
    from app.ui.pages.entrance.set_up import SetUpPage

DOOR, SET_UP, SHEET, IDENTITY, LOGIN, RESCUE = "door", "set-up", "sheet", "identity", "login", "rescue"
BROKEN = "程序出错，详见错误报告，请联系管理员后重试。"


@dataclass(frozen=True)
class Person:
    """Who works: the data folder acting for an account, its roles in a line, and after how many minutes it locks.

    `first` is the administrator who has just set the folder up.
    """

    uow: UnitOfWork
    roles: str
    idle_minutes: int
    first: bool = False


class Entrance(QObject):
    """`turned` names the page to show next, `entered` carries the Person who begins to work, `told` what was done."""

    told = Signal(str)
    turned = Signal(str)
    entered = Signal(object)

    def __init__(
        self,
        places: Places,
        settings: Settings,
        clock: Clock,
        jobs: Jobs,
        passwords: Passwords | None,
        files: Callable[[], FileChoice],
    ) -> None:
        """Opens nothing yet. `files` gives where a recovery sheet is saved."""
        super().__init__()
        self._sheet = FirstSheet(places, jobs, files, self._admit)
        self._rescue = Rescue(places, clock, jobs, files, self._rescued, partial(self.turned.emit, DOOR))
        self._places, self._settings, self._clock, self._jobs, self._given = places, settings, clock, jobs, passwords
        self.folder: UnitOfWork | None = None
        self.asks_login = False
        self._first = False

    @cached_property
    def passwords(self) -> Passwords:
        """How passwords are hashed."""
        from app.services.trust.passwords import Passwords  # behind the first paint

        return self._given or Passwords()

    @property
    def who_page(self) -> str:
        """The page on which somebody says who it is."""
        return LOGIN if self.asks_login else IDENTITY

    def specs(self) -> list[PageSpec]:
        """The pages before the desk; the first is the first of the window."""
        return [
            PageSpec(DOOR, "打开数据", "person", self._door_page, listed=False),
            PageSpec(SET_UP, "首次使用", "person", self._set_up_page, listed=False),
            PageSpec(SHEET, "恢复单", "person", self._sheet.page, listed=False),
            PageSpec(IDENTITY, "选择身份", "person", self._identity_page, listed=False),
            PageSpec(LOGIN, "登录", "person", self._login_page, listed=False),
            PageSpec(RESCUE, "从备份恢复", "person", self._rescue.page, listed=False),
        ]

    def _door_page(self) -> Page:
        from app.ui.pages.entrance.door import DoorPage  # behind the first paint, as the others

        page = DoorPage(self._open)
        page.rescue.connect(partial(self.turned.emit, RESCUE))
        return page

    def _rescued(self, said: str) -> None:
        self.folder = None
        self.told.emit(said)
        self.turned.emit(DOOR)

    def _open(self, page: DoorPage) -> None:
        def failed(error: Exception) -> None:
            page.show_failure(error.text if isinstance(error, UserError) else BROKEN)
            self._refused(lambda _: None, error)

        self._jobs.run(lambda _: self._opened(), self.turned.emit, failed)

    def _opened(self) -> str:
        """On the worker: open the folder where there is one, and say which page comes next."""
        from app.services.storage import data_folder
        from app.ui.pages.entrance import identity, login, set_up  # noqa: F401 - fetched now: the window stays quick

        if self.folder is None:
            if not data_folder.exists(self._places):
                return SET_UP
            self.asks_login = data_folder.needs_login(self._places, self._clock)
            if not data_folder.is_encrypted(self._places):
                self.folder, self.asks_login = data_folder.open_closed(self._places, self._clock)
        return self.who_page

    def shut(self) -> None:
        """Nobody is at work: an encrypted folder is closed and its key let go, behind what is still being written."""
        folder = self.folder
        if folder is not None and folder.vault is not None:
            self.folder = None
            self._jobs.run(lambda _: folder.engine.dispose(), lambda _: None)

    def _set_up_page(self) -> SetUpPage:
        from app.services.storage.data_folder import office_defaults
        from app.ui.pages.entrance.set_up import SetUpPage

        page = SetUpPage(*office_defaults(self._places, self._clock().date()))
        page.made.connect(partial(self._make, page))
        page.plain.connect(partial(self._make_plain, page))
        page.rescue.connect(partial(self.turned.emit, RESCUE))
        return page

    def _make(self, page: SetUpPage, office: str, name: str, password: str) -> None:
        def work(_: object) -> tuple[str, RecoverySheet]:
            from app.services.storage import data_folder, recovering
            from app.services.trust import logins

            first = data_folder.FirstAdministrator(name, password)
            entries = data_folder.named_office(self._places, office, self._clock().date())
            self.folder = data_folder.set_up_with_login(self._places, first, self.passwords, entries, self._clock)
            self.asks_login, self._first = True, True
            entered = logins.log_in(self.folder, self.passwords, name, password)
            return entered.account, recovering.new_sheet(self.folder.acting_as(entered.account))

        self._jobs.run(work, self._show_sheet, partial(self._refused, page.refuse))

    def _show_sheet(self, made: tuple[str, RecoverySheet]) -> None:
        self._sheet.made = made
        self.turned.emit(SHEET)

    def _make_plain(self, page: SetUpPage) -> None:
        from app.ui import messages

        details = "谁打开都能以任何身份办理，只适合演示和测试；以后可在“系统”里加密，改为有登录。"
        if messages.confirm(page, "建立不设登录的数据文件夹？", details, "建立不设登录的文件夹"):
            self._jobs.run(lambda _: self._made_plain(), self.turned.emit)

    def _made_plain(self) -> str:
        from app.services.storage import data_folder

        self.folder = data_folder.set_up(self._places, clock=self._clock)
        return self.who_page

    def _identity_page(self) -> IdentityPage:
        from app.ui.pages.entrance.identity import IdentityPage

        page = IdentityPage(self._list_accounts)
        page.entered.connect(self._enter)
        self._jobs.run(lambda _: window_pages.fetch(), lambda _: None)
        return page

    def _list_accounts(self, page: IdentityPage) -> None:
        self._jobs.run(lambda _: self._accounts(), page.show_accounts)

    def _list_names(self, page: LoginPage) -> None:
        if self.folder is None:
            from app.services.storage.data_folder import office_defaults

            page.offer_recovery(office_defaults(self._places, self._clock().date())[1])
            return
        self._jobs.run(lambda _: [name for name, _ in self._accounts()], page.show_names)

    def _enter(self, name: str) -> None:
        """Begin to work as an account of a plain folder."""
        from app.ui.pages.entrance.identity import LAST

        self._settings.set(LAST, name)
        self._jobs.run(lambda _: self._as_person(name), self.entered.emit)

    def _accounts(self) -> list[tuple[str, str]]:
        """Names and roles, those of people before the built-in one."""
        from app.services.trust import accounts

        found = sorted(accounts.accounts(self._opened_folder), key=lambda account: account.name == accounts.LOCAL)
        return [(account.name, account.titles) for account in found]

    def _login_page(self) -> LoginPage:
        from app.ui.pages.entrance.login import LoginPage

        page = LoginPage(self._list_names)
        page.asked.connect(partial(self._log_in, page))
        page.renewed.connect(partial(self._renew, page))
        page.recovered.connect(partial(self._recover, page))
        page.rescue.connect(partial(self.turned.emit, RESCUE))
        self._jobs.run(lambda _: window_pages.fetch(), lambda _: None)
        return page

    def _log_in(self, page: LoginPage, name: str, password: str) -> None:
        def work(_: object) -> tuple[Entered, int]:
            from app.services.trust import login_guards

            entered = self._let_in(name, password)
            with self._opened_folder.read() as now:
                return entered, login_guards.guards(now).kinds

        def done(found: tuple[Entered, int]) -> None:
            entered, kinds = found
            if entered.renewal:
                page.ask_new(entered, kinds)
            else:
                self._admit(entered.account)

        self._jobs.run(work, done, partial(self._refused, page.refuse))

    def _let_in(self, name: str, password: str) -> Entered:
        """On the worker: log in, which opens a folder that is encrypted and closed."""
        from app.services.storage import unlocking
        from app.services.trust import logins

        if self.folder is not None:
            return logins.log_in(self.folder, self.passwords, name, password)
        door = unlocking.Door(self.passwords, clock=self._clock)
        self.folder, entered = unlocking.enter(self._places, door, name, password)
        return entered

    def _recover(self, page: LoginPage, code: str, name: str, password: str) -> None:
        def work(_: object) -> Entered:
            from app.services.storage import recovering, unlocking

            door = unlocking.Door(self.passwords, clock=self._clock)
            wanted = recovering.NewPassword(name, password)
            recovering.recover(self._places, door, code, wanted).engine.dispose()
            return self._let_in(name, password)

        self._jobs.run(work, lambda entered: self._admit(entered.account), partial(self._refused, page.refuse))

    def _renew(self, page: LoginPage, name: str, old: str, new: str, again: str) -> None:
        def work(_: object) -> None:
            from app.services.trust import logins

            logins.set_own(self._opened_folder.acting_as(name), self.passwords, old, new, again)

        self._jobs.run(work, lambda _: self._admit(name), partial(self._refused, page.refuse))

    def _admit(self, name: str) -> None:
        """Begin to work as an account that has given its password."""
        from app.ui.pages.entrance.login import remember

        remember(self._settings, name)
        self._jobs.run(lambda _: self._as_person(name), self.entered.emit)

    def _refused(self, say: Callable[[UserError], None], error: Exception) -> None:
        if isinstance(error, UserError):
            say(error)
        elif not isinstance(error, Cancelled):
            self._jobs.crashed.emit(error)

    def _as_person(self, name: str) -> Person:
        """On the worker: all pages imported, and what holds for the account."""
        from app.services.trust import accounts, login_guards
        from app.services.trust.attendance import Attendance

        window_pages.fetch()
        first, self._first = self._first, False
        uow = self._opened_folder.acting_as(name, Attendance(self._clock()) if self.asks_login else None)
        with uow.read() as work:
            roles = accounts.titles_of(accounts.in_order(accounts.roles_of(work.session, name)))
            idle = login_guards.guards(work).idle_minutes if self.asks_login else 0
        return Person(uow, roles, idle, first)

    @property
    def _opened_folder(self) -> UnitOfWork:
        if self.folder is None:
            raise RuntimeError("no data folder is open")
        return self.folder
