"""One user action = one transaction, with the account that acts and the moment it acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.services.calendar.deadlines import Calendar
from app.services.calendar.stored_calendar import entered_days
from app.services.clock import Clock, local_time
from app.services.errors import UserError
from app.services.policy.standards import Parameters
from app.services.standards.stored_parameters import entered
from app.services.storage.database import READING
from app.services.storage.trouble import StorageTrouble
from app.services.trust import audit, read_only, row_seals
from app.services.trust.attendance import Attendance
from app.services.trust.chain_key import carry, seal_key
from app.services.trust.refusals import act_refused, note_refusal

if TYPE_CHECKING:
    from app.services.storage.vault import Vault


@dataclass(frozen=True)
class Work:
    """An action under way: its session, who acts and when. `today` is the office's day of the action."""

    session: Session
    account: str
    now: datetime
    today: date
    shipped: Parameters
    attendance: Attendance | None = None  # None where nobody logs in

    @cached_property
    def parameters(self) -> Parameters:
        """All numbers and settings: what the program ships with, then what the office has entered."""
        return self.shipped.plus(entered(self.session))

    @cached_property
    def calendar(self) -> Calendar:
        """Working days: as published, then as the office has corrected them."""
        return Calendar(entered_days(self.session))

    def note(self, action: str, subject: str = "", detail: str = "") -> None:
        """Write the action into the audit chain, in the same transaction."""
        audit.append(self.session, self.now, self.account, action, subject, detail)

    def note_many(self, acts: Iterable[tuple[str, str, str]]) -> None:
        """Write many acts (action, subject, detail) into the audit chain at once."""
        audit.append_many(self.session, self.now, self.account, acts)

    def note_refused(self, refused: Iterable[tuple[str, str]]) -> None:
        """Write down what a rule kept out of the action while the rest was done: (subject, reason)."""
        self.note_many(act_refused(reason, subject) for subject, reason in refused)

    def dated(self, day: date) -> Work:
        """The same action with another day for what it books; UserError for a day to come, where people log in."""
        _require_come(day, self.now, self.attendance)
        return self if day == self.today else replace(self, today=day)


@dataclass(frozen=True)
class UnitOfWork:
    """Opens transactions on a data folder for one account; `vault` is None where the folder is not encrypted."""

    engine: Engine
    account: str
    shipped: Parameters
    clock: Clock = local_time
    attendance: Attendance | None = None
    vault: Vault | None = field(default=None, repr=False)

    @property
    def key(self) -> bytes | None:
        """The key of an encrypted folder's database."""
        return self.vault.key if self.vault else None

    def acting_as(self, account: str, attendance: Attendance | None = None) -> UnitOfWork:
        """The same folder for another account; `attendance` says when it gave its password."""
        return replace(self, account=account, attendance=attendance)

    @contextmanager
    def begin(self, *, on: date | None = None) -> Iterator[Work]:
        """A transaction that writes: all of it is stored, or nothing. `on` is the day of the action, today by default.

        UserError when the disk is full, and for a day to come where people log in: a plain folder, for demonstrations
        and checks, takes the day that it is given. A UserError that ends the action is written down as refused.
        """
        now = self.clock()
        try:
            _require_come(on or now.date(), now, self.attendance)
            with self._writing() as session, session.begin():
                read_only.guard(session, self.account)
                yield Work(session, self.account, now, on or now.date(), self.shipped, self.attendance)
        except StorageTrouble:
            raise  # of the disk, not of the deed; and there is nowhere to write it
        except UserError as error:
            with self._writing() as session:
                note_refusal(session, now, self.account, error.text)
            raise

    def note(self, action: str, subject: str = "", detail: str = "") -> None:
        """Write one act into the audit chain, in a transaction of its own."""
        with self.begin() as work:
            work.note(action, subject, detail)

    def _writing(self) -> Session:
        session = Session(self.engine, expire_on_commit=False)
        carry(session, seal_key(self.key))
        row_seals.seal_rows_of(session)
        return session

    @contextmanager
    def read(self) -> Iterator[Work]:
        """A transaction that only reads and keeps no writer waiting longer than it must."""
        now = self.clock()
        with self.engine.connect() as plain:
            connection = plain.execution_options(**{READING: True})
            with Session(connection) as session:
                carry(session, seal_key(self.key))
                yield Work(session, self.account, now, now.date(), self.shipped, self.attendance)


def _require_come(day: date, now: datetime, attendance: Attendance | None) -> None:
    if attendance is not None and day > now.date():
        raise UserError(f"办理日期 {day} 晚于今天，请改为实际办理日期。")
