"""追回台账: a row a decided clawback, and what came back in a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from json import loads

from sqlalchemy import or_, select

from app.models import Case, Clawback, Letter, Misconduct, RecoveryEntry
from app.services.clawbacks.balances import Balance, balances
from app.services.clawbacks.terms import DECISION, ClawbackState, Ground
from app.services.policy.money import yuan
from app.services.supervision.misconduct import RETURN
from app.services.unit_of_work import UnitOfWork, Work


@dataclass(frozen=True, slots=True)
class RecoveryRow:
    """A row of 追回台账; sums in fen, `left_fen` below 0 when too much came back. `letter` is empty until the decision's letter is issued."""

    number: str
    case: str
    party: str
    ground: str
    letter: str
    owed_fen: int
    returned_fen: int
    left_fen: int
    measures: str
    state: str


def recovery_ledger(uow: UnitOfWork, year: int | None = None) -> tuple[RecoveryRow, ...]:
    """Every decided clawback in the order of decision; of a year those decided, or with entries, in it, as at its end."""
    with uow.read() as work:
        return tuple(recovery_rows(work, year))


def recovery_rows(work: Work, year: int | None = None) -> Iterator[RecoveryRow]:
    """The same within an action under way."""
    query = (
        select(Clawback, Case)
        .join(Case, Case.id == Clawback.case_id)
        .where(Clawback.state.in_([ClawbackState.DECIDED.value, ClawbackState.SETTLED.value]))
        .order_by(Clawback.decided_on, Clawback.id)
    )
    until = None
    if year is not None:
        start, until = date(year, 1, 1), date(year, 12, 31)
        booked = select(RecoveryEntry.clawback_id).where(RecoveryEntry.on_day.between(start, until))
        query = query.where(or_(Clawback.decided_on.between(start, until), Clawback.id.in_(booked)))
    sums = balances(work.session, until=until)
    letters, measures = _letters(work), _measures(work)
    for clawback, case in work.session.execute(query):
        yield replace(
            _row(clawback, case, sums.get(clawback.id, Balance())),
            letter=letters.get(clawback.id, ""),
            measures="、".join(measures.get(clawback.id, (RETURN,))),
        )


def _row(clawback: Clawback, case: Case, balance: Balance) -> RecoveryRow:
    label = ClawbackState.SETTLED.label if balance.left_fen == 0 else ClawbackState.DECIDED.label
    return RecoveryRow(
        number=clawback.number,
        case=case.number,
        party=case.applicant,
        ground=Ground(clawback.ground).label,
        letter="",
        owed_fen=balance.owed_fen,
        returned_fen=balance.returned_fen,
        left_fen=balance.left_fen,
        measures=RETURN,
        state=f"{label}（核销 {yuan(balance.written_off_fen)} 元）" if balance.written_off_fen else label,
    )


def _letters(work: Work) -> dict[int, str]:
    """The number of the last 责令退回决定书, by clawback."""
    rows = work.session.execute(
        select(Letter.clawback_id, Letter.number)
        .where(Letter.kind == DECISION, Letter.clawback_id.is_not(None))
        .order_by(Letter.id)
    )
    return {clawback_id: number for clawback_id, number in rows if clawback_id is not None}


def _measures(work: Work) -> Mapping[int, tuple[str, ...]]:
    """The measures entered in 违规申领台账, by clawback, each named once."""
    found: dict[int, dict[str, None]] = {}
    rows = work.session.execute(
        select(Misconduct.clawback_id, Misconduct.measures)
        .where(Misconduct.clawback_id.is_not(None))
        .order_by(Misconduct.id)
    )
    for clawback_id, measures in rows:
        if clawback_id is not None:
            found.setdefault(clawback_id, {RETURN: None}).update(dict.fromkeys(loads(measures)))
    return {key: tuple(names) for key, names in found.items()}
