"""预算执行: what a year's approvals commit of it and what was paid, by type."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import extract, func, select

from app.models import Case, CaseInstalment
from app.models.cases import GRANTED
from app.services.figures import YearFigures
from app.services.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Execution:
    """Sums of a type in fen: committed in the year (a second instalment in its own year), paid, taken back."""

    title: str
    committed_fen: int
    paid_fen: int
    recovered_fen: int


def execution(work: Work, figures: YearFigures) -> tuple[Execution, ...]:
    """A line a type of money, in the order of the catalogue."""
    committed = _committed(work, figures)
    return tuple(
        Execution(line.title, committed.get(line.key, 0), line.figures.paid_fen, line.figures.recovered_fen)
        for line in figures.by_type
    )


def _committed(work: Work, figures: YearFigures) -> dict[str, int]:
    rows = work.session.execute(
        select(Case.code, func.sum(CaseInstalment.amount_fen).label("committed"))
        .join(CaseInstalment, CaseInstalment.case_id == Case.id)
        .where(
            Case.state.in_(GRANTED),
            Case.decided_on <= figures.as_at,
            extract("year", Case.decided_on) + CaseInstalment.years_after == figures.year,
        )
        .group_by(Case.code)
    )
    return {row.code: row.committed for row in rows}
