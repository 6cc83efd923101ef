"""What stored cases hold and have been granted, loaded for the keys that an assessment asks about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from app.models import Case, CaseClaim, CaseGround
from app.models.cases import CLOSED, GRANTED
from app.services.bulk import KEYS, in_slices
from app.services.clawbacks.balances import net_grants
from app.services.policy.claims import Claim, Ground
from app.services.policy.precedents import Grant, Precedents
from app.services.supervision import bans


@dataclass(frozen=True)
class Viewpoint:
    """From where one looks: `case_id` itself does not count; open cases count only when accepted before `order`.

    With `approved_only` nothing that is still open counts (the moment of approval). With `demanded` what was decided to
    be taken back counts as come back, where it is asked what is too much; else only what has come back does.
    """

    case_id: int | None = None
    order: int | None = None
    approved_only: bool = False
    day: date | None = None  # of the decision, on which parties may be restricted beside the day of application
    demanded: bool = False


ANYWHERE = Viewpoint()


BUT: BindParameter[int] = bindparam("case_id")
ELSEWHERE = (CaseClaim.live, CaseClaim.case_id.is_distinct_from(BUT))
HOLDERS = (
    select(CaseClaim.scope, CaseClaim.key, Case.number)
    .join(Case, Case.id == CaseClaim.case_id)
    .where(CaseClaim.key.in_(KEYS), *ELSEWHERE)
)
TALLIES = (
    select(CaseClaim.scope, CaseClaim.tally, func.count())
    .where(CaseClaim.tally.in_(KEYS), *ELSEWHERE)
    .group_by(CaseClaim.scope, CaseClaim.tally)
)
NAMING = (
    select(CaseClaim.scope, CaseClaim.key, Case.number, Case.state, CaseClaim.live)
    .join(Case, Case.id == CaseClaim.case_id)
    .where(CaseClaim.key.in_(KEYS))
    .order_by(Case.id)
)
"""Made once, with `keys` and the case left out told when asked: making a query takes longer than answering it."""


@cache
def _grants(*, approved_only: bool, ordered: bool, demanded: bool) -> Select[str, str, str, str, int, int]:
    """What cases that count were granted on `keys`; with `ordered` open cases count when accepted before `order`."""
    kept = net_grants(demanded=demanded)
    counts: ColumnElement[bool] = Case.state.in_(GRANTED)
    if not approved_only:
        accepted = and_(Case.accepted_order.is_not(None), Case.state.not_in((*GRANTED, *CLOSED)), Case.eligible)
        earlier = (Case.accepted_order < bindparam("order"),) if ordered else ()
        counts = or_(counts, and_(accepted, *earlier))
    return (
        select(CaseGround.pool, CaseGround.key, Case.number, Case.code, kept.alone, kept.granted)
        .join(Case, Case.id == CaseGround.case_id)
        .outerjoin(kept.recovered, kept.recovered.c.case_id == Case.id)
        .where(CaseGround.key.in_(KEYS), Case.id.is_distinct_from(BUT), counts)
        .order_by(Case.id)
    )


def load(
    session: Session, claims: Iterable[Claim], grounds: Iterable[Ground], viewpoint: Viewpoint = ANYWHERE
) -> Precedents:
    """Everything stored cases hold or were granted on these claims and grounds, and who is restricted; a query a chunk."""
    precedents = Precedents(bans.load(session, viewpoint.case_id, viewpoint.day))
    asked = tuple(claims)
    _load_holders(session, asked, viewpoint, precedents)
    _load_tallies(session, asked, viewpoint, precedents)
    _load_grants(session, grounds, viewpoint, precedents)
    return precedents


def _load_holders(session: Session, claims: tuple[Claim, ...], viewpoint: Viewpoint, into: Precedents) -> None:
    for keys in in_slices(claim.key for claim in claims):
        for scope, key, number in session.execute(HOLDERS, {"keys": keys, "case_id": viewpoint.case_id}):
            into.hold(scope, key, number)


def _load_tallies(session: Session, claims: Sequence[Claim], viewpoint: Viewpoint, into: Precedents) -> None:
    for tallies in in_slices(claim.tally for claim in claims if claim.tally):
        for scope, tally, months in session.execute(TALLIES, {"keys": tallies, "case_id": viewpoint.case_id}):
            into.tally(scope, tally, months)


def _load_grants(session: Session, grounds: Iterable[Ground], viewpoint: Viewpoint, into: Precedents) -> None:
    ordered = viewpoint.order is not None and not viewpoint.approved_only
    query = _grants(approved_only=viewpoint.approved_only, ordered=ordered, demanded=viewpoint.demanded)
    asked = {"case_id": viewpoint.case_id} | ({"order": viewpoint.order} if ordered else {})
    for keys in in_slices(ground.key for ground in grounds):
        for pool, key, number, code, alone, granted in session.execute(query, asked | {"keys": keys}):
            into.grant(pool, key, Grant(number, code, alone, granted))


class Named(NamedTuple):
    """Number and state of the case that names a key: of the open and granted ones the first, of the closed the last."""

    open: dict[tuple[str, str], tuple[str, str]]
    closed: dict[tuple[str, str], tuple[str, str]]


def sought(session: Session, claims: Iterable[Claim]) -> dict[tuple[str, str], str]:
    """Which open or granted case already names a key, live or still a draft: how a row sent twice is recognised."""
    found = _load_names(session, claims, Precedents())
    return {key: number for key, (number, _) in found.open.items()}


def load_named(session: Session, claims: Sequence[Claim], grounds: Iterable[Ground]) -> tuple[Precedents, Named]:
    """What `load` gives, looked at from anywhere, and the cases that name any of the keys, in one look at these."""
    precedents = Precedents(bans.load(session))
    _load_tallies(session, claims, ANYWHERE, precedents)
    _load_grants(session, grounds, ANYWHERE, precedents)
    return precedents, _load_names(session, claims, precedents)


def _load_names(session: Session, claims: Iterable[Claim], into: Precedents) -> Named:
    """The cases that name any of the keys; those that hold one go into the precedents too."""
    found = Named({}, {})
    for keys in in_slices(claim.key for claim in claims):
        for scope, key, number, state, live in session.execute(NAMING, {"keys": keys}):
            if live:
                into.hold(scope, key, number)
            if state in CLOSED:
                found.closed[scope, key] = (number, state)
            else:
                found.open.setdefault((scope, key), (number, state))
    return found
