"""The letters of a kind as lists: what is due one, and those that were issued, printed, served and corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, literal, null, select
from sqlalchemy.orm import aliased

from app.models import Case, Clawback, Letter, LetterCase, LetterService, PaymentRun
from app.services.letters.kind import Kind
from app.services.letters.kinds import KINDS, kind_named
from app.services.letters.subjects import LINKS, answered
from app.services.policy.catalogue import BY_CODE
from app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DueLetter:
    """What is due a letter and has none yet: a case, or by its number a clawback or a payment run; the sum in fen.

    The sum is what was granted, 0 when it was refused, None before the decision and for a payment run.
    """

    case_number: str
    applicant: str
    unit: str
    title: str
    amount_fen: int | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """A letter as issued; `printed_at` is its first printing, `served_on` and `manner` its last service.

    `corrects` and `corrected_by` are numbers of letters; `listed` counts the cases that it lists.
    """

    number: str
    case_number: str
    applicant: str
    unit: str
    issued_on: date
    issued_by: str
    printed_at: datetime | None
    served_on: date | None
    manner: str
    corrects: str
    corrected_by: str
    listed: int


def due_letters(uow: UnitOfWork, kind: str) -> tuple[DueLetter, ...]:
    """What is due a letter of the kind, in queue order; UserError for an unknown kind."""
    written = kind_named(kind)
    amount = case((Case.state == "rejected", 0), else_=Case.granted_fen)
    day = func.coalesce(Case.decided_on, Case.accepted_on)
    columns: tuple[Any, ...] = (Case.applicant, Case.unit_name, Case.code, amount, day)
    if written.about is PaymentRun:
        columns = (literal(""), literal(""), literal(""), null(), PaymentRun.made_on)
    query: Select[Any] = select(written.about.number, *columns)
    if written.about is Clawback:
        query = query.join(Case, Case.id == Clawback.case_id)
    with uow.read() as work:
        rows = work.session.execute(
            query.where(written.due_on(work.today), ~answered(written)).order_by(written.about.id)
        )
        return tuple(
            DueLetter(number, applicant, unit, BY_CODE[code].title if code else "", fen, on)
            for number, applicant, unit, code, fen, on in rows
        )


def letters_issued(uow: UnitOfWork, kind: str) -> tuple[IssuedLetter, ...]:
    """The letters of a kind, the latest first; UserError for an unknown kind."""
    with uow.read() as work:
        rows = work.session.execute(_issued(kind_named(kind)).where(Letter.kind == kind).order_by(Letter.id.desc()))
        return tuple(IssuedLetter(*row) for row in rows)


def _issued(kind: Kind) -> Select[Any]:
    """The columns of IssuedLetter."""
    earlier, old, new = aliased(LetterService), aliased(Letter), aliased(Letter)
    last = select(func.max(earlier.id)).where(earlier.letter_id == Letter.id).scalar_subquery()
    listed = select(func.count()).where(LetterCase.letter_id == Letter.id).scalar_subquery()
    whose: tuple[Any, ...] = (func.coalesce(Case.applicant, ""), func.coalesce(Case.unit_name, ""))
    number = func.coalesce(null() if kind.about is Case else kind.about.number, Case.number, "")
    printed = (Letter.issued_on, Letter.issued_by, Letter.printed_at)
    served = (LetterService.served_on, func.coalesce(LetterService.manner, ""))
    chain = (func.coalesce(old.number, ""), func.coalesce(new.number, ""))
    query: Select[Any] = (
        select(Letter.number, number, *whose, *printed, *served, *chain, listed)
        .select_from(Letter)
        .outerjoin(Case, Case.id == Letter.case_id)
        .outerjoin(LetterService, LetterService.id == last)
        .outerjoin(old, old.id == Letter.corrects_id)
        .outerjoin(new, new.corrects_id == Letter.id)
    )
    return query if kind.about is Case else query.outerjoin(kind.about, LINKS[kind.about] == kind.about.id)


def in_queue_order(uow: UnitOfWork, numbers: Sequence[str]) -> list[str]:
    """Letters in the order of the cases that they are about, as they are printed; unknown numbers are left out."""
    found: list[tuple[int, int, str]] = []
    with uow.read() as work:
        for start in range(0, len(numbers), 500):
            part = numbers[start : start + 500]
            rows = select(func.coalesce(Letter.case_id, 0), Letter.id, Letter.number).where(Letter.number.in_(part))
            found += [(case_id, key, number) for case_id, key, number in work.session.execute(rows)]
    return [number for _, _, number in sorted(found)]


def letters_due(uow: UnitOfWork) -> dict[str, int]:
    """How many are due a letter, by kind."""
    with uow.read() as work:
        return {
            kind.name: work.session.execute(
                select(func.count()).select_from(kind.about).where(kind.due_on(work.today), ~answered(kind))
            ).scalar_one()
            for kind in KINDS.values()
        }


def note_saved(uow: UnitOfWork, numbers: Sequence[str], target: str) -> None:
    """Record that letters were saved as PDF at `target`."""
    with uow.begin() as work:
        work.note("另存文书", target, f"{len(numbers)} 份：{'、'.join(numbers[:20])}{'…' if len(numbers) > 20 else ''}")
