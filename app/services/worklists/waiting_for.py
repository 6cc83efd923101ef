"""What is due and whom it waits for: by role, and by the person who has it in hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select

from app.models import Account, AccountRole, Case, CaseStep
from app.services.cases.course import State
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork, Work
from app.services.worklists import queue
from app.services.worklists.queue_conditions import primary_move
from app.services.worklists.queue_query import CaseQuery, Limit

NOBODY = ""


@dataclass(frozen=True, slots=True)
class WaitsFor:
    """Cases that wait for a role: for the person who last had them in hand, or nobody yet (an empty name)."""

    role: Role
    person: str
    cases: int
    today: int
    overdue: int


def waits_for(uow: UnitOfWork) -> tuple[WaitsFor, ...]:
    """Every open case counted once, by role in the order of the course; most overdue first."""
    with uow.read() as work:
        sums: dict[tuple[Role, str], list[int]] = defaultdict(lambda: [0, 0, 0])
        for state in State:
            move = primary_move(state)
            if move is None:
                continue
            role = move.roles[0]
            for person, *counts in work.session.execute(_in_hand(work, state, role)):
                for place, count in enumerate(counts):
                    sums[role, person or NOBODY][place] += count
    found = [WaitsFor(role, person, *counts) for (role, person), counts in sums.items()]
    order = list(Role)
    return tuple(sorted(found, key=lambda one: (order.index(one.role), -one.overdue, -one.cases, one.person)))


def _in_hand(work: Work, state: State, role: Role) -> Select[*tuple[str, int, int, int]]:
    """Cases in a state by the holder of the role who took the last step of each."""
    holders = (
        select(Account.name)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(AccountRole.role == role.value, Account.active)
    )
    last = (
        select(CaseStep.account)
        .where(CaseStep.case_id == Case.id, CaseStep.account.in_(holders))
        .order_by(CaseStep.id.desc())
        .limit(1)
        .correlate(Case)
        .scalar_subquery()
    )
    standing = select(last.label("person"), Case.due_on).where(Case.state == state.value, Case.due_on.is_not(None))
    rows = standing.subquery()
    return select(
        func.coalesce(rows.c.person, NOBODY),
        func.count(),
        func.coalesce(func.sum(case((rows.c.due_on == work.today, 1), else_=0)), 0),
        func.coalesce(func.sum(case((rows.c.due_on < work.today, 1), else_=0)), 0),
    ).group_by(rows.c.person)


def limit_counts(uow: UnitOfWork) -> tuple[tuple[Limit, int], ...]:
    """How many cases of the office there are under each limit, counted up to 1,001."""
    return tuple((limit, queue.count(uow, CaseQuery(limit=limit))) for limit in Limit)
