"""An office whose data folder asks for a login: an account a role, each with a password of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from standing_clock import Watch
from working_office import ADMINISTRATOR, NAMES, Office

from app.services.cases.course import Step
from app.services.cases.orders import Moved
from app.services.places import Places
from app.services.policy.standards import CONFIRMED, Entry
from app.services.storage import data_folder
from app.services.storage.data_folder import FirstAdministrator
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.vault import Vault
from app.services.trust import account_care, audit_trail, logins
from app.services.trust.accounts import Role
from app.services.trust.attendance import Attendance
from app.services.trust.passwords import Passwords
from app.services.unit_of_work import UnitOfWork

ROOT = Path(__file__).parents[1]
CHEAP = Passwords(passes=1, memory_kib=8, lanes=1)
FIRST = "Gruess-Gott-1"
OWN = {role: f"Eigenes-Wort-{number}" for number, role in enumerate(NAMES)}


@dataclass(frozen=True)
class Made:
    """A folder as it was made: its key, and its files by name."""

    key: bytes
    files: dict[Path, bytes]

    def copy(self, folder: Path) -> None:
        """Write the same files into a folder."""
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


def files_of(folder: Path) -> dict[Path, bytes]:
    """What lies in a folder, by name."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


_MADE: dict[tuple[datetime, tuple[Role, ...]], Made] = {}


class LoginOffice:
    """A folder with login set up by its administrator; `watch` is its clock.

    Made once for the same roles on the same day and then copied: such folders have one key.
    """

    def __init__(self, folder: Path, watch: Watch, *, roles: tuple[Role, ...] = tuple(NAMES)) -> None:
        self.places = Places(folder, ROOT / "resources", ROOT / "migrations")
        self.watch = watch
        if not (made := _MADE.get((watch(), roles))):
            made = _MADE[watch(), roles] = self._make(roles)
        made.copy(folder)
        self.folder = data_folder.opened(self.places, Vault(folder / KEYS, made.key), watch)
        with self.folder.engine.connect():  # which the pool then holds open, as at work
            pass

    def _make(self, roles: tuple[Role, ...]) -> Made:
        administrator = FirstAdministrator(NAMES[ADMINISTRATOR], OWN[ADMINISTRATOR])
        confirmed = Entry(CONFIRMED, "", date(2018, 1, 1), "测试", True)
        self.folder = data_folder.set_up_with_login(self.places, administrator, CHEAP, (confirmed,), self.watch)
        for role in roles:
            if role is not ADMINISTRATOR:
                self.hire(role)
        self.folder.engine.dispose()
        assert self.folder.key
        return Made(self.folder.key, files_of(self.places.data))

    def hire(self, role: Role) -> None:
        """An account for a role, which has set its own password already."""
        account_care.open_account(self.acting(ADMINISTRATOR), CHEAP, NAMES[role], [role], FIRST)
        logins.set_own(self.acting(role), CHEAP, FIRST, OWN[role], OWN[role])

    def acting(self, role: Role) -> UnitOfWork:
        """The data folder for somebody who has just given the password."""
        return self.folder.acting_as(NAMES[role], Attendance(self.folder.clock()))

    def log_in(self, role: Role, password: str = "") -> logins.Entered:
        """Log in, with the own password unless another is given."""
        return logins.log_in(self.folder, CHEAP, NAMES[role], password or OWN[role])

    def audited(self) -> list[tuple[str, str, str]]:
        """Account, action and detail of every entry of the chain."""
        return [(line.account, line.action, line.detail) for line in reversed(list(audit_trail.each(self.folder)))]


class LoginCases(Office):
    """Cases of an office with login, moved by those who log in."""

    def __init__(self, office: LoginOffice) -> None:
        self.uow, self.today, self.filed, self._office = office.folder, office.watch().date(), 0, office

    def acting(self, role: Role) -> UnitOfWork:
        """The data folder for the account of a role, which has just given its password."""
        return self._office.acting(role)

    def take(self, number: str, role: Role, step: Step, **order: Any) -> Moved:
        """A step on the office's day, to which the clock is set on."""
        self._office.watch.on(max(0, (self.today - self._office.watch().date()).days))
        return super().take(number, role, step, **order)
