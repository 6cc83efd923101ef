"""What may be asked of the list of cases, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.services.cases.course import State


class Facet(StrEnum):
    """The buttons above the list."""

    MINE = "mine"
    ALL = "all"
    OVERDUE = "overdue"
    WARNED = "warned"

    @property
    def label(self) -> str:
        """The facet as the office calls it."""
        return {"mine": "待我办", "all": "全部", "overdue": "逾期", "warned": "有疑点"}[self.value]


class Limit(StrEnum):
    """A time limit that a case is at or past."""

    TODAY = "today"
    OVERDUE = "overdue"
    SUPPLEMENT = "supplement"
    DEFERRED = "deferred"
    DEEMED = "deemed"

    @property
    def label(self) -> str:
        """The limit as the office calls it."""
        return LIMIT_LABELS[self]


LIMIT_LABELS = dict(zip(Limit, ("今日到期", "逾期", "补正逾期", "容缺逾期", "视为受理"), strict=True))


class Test(StrEnum):
    """How a condition compares; `from` and `to` include their value."""

    CONTAINS = "contains"
    IS = "is"
    FROM = "from"
    TO = "to"


@dataclass(frozen=True)
class Condition:
    """One condition on a column of the list; money in fen."""

    column: str
    test: Test
    value: str | int | date


@dataclass(frozen=True)
class CaseQuery:
    """Which cases, in which order. Empty values ask nothing; sort "" is by due date, for all cases the newest first."""

    facet: Facet = Facet.ALL
    code: str = ""
    state: State | None = None
    township: str = ""
    year: int | None = None
    batch: str = ""
    limit: Limit | None = None
    text: str = ""
    conditions: tuple[Condition, ...] = ()
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True)
class Cursor:
    """Where the next page begins: behind this value and id; `blanks` once the rows without a value are reached."""

    blanks: bool
    value: str | int | date | None
    id: int


class QueueRow(NamedTuple):
    """A case in the list; `payable_fen` is what was granted once `granted`, before that a forecast.

    `person` is whom it is about, also where a unit applies; `doubted` has an open doubt; `stopped` is what stops approval or payment, in a word.
    """

    number: str
    applicant: str
    person: str
    identity: str
    unit: str
    title: str
    state: State
    payable_fen: int
    granted: bool
    eligible: bool
    due_on: date | None
    township: str
    applied_on: date
    version: int
    warned: bool
    held: bool
    doubted: bool
    stopped: str


@dataclass(frozen=True)
class QueuePage:
    """A page of the list, and where the next begins; None at the end."""

    rows: tuple[QueueRow, ...]
    next: Cursor | None
