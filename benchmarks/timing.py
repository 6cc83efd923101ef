"""How the figures are taken and said: work of the processor, which other programs do not lengthen, and one line each."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

TRIES = 7


@dataclass(frozen=True)
class Line:
    """A figure, its limit, and what it was held against where it is a ratio (`bare`, the same work done bare)."""

    name: str
    found: float
    limit: float | None
    unit: str
    bare: float | None = None

    @property
    def kept(self) -> bool:
        """Whether it is within its limit."""
        return self.limit is None or self.found <= self.limit

    def __str__(self) -> str:
        bare = "" if self.bare is None else f"  bare {self.bare:9.2f} {self.unit}"
        red = "" if self.kept else "  RED"
        limit = "no limit" if self.limit is None else f"limit {self.limit:.2f} {self.unit}"
        return f"{self.name:44} {self.found:9.2f} {self.unit:2}  [{limit}]{bare}{red}"


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of work of one run."""
    started = process_time()
    work()
    return (process_time() - started) * 1000


def best(work: Callable[[], object], tries: int = TRIES) -> float:
    """The least milliseconds of work of some runs; the first only warms up."""
    work()
    gc.collect()
    return min(spent(work) for _ in range(tries))
