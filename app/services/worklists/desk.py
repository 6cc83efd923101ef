"""The desk: what waits for an account, what is late, how the year stands, and what a new office has still to set up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from app.models import Account, Case, ParameterEntry
from app.services.cases.course import State
from app.services.doubts.open_doubts import open_count
from app.services.money.budget_views import YearBudget, year_budget
from app.services.policy.catalogue import CATALOGUE
from app.services.reports.figures import YearFigures, year_figures
from app.services.unit_of_work import UnitOfWork, Work
from app.services.worklists import queue
from app.services.worklists.queue_conditions import primary_move
from app.services.worklists.queue_query import CaseQuery, Condition, Facet, Limit, Test
from app.services.worklists.waiting_for import WaitsFor, limit_counts, waits_for


class SetUp(StrEnum):
    """What a new office does first, each once; in this order."""

    CONFIRM = "confirm"
    ACCOUNTS = "accounts"
    STANDARDS = "standards"
    BUDGET = "budget"
    TEMPLATES = "templates"
    IMPORT = "import"


@dataclass(frozen=True)
class Standing:
    """What the frame of the window shows: how many wait on which page, and whether 发布日期 is confirmed."""

    counts: tuple[tuple[str, int], ...]
    confirmed: bool


@dataclass(frozen=True)
class Pile:
    """Cases in a state whose next step, `step` in words, this account may take; counted up to 1,001."""

    state: State
    step: str
    count: int


@dataclass(frozen=True)
class Desk:
    """All that the first page shows; `due_today` are this account's own."""

    piles: tuple[Pile, ...]
    overdue: int
    due_today: int
    warned: int
    year: YearFigures
    budget: YearBudget
    to_set_up: tuple[SetUp, ...]
    limits: tuple[tuple[Limit, int], ...] = ()
    waiting: tuple[WaitsFor, ...] = ()


def standing(uow: UnitOfWork) -> Standing:
    """What waits, page by page, and whether the banner is needed."""
    waiting = queue.waiting_counts(uow)
    with uow.read() as work:
        confirmed = work.parameters.at(work.today).confirmed
        late = _overdue(work)
        doubtful = open_count(work.session, queue.CAP)
    counts = (
        ("desk", late),
        ("queue", waiting.mine),
        ("doubts", doubtful),
        ("countersign", waiting.countersign),
        ("publicity", waiting.publicity),
        ("payments", waiting.payments),
    )
    return Standing(counts, confirmed)


def desk(uow: UnitOfWork) -> Desk:
    """Read the desk of the account as it stands today."""
    piles = tuple(pile for state in State if (pile := _pile(uow, state)) is not None)
    warned = queue.count(uow, CaseQuery(Facet.WARNED))
    limits, waiting = limit_counts(uow), waits_for(uow)
    with uow.read() as work:
        today = CaseQuery(Facet.MINE, conditions=(Condition("due_on", Test.IS, work.today),))
        due_today = queue.count(uow, today)
        year = year_figures(work, work.today.year)
        budget = year_budget(work, work.today.year)
        return Desk(piles, _overdue(work), due_today, warned, year, budget, _to_set_up(work, budget), limits, waiting)


def _pile(uow: UnitOfWork, state: State) -> Pile | None:
    move = primary_move(state)
    if move is None:
        return None
    count = queue.count(uow, CaseQuery(Facet.MINE, state=state))
    return Pile(state, move.label, count) if count else None


def _overdue(work: Work) -> int:
    """How many cases of the office are past their limit, counted up to 1,001."""
    late = select(Case.id).where(Case.due_on < work.today).limit(queue.CAP + 1).subquery()
    return work.session.execute(select(func.count()).select_from(late)).scalar_one()


def _to_set_up(work: Work, budget: YearBudget) -> tuple[SetUp, ...]:
    """What has not been done yet; none once cases have come in and everything else is there."""
    session, today = work.session, work.parameters.at(work.today)
    someone = session.execute(select(func.count()).select_from(Account).where(Account.active)).scalar_one() > 1
    entered = {name for (name,) in session.execute(select(ParameterEntry.name).distinct())}
    local = {standard.name for subsidy in CATALOGUE for standard in subsidy.standards if standard.local}
    cases = session.execute(select(Case.id).limit(1)).first() is not None
    open_ones = {
        SetUp.CONFIRM: not today.confirmed,
        SetUp.ACCOUNTS: not someone,
        SetUp.STANDARDS: bool(local - entered),
        SetUp.BUDGET: budget.limited and not budget.entered,
        SetUp.TEMPLATES: not cases,
        SetUp.IMPORT: not cases,
    }
    return tuple(step for step, is_open in open_ones.items() if is_open)
