"""The office that is tried: cases waiting for approval, approved and drafted, in a plain or an encrypted folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app.services.cases.casework import move_many
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.errors import UserError
from app.services.excel.applications.importing import import_workbook
from app.services.letters.paper.fonts import Fonts
from app.services.places import Places
from app.services.policy.standards import CONFIRMED, Entry
from app.services.storage import data_folder, unlocking
from app.services.storage.backups import Occasion, back_up
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.vault import Vault
from app.services.trust import account_care, logins
from app.services.trust.accounts import Role, add_account
from app.services.trust.passwords import Passwords
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases
from benchmarks.workbooks import write_rewards

ROOT = Path(__file__).parents[2]
CLERK, REVIEWER, APPROVER, FINANCE, BOSS = "李晓梅", "王芳", "赵主任", "陈会计", "方主任"
STAFF = {
    CLERK: Role.CLERK,
    REVIEWER: Role.REVIEWER,
    APPROVER: Role.APPROVER,
    FINANCE: Role.FINANCE,
    BOSS: Role.ADMINISTRATOR,
}
PASSWORD, FIRST, NEW = "Eigenes-Wort-1", "Gruess-Gott-1", "Neues-Wort-77"
CHEAP = Passwords(passes=1, memory_kib=8, lanes=1)
NOW, FILED = datetime(2024, 11, 5, 9, 30), datetime(2024, 10, 7, 9, 30)
APPROVED_ON = date(2024, 10, 30)
WAITING, APPROVED, DRAFTS = 60, 60, 60
MANY_ROWS = 1200
ENTRIES = (*data_folder.FREE_HAND, Entry(CONFIRMED, "", data_folder.LONG_AGO, "试验", True))
ROAD = (
    (Step.ACCEPT, CLERK, date(2024, 10, 8)),
    (Step.PASS, REVIEWER, date(2024, 10, 9)),
    (Step.SEND, REVIEWER, date(2024, 10, 10)),
    (Step.OPINION, CLERK, date(2024, 10, 11)),
    (Step.PUBLISH, CLERK, date(2024, 10, 14)),
    (Step.CLOSE, CLERK, date(2024, 10, 28)),
)


@dataclass
class Watch:
    """A clock that stands until it is set."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        """The moment at which it stands."""
        return self.moment

    def on(self, day: date) -> None:
        """Set it to half past nine of a day."""
        self.moment = datetime.combine(day, NOW.time())


@dataclass(frozen=True)
class Site:
    """A data folder under trial; `key` is None where it is plain."""

    data: Path
    key: bytes | None = field(repr=False)
    clock: Watch = field(default_factory=Watch)

    @property
    def places(self) -> Places:
        """Where the program looks."""
        return Places(self.data, ROOT / "resources", ROOT / "migrations")

    @property
    def backups(self) -> Path:
        """The ring."""
        return self.data / "备份"

    def open(self, account: str) -> UnitOfWork:
        """The folder for an account, opened as a program does whose user has logged in."""
        if self.key is None:
            return data_folder.open_folder(self.places, account, self.clock)
        vault = Vault(self.data / KEYS, self.key)
        return data_folder.opened(self.places, vault, self.clock).acting_as(account)

    def start(self, *passwords: str) -> UnitOfWork:
        """The program started anew by the administrator, with the first of the passwords that lets in."""
        if not data_folder.exists(self.places):
            raise UserError("数据文件夹没有了。")
        data_folder.needs_login(self.places, self.clock)
        if self.key is None:
            return data_folder.open_folder(self.places, clock=self.clock)
        refused = UserError("没有可试的密码。")
        for password in passwords or (PASSWORD,):
            try:
                door = unlocking.Door(CHEAP, clock=self.clock)
                return unlocking.enter(self.places, door, BOSS, password)[0].acting_as(BOSS)
            except UserError as error:
                refused = error
        raise refused

    def copy(self, folder: Path) -> Site:
        """The same folder elsewhere."""
        shutil.copytree(self.data, folder)
        return Site(folder, self.key, self.clock)


@dataclass(frozen=True)
class Template:
    """An office that is copied for every round; `many` is a workbook that brings more than a thousand rows."""

    site: Site
    many: Path
    waiting: tuple[str, ...]
    approved: tuple[str, ...]
    drafts: tuple[str, ...]
    backup: str
    fonts: Fonts

    @contextmanager
    def copied(self) -> Iterator[Site]:
        """A copy for one round, gone behind the block."""
        with TemporaryDirectory(prefix="trial-") as folder:
            yield self.site.copy(Path(folder) / "data")


@contextmanager
def made(*, encrypted: bool) -> Iterator[Template]:
    """An office with cases at three places on the road and one backup of before they were approved."""
    with TemporaryDirectory(prefix="trial-office-") as name:
        folder, clock = Path(name), Watch(FILED)
        uow = (_closed_folder if encrypted else _plain_folder)(folder / "data", clock)
        write_rewards(folder / "few.xlsx", WAITING + APPROVED + DRAFTS)
        import_workbook(uow.acting_as(CLERK), folder / "few.xlsx")
        numbers = [case.number for case in reversed(list_cases(uow, State.DRAFT))]
        numbers.sort()
        going = numbers[: WAITING + APPROVED]
        for step, account, day in ROAD:
            clock.on(day)
            _moved(uow.acting_as(account), going, step, day)
        clock.on(APPROVED_ON)
        backup = back_up(uow.acting_as(BOSS), Occasion.ASKED)
        _moved(uow.acting_as(APPROVER), going[WAITING:], Step.APPROVE, APPROVED_ON)
        clock.moment = NOW
        uow.engine.dispose()
        write_rewards(folder / "many.xlsx", MANY_ROWS)
        site = Site(folder / "data", uow.key, clock)
        fonts = Fonts(ROOT / "resources" / "fonts")
        waiting, approved, drafts = going[:WAITING], going[WAITING:], numbers[WAITING + APPROVED :]
        yield Template(
            *(site, folder / "many.xlsx", tuple(waiting), tuple(approved), tuple(drafts)), backup.path.name, fonts
        )


def _moved(uow: UnitOfWork, numbers: list[str], step: Step, day: date) -> None:
    told = move_many(uow, numbers, Order(step, "同意"), on=day)
    if told.left:
        raise RuntimeError(told.left[0][1])


def _plain_folder(data: Path, clock: Watch) -> UnitOfWork:
    uow = data_folder.set_up(Places(data, ROOT / "resources", ROOT / "migrations"), ENTRIES, clock)
    for name, role in STAFF.items():
        add_account(uow, name, [role])
    return uow


def _closed_folder(data: Path, clock: Watch) -> UnitOfWork:
    first = data_folder.FirstAdministrator(BOSS, PASSWORD)
    places = Places(data, ROOT / "resources", ROOT / "migrations")
    uow = data_folder.set_up_with_login(places, first, CHEAP, ENTRIES, clock)
    for name, role in STAFF.items():
        if name != BOSS:
            account_care.open_account(uow.acting_as(BOSS), CHEAP, name, [role], FIRST)
            logins.set_own(uow.acting_as(name), CHEAP, FIRST, PASSWORD, PASSWORD)
    return uow
