"""What checks see: what each case states, what lists, registers and the course say of it, and what a check finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from app.services.policy.months import Month

MOST_OTHERS = 50
"""So many other cases a finding keeps; a mark shared by thousands names the first ones and their count."""
MOST_NAMED = 3


class Span(NamedTuple):
    """Months from one to another, both counted; None is open on that side."""

    first: Month | None
    last: Month | None

    def meets(self, other: Span) -> bool:
        """Whether the two have a month in common."""
        starts = self.last is None or other.first is None or other.first <= self.last
        return starts and (other.last is None or self.first is None or self.first <= other.last)

    @property
    def text(self) -> str:
        """The span as people write it: 2024-01 至 2024-06."""
        if self.first is None and self.last is None:
            return "起止不详"
        if self.first == self.last:
            return str(self.first)
        return f"{self.first or '不详'} 至 {self.last or '今'}"


class Stated(NamedTuple):
    """One case that counts (neither closed nor revoked in full), as checks see it; sums in fen, empty text for nothing."""

    case_id: int
    number: str
    code: str
    state: str
    applied_on: date
    applicant: str  # whoever is paid
    to_person: bool
    person: str  # identity number
    person_name: str
    unit: str  # credit code
    unit_name: str
    batch: int | None = None
    batch_row: str = ""
    phone: str = ""
    account: str = ""
    account_name: str = ""
    certificate: str = ""
    invoice: str = ""
    funded: bool = False
    wages: int | None = None
    claimed: Span | None = None  # the months or the class asked for
    employed: Span | None = None  # when the person worked at the unit, as the case states it
    paid_fen: int = 0
    paid_on: date | None = None  # the last payment

    @property
    def period(self) -> Span:
        """What the case is about: the months claimed, else those employed, else the month of the application."""
        applied = Month.of(self.applied_on)
        return self.claimed or self.employed or Span(applied, applied)


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a list from elsewhere."""

    list_id: int
    kind: str
    list_date: date
    source: str
    person: str
    name: str
    unit: str
    start: date | None
    end: date | None
    detail: str = ""

    @property
    def span(self) -> Span:
        """The months that the row speaks of."""
        return Span(Month.of(self.start) if self.start else None, Month.of(self.end) if self.end else None)

    @property
    def place(self) -> str:
        """The list by name, date and source."""
        return f"{self.kind}名单（{self.list_date}，{self.source}）"


@dataclass(frozen=True, slots=True)
class Cheat:
    """An entry of 违规申领台账; `start` to `end` is its ban, cut short by a lifting; `excepted` are cases let through."""

    entry_id: int
    party: str  # identity number or credit code
    name: str
    on_day: date
    authority: str = ""
    start: date | None = None
    end: date | None = None
    excepted: frozenset[int] = frozenset()

    def bans(self, day: date) -> bool:
        """Whether the ban is in force on a day."""
        return self.start is not None and self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed on a case after its review; `last_id` is the last change."""

    case_id: int
    last_id: int
    reviewed_on: date
    reviewer: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Investigated:
    """A case under investigation, or found a fraud, with the clawback that says so."""

    clawback: str
    case: Stated
    fraud: bool = False


@dataclass(frozen=True)
class Evidence:
    """Everything that checks look at. Complete for every key that one of the cases in question holds."""

    today: date
    cases: Sequence[Stated]
    listed: Mapping[str, Sequence[Listed]] = field(default_factory=dict)  # by identity number
    cheats: Mapping[str, Sequence[Cheat]] = field(default_factory=dict)  # by identity number or credit code
    changed: Sequence[Changed] = ()
    investigated: Sequence[Investigated] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found on a case: `key` names the ground, `seen` what exactly; both make its mark."""

    case_id: int
    key: str
    text: str
    seen: str = ""
    others: tuple[str, ...] = ()
    blocks: bool | None = None  # None: as the check says
    list_id: int | None = None

    @property
    def mark(self) -> str:
        """What makes two findings of a check on a case the same."""
        return f"{self.key}#{self.seen}"


def digest_of(parts: Sequence[str]) -> str:
    """Many parts as one short mark, whatever their order."""
    return sha256("\n".join(sorted(set(parts))).encode()).hexdigest()[:16]


def named(cases: Sequence[Stated], total: int | None = None) -> str:
    """Other cases for a text: applicant and number of the first ones, and how many there are."""
    count = len(cases) if total is None else total
    shown = "、".join(f"{one.person_name or one.applicant}（{one.number}）" for one in cases[:MOST_NAMED])
    return f"{shown} 等 {count} 件" if count > MOST_NAMED else shown


def numbers(cases: Sequence[Stated]) -> tuple[str, ...]:
    """The numbers that a finding keeps of other cases."""
    return tuple(one.number for one in cases[:MOST_OTHERS])
