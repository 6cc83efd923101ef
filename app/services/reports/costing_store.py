"""The stored cases that a 政策测算 looks at, loaded in bulk: a fixed number of queries, whatever the number of cases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, case, false, func, not_, or_, select

from app.models import Case, CaseClaim, CaseGround, ParameterEntry
from app.services.policy.catalogue import BY_CODE
from app.services.policy.standards import PUBLISHED, SCARCE_OCCUPATIONS
from app.services.unit_of_work import Work

Bucket = tuple[str, int, int, bool]
"""Type, year and month of application, and whether the case is decided."""

WITHDRAWN, REJECTED = "withdrawn", "rejected"
CHUNK = 500
DECIDED = or_(Case.granted_fen.is_not(None), Case.state == REJECTED)
NOW = case((Case.state == REJECTED, 0), else_=func.coalesce(Case.granted_fen, Case.payable_fen))
WAS = or_(Case.granted_fen.is_not(None), and_(Case.eligible, Case.state != REJECTED))
STANDS = and_(Case.state != WITHDRAWN, Case.corrected_fen.is_distinct_from(0))  # neither withdrawn nor revoked in full
SETTLED = and_(Case.state == REJECTED, Case.eligible)
ALONE = func.coalesce(Case.corrected_fen, Case.gross_fen)
FACTS = (Case.id, Case.code, Case.facts, NOW, WAS, DECIDED, SETTLED)


class Lone(NamedTuple):
    """A case by itself, sums in fen: `was` eligible as things stand; `settled`: refused on other grounds than its conditions.

    `granted_gross` is what a granted case gave alone; `outdated`: a forecast that may be older than the values in force.
    """

    id: int
    code: str
    facts: str
    now_fen: int
    was: bool
    decided: bool
    settled: bool
    granted_gross: int | None
    outdated: bool


class Linked(NamedTuple):
    """A case that shares a key or a ground with another, and what says when it counts; sums in fen."""

    id: int
    code: str
    facts: str
    now_fen: int
    was: bool
    decided: bool
    settled: bool
    number: str
    applied_on: date
    gross_fen: int
    decided_on: date | None
    accepted_order: int | None

    @property
    def counts(self) -> bool:
        """Whether it holds keys and counts as granted as things stand."""
        return self.was and (self.decided or self.accepted_order is not None)


@dataclass(frozen=True)
class Found:
    """Cases that stand alone, those that share keys or grounds, cases only linked to them, and sums left as they are."""

    lone: list[Lone]
    linked: list[Linked]
    mates: list[Linked]  # of types not reckoned anew or outside the period; they count as precedents
    movable: frozenset[int]  # ids of mates that lie in the period and among the types asked for
    untouched: Mapping[Bucket, tuple[int, int]]  # cases and fen


def load(work: Work, first: date, last: date, codes: Collection[str], anew: Collection[str]) -> Found:
    """The cases of a period: those of the types in `anew` with their facts, the rest of `codes` as sums by month."""
    asked = and_(Case.applied_on.between(first, last), Case.code.in_(codes), STANDS)
    wanted = and_(asked, Case.code.in_(anew))
    own = _lone(work, wanted, anew)
    touching, others = _links(work, {row.id for row in own})
    mates = list(_by_ids(work, others))
    return Found(
        lone=[row for row in own if row.id not in touching],
        linked=list(_by_ids(work, touching)),
        mates=mates,
        movable=frozenset(row.id for row in mates if row.code in codes and first <= row.applied_on <= last),
        untouched=_untouched(work, and_(asked, Case.code.not_in(anew))),
    )


def _lone(work: Work, wanted: Any, codes: Collection[str]) -> list[Lone]:
    latest = _latest_entries(work, codes)
    older = [and_(Case.code == code, Case.filed_at <= at) for code, at in latest.items()]
    gross = case((Case.granted_fen.is_not(None), ALONE))
    outdated = and_(not_(DECIDED), or_(false(), *older))
    rows = work.session.execute(select(*FACTS, gross, outdated).where(wanted).order_by(Case.id))
    return list(map(Lone._make, rows))


def _latest_entries(work: Work, codes: Collection[str]) -> dict[str, datetime]:
    """When a value that a type may use was entered last; types without any are left out."""
    newest = select(ParameterEntry.name, func.max(ParameterEntry.entered_at)).group_by(ParameterEntry.name)
    entered: dict[str, datetime] = {row[0]: row[1] for row in work.session.execute(newest)}
    found = {}
    for code in codes:
        used = (PUBLISHED, SCARCE_OCCUPATIONS, *(standard.name for standard in BY_CODE[code].standards))
        if times := [entered[name] for name in used if name in entered]:
            found[code] = max(times)
    return found


def _links(work: Work, wanted: Collection[int]) -> tuple[set[int], set[int]]:
    """Of the wanted cases those that share a key, months counted together or a ground with another; and those others."""
    own: set[int] = set()
    others: set[int] = set()
    for statement in (
        _shared(CaseClaim, CaseClaim.key, CaseClaim.scope),
        _shared(CaseGround, CaseGround.key, CaseGround.pool),
        _shared(CaseClaim, CaseClaim.tally, CaseClaim.scope).where(CaseClaim.tally != ""),
    ):
        rows = work.session.execute(statement.order_by(*statement.selected_columns[:2]))
        for _, group in groupby(rows, key=itemgetter(0, 1)):
            ids = {row[2] for row in group}
            if mine := ids.intersection(wanted):
                own |= mine
                others |= ids - mine
    return own, others


def _shared(table: type[CaseClaim | CaseGround], key: Any, scope: Any) -> Select[Any]:
    """Keys that two cases or more have, with each of these."""
    several = select(key, scope).group_by(key, scope).having(func.min(table.case_id) < func.max(table.case_id))
    if key is CaseClaim.tally:
        several = several.where(key != "")
    found = several.subquery()
    return select(key, scope, table.case_id).distinct().join(found, and_(found.c[0] == key, found.c[1] == scope))


def _by_ids(work: Work, ids: Iterable[int]) -> Iterator[Linked]:
    columns = (*FACTS, Case.number, Case.applied_on, ALONE, Case.decided_on, Case.accepted_order)
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        some = select(*columns).where(Case.id.in_(wanted[start : start + CHUNK]), STANDS)
        yield from map(Linked._make, work.session.execute(some))


def _untouched(work: Work, condition: Any) -> dict[Bucket, tuple[int, int]]:
    month = func.substr(Case.applied_on, 1, 7)
    rows = work.session.execute(
        select(Case.code, month, DECIDED, func.count(), func.sum(NOW))
        .where(condition)
        .group_by(Case.code, month, DECIDED)
    )
    return {(code, int(at[:4]), int(at[5:]), bool(done)): (count, fen) for code, at, done, count, fen in rows}
