"""A year's figures: what was applied for, decided, paid and is still owed, by type, month, township and unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from operator import add

from sqlalchemy import func, select

from app.models import Case, Unit
from app.services.clawbacks.year_changes import Span
from app.services.errors import UserError
from app.services.policy.catalogue import CATALOGUE
from app.services.reports import year_counts
from app.services.reports.year_counts import Cell
from app.services.unit_of_work import UnitOfWork, Work

NO_TOWNSHIP = "未填"
NO_UNIT = "无单位（个人）"
TOWNSHIPS = "乡镇街道"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of cases, and sums in fen. `open` and `pending_fen` are as at the day of the figures, the rest of the year."""

    applied: int = 0
    approved: int = 0
    refused: int = 0
    open: int = 0
    granted_fen: int = 0
    paid_fen: int = 0
    pending_fen: int = 0
    recovered_fen: int = 0

    def __add__(self, other: Figures) -> Figures:
        """Both together."""
        return Figures(*map(add, self.values, other.values))

    @property
    def values(self) -> tuple[int, ...]:
        """All of them, in order."""
        return (
            *(self.applied, self.approved, self.refused, self.open),
            *(self.granted_fen, self.paid_fen, self.pending_fen, self.recovered_fen),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table. `key` is the code of the type, the month's number, the township, or the unit's credit code."""

    key: str
    title: str
    figures: Figures
    township: str = ""  # of a unit


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures of a year as at a day: its 31 December, or today when that is earlier."""

    year: int
    as_at: date
    by_type: tuple[Line, ...]
    by_month: tuple[Line, ...]
    by_township: tuple[Line, ...]
    by_unit: tuple[Line, ...]
    services: tuple[Line, ...]  # types without money

    @property
    def total(self) -> Figures:
        """All types of money together."""
        return total_of(self.by_type)


def total_of(lines: Iterable[Line]) -> Figures:
    """The last line of a table."""
    return sum((line.figures for line in lines), Figures())


def span_of(work: Work, year: int) -> Span:
    """The days of a year and the day its figures are as at; UserError for a year that has not begun."""
    if not 2000 <= year <= work.today.year:
        raise UserError(f"{year} 年没有可统计的数据，请改选 2000 年至 {work.today.year} 年之间的年度。")
    return Span(date(year, 1, 1), date(year, 12, 31), min(date(year, 12, 31), work.today), work.today)


def year_figures(work: Work, year: int) -> YearFigures:
    """The figures of a year within an action under way; UserError for a year that has not begun."""
    span = span_of(work, year)
    cells = [(cell, _figures(cell)) for cell in year_counts.cells(work.session, span)]
    services = {subsidy.code for subsidy in CATALOGUE if not subsidy.money}
    money = [(cell, figures) for cell, figures in cells if cell.code not in services]
    return YearFigures(
        year=year,
        as_at=span.cutoff,
        by_type=_by_type(cells, money=True),
        by_month=_by_month(work, span, money),
        by_township=_by_township(work, span.cutoff, _gathered(money, lambda cell: cell.township)),
        by_unit=_by_unit(work, _gathered(money, lambda cell: cell.unit_id)),
        services=_by_type(cells, money=False),
    )


def annual_overview(uow: UnitOfWork, year: int) -> YearFigures:
    """The figures of a year for the report page; UserError for a year that has not begun."""
    with uow.read() as work:
        return year_figures(work, year)


def reported_years(uow: UnitOfWork) -> tuple[int, ...]:
    """The years since the first application, newest first; the present one in any case."""
    with uow.read() as work:
        day = work.session.execute(select(func.min(Case.applied_on))).scalar_one()
        first = day.year if day else work.today.year
        return tuple(range(work.today.year, max(first, 2000) - 1, -1))


def _figures(cell: Cell) -> Figures:
    return Figures(
        applied=cell.applied,
        approved=cell.approved,
        refused=sum(cell.refused_by_month.values()),
        open=cell.open,
        granted_fen=cell.granted_fen,
        paid_fen=sum(cell.paid_by_month.values()),
        pending_fen=cell.committed_fen - cell.settled_fen,
        recovered_fen=sum(cell.recovered_by_month.values()),
    )


def _gathered(cells: Iterable[tuple[Cell, Figures]], key: Callable[[Cell], object]) -> dict[object, Figures]:
    gathered: dict[object, tuple[int, ...]] = {}
    for cell, figures in cells:
        before = gathered.get(key(cell))
        gathered[key(cell)] = tuple(map(add, before, figures.values)) if before else figures.values
    return {mark: Figures(*values) for mark, values in gathered.items()}


def _by_type(cells: Iterable[tuple[Cell, Figures]], *, money: bool) -> tuple[Line, ...]:
    found = _gathered(cells, lambda cell: cell.code)
    return tuple(
        Line(subsidy.code, subsidy.title, found.get(subsidy.code, Figures()))
        for subsidy in CATALOGUE
        if subsidy.money is money
    )


def _by_month(work: Work, span: Span, cells: Iterable[tuple[Cell, Figures]]) -> tuple[Line, ...]:
    """Twelve lines; what is open or owed belongs to a day and is not in them."""
    services = [subsidy.code for subsidy in CATALOGUE if not subsidy.money]
    found = dict.fromkeys(range(1, 13), Figures())

    def count(month: str | None, figures: Figures) -> None:
        if month is not None:
            found[int(month[5:])] += figures

    for one in year_counts.months(work.session, span, without=services):
        count(one.applied, Figures(applied=one.cases))
        count(one.approved, Figures(approved=one.cases, granted_fen=one.granted_fen or 0))
    refused, paid, recovered = Counter[str](), Counter[str](), Counter[str]()
    for cell, _ in cells:
        refused.update(cell.refused_by_month)
        paid.update(cell.paid_by_month)
        recovered.update(cell.recovered_by_month)
    for month in {*refused, *paid, *recovered}:
        count(month, Figures(refused=refused[month], paid_fen=paid[month], recovered_fen=recovered[month]))
    return tuple(Line(str(month), f"{month}月", figures) for month, figures in found.items())


def _by_township(work: Work, day: date, found: dict[object, Figures]) -> tuple[Line, ...]:
    """The office's list in its order, then names that it no longer has, then cases that name none."""
    listed = work.parameters.at(day).lists().get(TOWNSHIPS, ())
    others = sorted(str(name) for name in found if name and name not in listed)
    lines = [Line(name, name, found.get(name, Figures())) for name in (*listed, *others)]
    if "" in found:
        lines.append(Line("", NO_TOWNSHIP, found[""]))
    return tuple(lines)


def _by_unit(work: Work, found: dict[object, Figures]) -> tuple[Line, ...]:
    """Units with anything to show, the largest sums first, then cases without a unit."""
    units = work.session.execute(select(Unit.id, Unit.credit_code, Unit.name, Unit.township))
    lines = [
        Line(code, name, found[key], township)
        for key, code, name, township in units
        if found.get(key, Figures()) != Figures()
    ]
    lines.sort(key=lambda line: (-line.figures.granted_fen, -line.figures.applied, line.title, line.key))
    if None in found:
        lines.append(Line("", NO_UNIT, found[None]))
    return tuple(lines)
