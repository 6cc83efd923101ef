"""Cases not yet decided, assessed again when what they are measured by has changed: other cases of their keys, or a standard."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, and_, select, union
from sqlalchemy.orm import aliased

from app.models import Case, CaseClaim, CaseGround
from app.models.cases import CLOSED, GRANTED
from app.services.cases.dossiers import refresh
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.standards import PUBLISHED, SHARED, Entry
from app.services.unit_of_work import Work

OPEN = Case.state.not_in((*CLOSED, *GRANTED))


def look_beside(work: Work, case: Case) -> None:
    """Assess the accepted open cases of a case's keys and grounds again, in the order in which they were accepted."""
    wanted = (OPEN, Case.accepted_order.is_not(None), Case.id != case.id, Case.id.in_(_beside(case)))
    _refresh(work, select(Case.id).where(*wanted))


def look_again(work: Work, entries: Iterable[Entry]) -> None:
    """Assess the open cases again that newly entered values may touch: of their types, applied for since their first day."""
    starts: dict[str, date] = {}
    for entry in entries:
        for code in _touched(entry.name):
            starts[code] = min(entry.start, starts.get(code, entry.start))
    for code, start in starts.items():
        _refresh(work, select(Case.id).where(OPEN, Case.code == code, Case.applied_on >= start))


def _beside(case: Case) -> Select[int]:
    """The ids of the cases that name a key of a case, count months with it, or rest on a ground of it."""
    claim, ground = aliased(CaseClaim), aliased(CaseGround)
    same_key = and_(claim.scope == CaseClaim.scope, claim.key == CaseClaim.key)
    same_tally = and_(claim.tally != "", claim.tally == CaseClaim.tally, claim.scope == CaseClaim.scope)
    same_ground = and_(ground.key == CaseGround.key, ground.pool == CaseGround.pool)
    found = union(
        select(CaseClaim.case_id).join(claim, same_key).where(claim.case_id == case.id),
        select(CaseClaim.case_id).join(claim, same_tally).where(claim.case_id == case.id, CaseClaim.tally != ""),
        select(CaseGround.case_id).join(ground, same_ground).where(ground.case_id == case.id),
    ).subquery()
    return select(found.c.case_id)


def _refresh(work: Work, query: Select[int]) -> None:
    ordered = query.order_by(Case.accepted_order.is_(None), Case.accepted_order, Case.id)
    for case_id in list(work.session.scalars(ordered)):
        refresh(work, work.session.get_one(Case, case_id))


def _touched(name: str) -> Iterable[str]:
    """The types whose outcome may change with a value of this name."""
    if name == PUBLISHED or name.startswith(SHARED):
        return (subsidy.code for subsidy in CATALOGUE)
    return (one.code for one in CATALOGUE if name in {*one.looked_up, *(standard.name for standard in one.standards)})
