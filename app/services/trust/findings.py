"""What a check found, by name: how often, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

T = TypeVar("T")
_TOLD = 5
_MOST = 1_000


@dataclass(frozen=True)
class Check(Generic[T]):
    """A rule that the data must keep: its name in Chinese, what to do when they do not, and what finds where."""

    name: str
    advice: str
    find: Callable[[T], Iterable[str]]

    def found_in(self, what: T) -> Finding | None:
        """What is wrong, one Chinese sentence a place, a thousand at most; None when all is well."""
        problems = tuple(islice(self.find(what), _MOST))
        return Finding(self.name, self.advice, problems) if problems else None


@dataclass(frozen=True)
class Finding:
    """A rule that does not hold, with each place where it does not."""

    name: str
    advice: str
    problems: tuple[str, ...]

    @property
    def count(self) -> int:
        """In how many places, counted to a thousand."""
        return len(self.problems)

    @property
    def head(self) -> str:
        """Name, count and advice as one Chinese sentence."""
        count = f"{_MOST:,} 处以上" if self.count >= _MOST else f"{self.count:,} 处"
        return f"{self.name}：{count}，{self.advice}"

    def told(self, most: int = _TOLD) -> tuple[str, ...]:
        """The head, then the first places."""
        rest = self.count - most
        return (self.head, *self.problems[:most], *([f"另有 {rest:,} 处。"] if rest > 0 else []))


def findings(checks: Iterable[Check[T]], what: T) -> tuple[Finding, ...]:
    """What all the checks found."""
    return tuple(found for check in checks if (found := check.found_in(what)))
