"""补正: what is missing is asked for at once, and by when it must come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.models import Case, Supplement
from app.services.calendar.limits import due_on
from app.services.cases.case_materials import Handed, lines_of
from app.services.cases.course import State
from app.services.cases.dossiers import definition, facts_of, fetch
from app.services.cases.orders import Action
from app.services.unit_of_work import UnitOfWork, Work


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: what for, when, by when, and when it was answered."""

    items: tuple[str, ...]
    asked_on: date
    due_on: date | None
    closed_on: date | None
    account: str


def proposed(uow: UnitOfWork, number: str) -> tuple[str, ...]:
    """What may be asked for, a sentence each: materials that are wanting, then questions without an answer."""
    with uow.read() as work:
        return tuple(_wanting(work, fetch(work.session, number)))


def _wanting(work: Work, case: Case) -> Iterator[str]:
    for line in lines_of(work, case):
        one = line.material
        if line.handed is Handed.MISSING:
            yield f"补交{one.name}（{one.form.value}，{one.copies} 份）"
        elif line.handed is Handed.DEFERRED and case.state != State.DRAFT:
            yield f"补交容缺材料{one.name}（{one.form.value}，{one.copies} 份，原定 {line.due_on} 前补交）"
    for question in definition(case).wanting(facts_of(case)):
        yield f"补填{question.label}"


def open_request(action: Action) -> None:
    """Store what is asked for: the items of the order, else all that is known to be wanting and the reason."""
    work, case, order = action.work, action.case, action.order
    known = _wanting(work, case) if case.state == State.DRAFT else ()
    items = order.items or tuple(dict.fromkeys((*known, order.reason)))
    work.session.add(
        Supplement(
            case_id=case.id,
            asked_on=work.today,
            due_on=due_on(work, State.SUPPLEMENT, work.today),
            items=json.dumps(items, ensure_ascii=False),
            at=work.now,
            account=work.account,
        )
    )


def close_request(work: Work, case: Case) -> None:
    """What was asked for has come, or is asked for no more."""
    query = select(Supplement).where(Supplement.case_id == case.id, Supplement.closed_on.is_(None))
    for row in work.session.execute(query).scalars():
        row.closed_on = work.today


def requests_of(work: Work, case_id: int) -> tuple[Asked, ...]:
    """Every request of a case, the first first."""
    query = select(Supplement).where(Supplement.case_id == case_id).order_by(Supplement.id)
    return tuple(
        Asked(tuple(json.loads(row.items)), row.asked_on, row.due_on, row.closed_on, row.account)
        for row in work.session.execute(query).scalars()
    )
