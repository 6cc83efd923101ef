"""Wrong passwords at a closed encrypted folder: counted beside the database, as it cannot be written before it is open.

The file holds no names, only labels made from them. What it counted is written into the audit chain by the next login.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from app.services.storage.beside import save_bytes

NAME = "yeji.tries"
_MOST = 200  # names that are remembered; somebody may try any number of them


@dataclass(frozen=True)
class Allowed:
    """How many wrong passwords in a row lock an account, for how many minutes; 0 of either never does."""

    failures: int
    minutes: int


@dataclass(frozen=True)
class Tally:
    """Of one name: wrong passwords in a row, until when it is locked, and when the not yet audited ones were given."""

    row: int = 0
    until: datetime | None = None
    untold: tuple[datetime, ...] = ()

    def locked(self, now: datetime) -> bool:
        """Whether no password is looked at."""
        return self.until is not None and now < self.until


@dataclass
class Tries:
    """The file of a data folder; a file that cannot be understood counts as empty."""

    folder: Path
    allowed: Allowed
    _tallies: dict[str, Tally] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the file; what it says of how many are allowed goes before what was given."""
        try:
            read = json.loads((self.folder / NAME).read_text(encoding="utf-8"))
            self.allowed = Allowed(int(read["failures"]), int(read["minutes"]))
            self._tallies = {label: _tally(one) for label, one in read["names"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._tallies = {}

    def of(self, name: str) -> Tally:
        """What is counted of a name."""
        return self._tallies.get(_label(name), Tally())

    def wrong(self, name: str, now: datetime) -> Tally:
        """Count a wrong password; UserError when that cannot be written down."""
        before = self.of(name)
        row = 1 if before.until is not None else before.row + 1
        locks = bool(self.allowed.failures and self.allowed.minutes) and row >= self.allowed.failures
        until = now + timedelta(minutes=self.allowed.minutes) if locks else None
        self._tallies.pop(_label(name), None)
        self._tallies[_label(name)] = Tally(row, until, (*before.untold, now)[-_MOST:])
        self._save()
        return self.of(name)

    def forgive(self, name: str) -> None:
        """The right password was given, or an administrator unlocks: nothing is counted any more."""
        if self._tallies.pop(_label(name), None) is not None:
            self._save()

    def told(self, allowed: Allowed) -> None:
        """All has been written into the audit chain; from now on so many are allowed."""
        kept = {label: replace(one, untold=()) for label, one in self._tallies.items()}
        if (kept, allowed) != (self._tallies, self.allowed):
            self._tallies, self.allowed = kept, allowed
            self._save()

    @property
    def waiting(self) -> bool:
        """Whether anything is to be audited."""
        return any(one.untold for one in self._tallies.values())

    def untold(self, names: list[str]) -> list[tuple[str, Tally]]:
        """What is to be audited, by name; of names that are no accounts together under an empty one."""
        by_label = {_label(name): name for name in names}
        return [(by_label.get(label, ""), one) for label, one in self._tallies.items() if one.untold]

    def _save(self) -> None:
        names = {
            label: {
                "row": one.row,
                "until": one.until.isoformat() if one.until else None,
                "untold": [moment.isoformat() for moment in one.untold],
            }
            for label, one in list(self._tallies.items())[-_MOST:]
        }
        content = {"failures": self.allowed.failures, "minutes": self.allowed.minutes, "names": names}
        save_bytes(self.folder / NAME, (json.dumps(content, indent=1) + "\n").encode())


def _tally(read: dict[str, str | int | list[str] | None]) -> Tally:
    until, untold = read["until"], read["untold"]
    if not isinstance(read["row"], int) or not isinstance(untold, list) or not isinstance(until, str | None):
        raise TypeError(read)
    moments = tuple(datetime.fromisoformat(one) for one in untold)
    return Tally(read["row"], datetime.fromisoformat(until) if until else None, moments)


def _label(name: str) -> str:
    return sha256(b"yeji tries " + name.encode()).hexdigest()[:32]
