"""What else the party of a case has: cases of the same person, unit, account, certificate or phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.models import Case, CaseGround, Doubt
from app.models.cases import CLOSED, GRANTED
from app.services.cases.course import State
from app.services.cases.dossiers import facts_of, fetch
from app.services.doubts.open_doubts import OPEN
from app.services.doubts.running import run
from app.services.policy.catalogue import BY_CODE
from app.services.unit_of_work import UnitOfWork, Work

ACCOUNT, CERTIFICATE = "account_number", "certificate"
MARK = "party-investigated"
"""The doubt that marks an open case of a party under investigation."""
LIMIT = 500
"""So many related cases are listed: open ones first, then the latest."""


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """Another case of the party, what ties it to this one, and how it stands; sums in fen."""

    number: str
    title: str
    applicant: str
    unit: str
    state: str
    ties: tuple[str, ...]
    granted_fen: int | None
    is_open: bool


def related_cases(uow: UnitOfWork, case: str) -> tuple[RelatedCase, ...]:
    """The other cases of the person, unit, account or certificate of a case, and of its no-duplicate keys."""
    with uow.read() as work:
        return tuple(related_in(work, fetch(work.session, case)))


def related_in(work: Work, case: Case) -> Iterator[RelatedCase]:
    """The same within an action under way."""
    ties = _all_ties(case)
    rank = (Case.state.in_((*GRANTED, *CLOSED)), Case.id.desc())
    wanted = select(Case, *ties.values()).where(or_(*ties.values()), Case.id != case.id).order_by(*rank).limit(LIMIT)
    for other, *found in work.session.execute(wanted):
        yield RelatedCase(
            number=other.number,
            title=BY_CODE[other.code].title,
            applicant=other.applicant,
            unit=other.unit_name,
            state=State(other.state).label,
            ties=tuple(tie for tie, yes in zip(ties, found, strict=True) if yes),
            granted_fen=other.granted_fen,
            is_open=other.state not in (*GRANTED, *CLOSED),
        )


def _all_ties(case: Case) -> dict[str, ColumnElement[bool]]:
    return _ties(case) | {"同一补贴依据": Case.id.in_(sharing_ground(case))}


def _ties(case: Case) -> dict[str, ColumnElement[bool]]:
    facts = facts_of(case)
    ties: dict[str, ColumnElement[bool]] = {}
    if case.person_id is not None:
        ties["同一人员"] = func.coalesce(Case.person_id == case.person_id, False)
    if case.unit_id is not None:
        ties["同一单位"] = func.coalesce(Case.unit_id == case.unit_id, False)
    for name, tie in ((ACCOUNT, "同一银行账号"), (CERTIFICATE, "同一证书")):
        if value := getattr(facts, name, None):
            ties[tie] = func.coalesce(func.json_extract(Case.facts, f"$.{name}") == value, False)
    return ties


def mark_related(work: Work, case: Case) -> tuple[str, ...]:
    """Look at the party's open cases again: while the investigation stands they are marked for review; their numbers."""
    still_open = Case.state.not_in((*GRANTED, *CLOSED))
    wanted = select(Case.id).where(or_(*_all_ties(case).values()), Case.id != case.id, still_open)
    run(work, work.session.scalars(wanted).all())
    marked = select(Case.number).join(Doubt, Doubt.case_id == Case.id).where(Doubt.code == MARK, OPEN)
    return tuple(work.session.scalars(marked.where(Case.id.in_(wanted)).distinct().order_by(Case.number)))


def sharing_ground(case: Case) -> Select[int]:
    """The ids of all cases that rest on a ground of a case (十.1), itself among them."""
    own = aliased(CaseGround)
    return (
        select(CaseGround.case_id)
        .join(own, and_(own.key == CaseGround.key, own.pool == CaseGround.pool))
        .where(own.case_id == case.id)
    )
