"""Cases that share keys or grounds, reckoned one after the other in the order in which they count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from app.services.policy.catalogue import BY_CODE
from app.services.policy.precedents import Grant, Precedents
from app.services.policy.standards import Parameters
from app.services.reports.costing_store import Found, Linked
from app.services.reports.costing_sums import Sums


class Link(NamedTuple):
    """A case with its facts; one that does not move counts as it is stored."""

    case: Linked
    facts: Any
    moves: bool


class Outcome(NamedTuple):
    """Whether a case is eligible and what it is paid, in fen."""

    eligible: bool
    payable_fen: int


def reckon_chain(found: Found, before: Parameters, after: Parameters, sums: Sums) -> None:
    """Add the linked cases, and what changes for cases of other types that meet them on a ground."""
    chain = _chain(found)
    was, would = _run(chain, before), _run(chain, after)
    for link in chain:
        case = link.case
        if not link.moves:
            continue
        now, then = was[case.id], would[case.id]
        now_fen = case.now_fen if case.decided else now.payable_fen
        then_fen = _then(now_fen, now, then)
        bucket = case.code, case.applied_on.year, case.applied_on.month, case.decided
        count = sums.move if case.id in found.movable else sums.add
        count(bucket, now_fen, then_fen, was=now.eligible, would_be=then.eligible)


def _then(now_fen: int, now: Outcome, then: Outcome) -> int:
    """The sum in fen as it would be: a grant moves by what the standards move, as it may rest on more than they say."""
    if not then.eligible or not now.eligible:
        return then.payable_fen
    return max(0, now_fen + then.payable_fen - now.payable_fen)


def _chain(found: Found) -> list[Link]:
    movable = {*found.movable, *(case.id for case in found.linked)}
    cases: Sequence[Linked] = sorted((*found.linked, *found.mates), key=_place)
    return [Link(c, BY_CODE[c.code].facts.model_validate_json(c.facts), c.id in movable) for c in cases]


def _place(case: Linked) -> tuple[int, int, int]:
    """Decided cases by day, then accepted ones in their order, then drafts."""
    if case.decided_on is not None:
        return 0, case.decided_on.toordinal(), case.id
    if case.accepted_order is not None:
        return 1, case.accepted_order, case.id
    return 2, case.id, case.id


def _run(chain: Sequence[Link], parameters: Parameters) -> dict[int, Outcome]:
    """The outcome of every case that moves, by id."""
    precedents, found = Precedents(), {}
    for link in chain:
        if not link.moves:
            _stand(link, precedents)
        elif link.case.settled:
            found[link.case.id] = Outcome(eligible=False, payable_fen=0)
        else:
            assessment = BY_CODE[link.case.code].assess(link.facts, parameters, precedents)
            if link.case.decided or link.case.accepted_order is not None:
                precedents.take(link.case.number, assessment)
            found[link.case.id] = Outcome(assessment.eligible, assessment.payable_fen)
    return found


def _stand(link: Link, precedents: Precedents) -> None:
    """A case that is not reckoned anew holds its keys and counts at its stored sum."""
    case, subsidy = link.case, BY_CODE[link.case.code]
    if not case.counts:
        return
    for claim in subsidy.claims(link.facts):
        precedents.hold(claim.scope, claim.key, case.number, tally=claim.tally)
    for ground in subsidy.grounds(link.facts):
        precedents.grant(ground.pool.name, ground.key, Grant(case.number, case.code, case.gross_fen, case.now_fen))
