"""预算执行: what a year has committed of its budget, paid and got back, by type."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.money.budget_sums import committed_by_type, recovered_by_type
from app.services.money.year_closing import frozen
from app.services.reports.figures import YearFigures
from app.services.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Execution:
    """Sums of a type in fen: committed in the year (a second instalment in its own year), paid, taken back."""

    title: str
    committed_fen: int
    paid_fen: int
    recovered_fen: int


def execution(work: Work, figures: YearFigures) -> tuple[Execution, ...]:
    """A line a type of money, in the order of the catalogue; a closed year as it was closed."""
    closed = frozen(work.session, figures.year)
    committed = closed.committed_by_type if closed else committed_by_type(work.session, figures.year)
    recovered = closed.recovered_by_type if closed else recovered_by_type(work.session, figures.year)
    return tuple(
        Execution(line.title, committed.get(line.key, 0), line.figures.paid_fen, recovered.get(line.key, 0))
        for line in figures.by_type
    )
