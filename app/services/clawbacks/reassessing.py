"""After a decision or a recovery the other cases of the key are assessed again, and what follows is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Case, Reassessment
from app.models.cases import GRANTED
from app.services.cases import holdings
from app.services.cases.dossiers import definition, facts_of
from app.services.cases.holdings import Viewpoint
from app.services.clawbacks.balances import net_grants
from app.services.clawbacks.opening import open_of
from app.services.clawbacks.records import Hold
from app.services.clawbacks.related import sharing_ground
from app.services.clawbacks.sums import alone_of, known_parameters
from app.services.policy.claims import Combine, Ground
from app.services.policy.duplicates import payable_of, sharing
from app.services.policy.money import yuan
from app.services.policy.precedents import Grant, Precedents
from app.services.unit_of_work import Work

CLAWBACK, TOP_UP = "clawback", "top_up"
OPEN, DONE, DISMISSED = "open", "done", "dismissed"
OVERTAKEN = "重新测算后情况已变化"


class Follows(NamedTuple):
    """What follows for a case: the kind of the proposal and its sum in fen, with why."""

    kind: str
    amount_fen: int
    explanation: str


@dataclass(frozen=True)
class Kept:
    """What a case should have and what it keeps, in fen; `pending_fen` is what this round proposes for others."""

    due_fen: int
    kept_fen: int


def reassess_others(hold: Hold) -> None:
    """Propose for every other granted case of the key what it has too much, the latest first, or too little."""
    reassess(hold.work, cases_of_key(hold.work.session, hold.case), hold.clawback.id)


def cases_of_key(session: Session, case: Case) -> list[Case]:
    """The other granted cases that rest on a ground of a case, in the order of their approval."""
    query = select(Case).where(Case.id.in_(sharing_ground(case)), Case.id != case.id, Case.state.in_(GRANTED))
    return list(session.scalars(query.order_by(Case.decided_on, Case.id)))


def reassess(work: Work, cases: Sequence[Case], clawback_id: int) -> None:
    """Bring the open proposals for some cases of one key in line with how things stand."""
    planned: dict[int, Follows] = {}
    taken = 0
    for case in reversed(cases):
        follows = _too_much(work, case, taken)
        if follows:
            planned[case.id] = follows
            taken += follows.amount_fen
    given = 0
    for case in cases:
        follows = None if case.id in planned else too_little(work, case, given)
        if follows:
            planned[case.id] = follows
            given += follows.amount_fen
    for case in cases:
        _propose(work, case, planned.get(case.id), clawback_id)


def _too_much(work: Work, case: Case, taken_fen: int) -> Follows | None:
    """What a case keeps beyond its due once all that was demanded has come back; `taken_fen` is proposed for others."""
    if open_of(work, case.id) is not None:
        return None
    kept = standing(work, case, demanded=True, others_fen=-taken_fen)
    excess = kept.kept_fen - kept.due_fen
    if excess <= 0:
        return None
    text = f"重新测算应予补贴 {yuan(kept.due_fen)} 元，现留有 {yuan(kept.kept_fen)} 元，多核定 {yuan(excess)} 元"
    return Follows(CLAWBACK, excess, text)


def too_little(work: Work, case: Case, given_fen: int = 0) -> Follows | None:
    """What a case may have beside what it keeps, now that money has come back; `given_fen` is proposed for others."""
    kept = standing(work, case, demanded=False, others_fen=given_fen)
    missing = kept.due_fen - kept.kept_fen
    if missing <= 0:
        return None
    text = f"重新测算应予补贴 {yuan(kept.due_fen)} 元，现留有 {yuan(kept.kept_fen)} 元，应补差 {yuan(missing)} 元"
    return Follows(TOP_UP, missing, text)


def standing(work: Work, case: Case, *, demanded: bool, others_fen: int = 0) -> Kept:
    """What a case should have by E and G of its key as they stand (十.1), and what it keeps; all in fen.

    `others_fen` counts as granted to the others beside what is stored.
    """
    subsidy, facts = definition(case), facts_of(case)
    grounds = tuple(subsidy.grounds(facts))
    viewpoint = Viewpoint(case.id, approved_only=True, demanded=demanded, day=case.decided_on)
    precedents = holdings.load(work.session, (), grounds, viewpoint)
    due, in_force = alone_of(case), known_parameters(work, case).at(facts.applied_on)
    for ground in grounds:
        if ground.pool.combine is Combine.CAP:
            due = min(due, _under_ceiling(work, case, ground, precedents, others_fen))
        else:
            beside = Grant("", case.code, 0, others_fen)
            shared = sharing(case.code, ground.pool, [*precedents.grants(ground), beside], in_force)
            due = min(due, payable_of(case.code, alone_of(case), ground.pool, shared))
    return Kept(due, _kept(work.session, case, demanded=demanded))


def _under_ceiling(work: Work, case: Case, ground: Ground, precedents: Precedents, others_fen: int) -> int:
    """What a rule with a ceiling of its own gives in fen beside the others."""
    precedents.grant(ground.pool.name, ground.key, Grant("", case.code, 0, others_fen))
    return definition(case).assess(facts_of(case), known_parameters(work, case), precedents).gross_fen


def _kept(session: Session, case: Case, *, demanded: bool) -> int:
    net = net_grants(demanded=demanded)
    query = select(net.granted).select_from(Case).outerjoin(net.recovered, net.recovered.c.case_id == Case.id)
    session.flush()
    return int(session.execute(query.where(Case.id == case.id)).scalar_one())


def _propose(work: Work, case: Case, follows: Follows | None, clawback_id: int) -> None:
    standing_one = open_proposal(work.session, case.id)
    if standing_one is not None:
        if follows and (standing_one.kind, standing_one.amount_fen) == (follows.kind, follows.amount_fen):
            return
        standing_one.state, standing_one.reason, standing_one.decided_on = DISMISSED, OVERTAKEN, work.today
        work.session.flush()
    if follows and not _dismissed_before(work.session, case, follows):
        work.session.add(
            Reassessment(
                case_id=case.id,
                clawback_id=clawback_id,
                kind=follows.kind,
                amount_fen=follows.amount_fen,
                state=OPEN,
                explanation=follows.explanation,
                at=work.now,
            )
        )
        work.note("重新测算", case.number, follows.explanation)
    work.session.flush()


def open_proposal(session: Session, case_id: int) -> Reassessment | None:
    """What is proposed for a case and waits for a person, if anything."""
    query = select(Reassessment).where(Reassessment.case_id == case_id, Reassessment.state == OPEN)
    return session.execute(query).scalar_one_or_none()


def _dismissed_before(session: Session, case: Case, follows: Follows) -> bool:
    """Whether a person has dismissed the same as the last thing said about the case."""
    query = select(Reassessment).where(Reassessment.case_id == case.id).order_by(Reassessment.id.desc()).limit(1)
    last = session.execute(query).scalar_one_or_none()
    return (
        last is not None
        and last.state == DISMISSED
        and last.decided_by != ""
        and (last.kind, last.amount_fen) == (follows.kind, follows.amount_fen)
    )
