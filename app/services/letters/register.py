"""The letters of a kind as lists: the cases that are due one, and those that were issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from app.models import Case, Letter
from app.services.letters.issuing import DUE, kind_named
from app.services.policy.catalogue import BY_CODE
from app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DueLetter:
    """A case that is due a letter and has none yet; the sum in fen is what was granted, 0 when refused."""

    case_number: str
    applicant: str
    unit: str
    title: str
    amount_fen: int
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """A letter as issued; `printed_at` is its first printing."""

    number: str
    case_number: str
    applicant: str
    unit: str
    issued_on: date
    issued_by: str
    printed_at: datetime | None


def due_letters(uow: UnitOfWork, kind: str) -> tuple[DueLetter, ...]:
    """The cases that are due a letter of the kind, in queue order; UserError for an unknown kind."""
    kind_named(kind)
    issued = select(Letter.id).where(Letter.case_id == Case.id, Letter.kind == kind).exists()
    granted = func.coalesce(Case.granted_fen, 0)
    query = (
        select(Case.number, Case.applicant, Case.unit_name, Case.code, granted, Case.decided_on)
        .where(DUE[kind], ~issued)
        .order_by(Case.id)
    )
    with uow.read() as work:
        rows = work.session.execute(query)
        return tuple(
            DueLetter(number, applicant, unit, BY_CODE[code].title, amount, decided)
            for number, applicant, unit, code, amount, decided in rows
        )


def letters_issued(uow: UnitOfWork, kind: str) -> tuple[IssuedLetter, ...]:
    """The letters of a kind, the latest first; UserError for an unknown kind."""
    kind_named(kind)
    letter = (Letter.issued_on, Letter.issued_by, Letter.printed_at)
    query = (
        select(Letter.number, Case.number, Case.applicant, Case.unit_name, *letter)
        .join(Case, Case.id == Letter.case_id)
        .where(Letter.kind == kind)
        .order_by(Letter.id.desc())
    )
    with uow.read() as work:
        return tuple(IssuedLetter(*row) for row in work.session.execute(query))


def letters_due(uow: UnitOfWork) -> dict[str, int]:
    """How many cases are due a letter, by kind."""
    counts = {}
    with uow.read() as work:
        for kind, condition in DUE.items():
            issued = select(Letter.id).where(Letter.case_id == Case.id, Letter.kind == kind).exists()
            query = select(func.count()).select_from(Case).where(condition, ~issued)
            counts[kind] = work.session.execute(query).scalar_one()
    return counts


def note_saved(uow: UnitOfWork, numbers: Sequence[str], target: str) -> None:
    """Record that letters were saved as PDF at `target`."""
    with uow.begin() as work:
        work.note("另存文书", target, f"{len(numbers)} 份：{'、'.join(numbers[:20])}{'…' if len(numbers) > 20 else ''}")
