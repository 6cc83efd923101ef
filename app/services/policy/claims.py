"""What a case takes for itself: keys that nobody may take twice, and the grounds it shares with other cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from app.services.policy.months import Month


class Claim(NamedTuple):
    """A key that only one case may hold: within `scope` (a type, or types that count together) once.

    `tally` names what months are counted under where a limit of months exists.
    """

    scope: str
    key: str
    what: str
    tally: str = ""


class Combine(Enum):
    """How the cases of one type add up to E(T)."""

    SUM = "sum"
    HIGHEST = "highest"
    CAP = "cap"  # no group of types: what was given counts against a ceiling of the rule itself


@dataclass(frozen=True)
class Pool:
    """Cases that rest on the same ground: a group of no duplicate benefit (十.1), or a ceiling of one rule."""

    name: str
    label: str
    combine: Combine


class Ground(NamedTuple):
    """One key of a pool."""

    pool: Pool
    key: str


class Keys(NamedTuple):
    """What a case takes for itself, and the grounds it rests on."""

    claims: tuple[Claim, ...]
    grounds: tuple[Ground, ...]


def joined(*parts: str) -> str:
    """Parts of a key as one text; upper case, so that x and X are one number."""
    return "|".join(parts).upper()


class Tally(NamedTuple):
    """What months are counted under, within a scope."""

    scope: str
    key: str


def months_claimed(tally: Tally, who: str, start: Month, end: Month) -> Iterator[Claim]:
    """A claim a month, both ends counted: no month of a person twice; all counted under the tally."""
    owner = joined(who, "")
    for step in range(start.until(end)):
        month = str(start.plus(step))
        yield Claim(tally.scope, owner + month, f"{month} 月份", tally.key)
