"""What a 政策测算 comes to, by type, year, month and standing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from app.services.policy.catalogue import CATALOGUE
from app.services.reports.costing_store import Bucket

ALL, DECIDED, OPEN = "合计", "已决定", "在办"


@dataclass(frozen=True)
class CostLine:
    """Cases of one kind: sums in fen as they are and as they would be; how many change, become eligible or cease to be."""

    label: str
    cases: int
    now_fen: int
    would_fen: int
    changed: int
    gained: int
    lost: int

    @property
    def difference_fen(self) -> int:
        """What it would cost more, in fen; negative when less."""
        return self.would_fen - self.now_fen


@dataclass(frozen=True)
class Costing:
    """The whole, and by type, year, month, and decided or open; `reckoned` cases were assessed anew."""

    total: CostLine
    by_type: tuple[CostLine, ...]
    by_year: tuple[CostLine, ...]
    by_month: tuple[CostLine, ...]
    by_standing: tuple[CostLine, ...]
    reckoned: int


class Sums:
    """Adds cases up by type, month and standing."""

    def __init__(self, untouched: Mapping[Bucket, tuple[int, int]]) -> None:
        """`untouched` are cases and fen that stay as they are."""
        self.buckets: dict[Bucket, list[int]] = defaultdict(lambda: [0] * 6)
        for bucket, (cases, fen) in untouched.items():
            self.buckets[bucket] = [cases, fen, fen, 0, 0, 0]

    def add(self, bucket: Bucket, now_fen: int, then_fen: int, *, was: bool, would_be: bool) -> None:
        """Add a case; `was` and `would_be` say whether it is eligible."""
        figures = self.buckets[bucket]
        figures[0] += 1
        figures[1] += now_fen
        figures[2] += then_fen
        if now_fen != then_fen or was != would_be:
            _count(figures, was != would_be, now_fen != then_fen, would_be)

    def move(self, bucket: Bucket, now_fen: int, then_fen: int, *, was: bool, would_be: bool) -> None:
        """Count what changes for a case that has been added."""
        figures = self.buckets[bucket]
        figures[2] += then_fen - now_fen
        _count(figures, was != would_be, now_fen != then_fen, would_be)


def _count(figures: list[int], turns: bool, differs: bool, would_be: bool, /) -> None:
    figures[3] += differs
    figures[4] += turns and would_be
    figures[5] += turns and not would_be


def as_costing(sums: Sums, reckoned: int) -> Costing:
    """The lines in the order of the catalogue and of time; kinds without cases are left out."""
    titles = {subsidy.code: subsidy.title for subsidy in CATALOGUE}
    by_type = _grouped(sums, lambda bucket: titles[bucket[0]])
    order = list(titles.values())
    return Costing(
        total=_line(ALL, sums.buckets.values()),
        by_type=tuple(sorted(by_type, key=lambda line: order.index(line.label))),
        by_year=_grouped(sums, lambda bucket: f"{bucket[1]}"),
        by_month=_grouped(sums, lambda bucket: f"{bucket[1]}-{bucket[2]:02d}"),
        by_standing=_grouped(sums, lambda bucket: DECIDED if bucket[3] else OPEN),
        reckoned=reckoned,
    )


def _grouped(sums: Sums, label: Callable[[Bucket], str]) -> tuple[CostLine, ...]:
    groups: dict[str, list[list[int]]] = defaultdict(list)
    for bucket, figures in sums.buckets.items():
        groups[label(bucket)].append(figures)
    return tuple(_line(name, groups[name]) for name in sorted(groups))


def _line(label: str, figures: Collection[list[int]]) -> CostLine:
    cases, now, would, changed, gained, lost = map(sum, zip(*figures, strict=True)) if figures else [0] * 6
    return CostLine(label, cases, now, would, changed, gained, lost)
