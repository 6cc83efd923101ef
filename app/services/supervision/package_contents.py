"""What the auditors' folder of a year is made of: the cases concerned, their course, their materials, and the letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from app.models import (
    Case,
    CaseInstalment,
    CaseMaterial,
    CaseStep,
    Clawback,
    LedgerEntry,
    Letter,
    LetterService,
    RecoveryEntry,
    Scan,
)

MATERIAL_STATES = {"received": "已交", "missing": "缺", "deferred": "容缺"}


@dataclass(frozen=True)
class Year:
    """The days of a year, and the cases that belong to its folder."""

    number: int

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return date(self.number, 1, 1), date(self.number, 12, 31)

    def concerned(self) -> ColumnElement[bool]:
        """Decided, paid, returned or recovered in the year, or with a letter issued in it."""
        paid = (
            exists()
            .where(CaseInstalment.case_id == Case.id, LedgerEntry.instalment_id == CaseInstalment.id)
            .where(LedgerEntry.paid_on.between(*self.days))
        )
        recovered = (
            exists()
            .where(Clawback.case_id == Case.id, RecoveryEntry.clawback_id == Clawback.id)
            .where(RecoveryEntry.on_day.between(*self.days))
        )
        written = exists().where(Letter.case_id == Case.id, Letter.issued_on.between(*self.days))
        return or_(Case.decided_on.between(*self.days), paid, recovered, written)

    def cases(self) -> Select[Case]:
        """The cases of the folder in the order of their numbers."""
        return select(Case).where(self.concerned()).order_by(Case.number)

    def count(self, session: Session) -> int:
        """How many cases the folder has."""
        return session.execute(select(func.count()).select_from(Case).where(self.concerned())).scalar_one()


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a case as the folder lists it."""

    case: str
    on_day: date
    account: str
    step: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material of a case and, where there is one, its scan with the digest of its bytes."""

    case: str
    name: str
    state: str
    received_on: date | None
    scan: str
    digest: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter issued in the year, where it lies in the folder, and when it was last served."""

    id: int
    number: str
    kind: str
    case: str
    party: str
    issued_on: date
    issued_by: str
    served_on: date | None
    file: str
    digest: str


def steps(session: Session, year: Year) -> Iterator[StepLine]:
    """Every step of the cases, case by case."""
    rows = session.execute(
        select(Case.number, CaseStep)
        .join(CaseStep, CaseStep.case_id == Case.id)
        .where(year.concerned())
        .order_by(Case.number, CaseStep.id)
    )
    for number, one in rows:
        yield StepLine(number, one.on_day, one.account, one.step, one.from_state, one.to_state, one.reason)


def materials(session: Session, year: Year) -> Iterator[MaterialLine]:
    """The materials of the cases, case by case, a line for each scan of one."""
    rows = session.execute(
        select(Case.number, CaseMaterial, Scan.name, Scan.digest)
        .join(CaseMaterial, CaseMaterial.case_id == Case.id)
        .outerjoin(Scan, (Scan.subject == "material") & (Scan.subject_id == CaseMaterial.id))
        .where(year.concerned())
        .order_by(Case.number, CaseMaterial.position, Scan.id)
    )
    for number, one, scan, digest in rows:
        yield MaterialLine(
            number, one.name, MATERIAL_STATES[one.state], one.received_on or one.due_on, scan or "", digest or ""
        )


def letters(session: Session, year: Year) -> Iterator[LetterLine]:
    """Every letter issued in the year, in the order of issue."""
    served = (
        select(LetterService.served_on)
        .where(LetterService.letter_id == Letter.id)
        .order_by(LetterService.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Letter, Case.number, Case.applicant, served)
        .outerjoin(Case, Case.id == Letter.case_id)
        .where(Letter.issued_on.between(*year.days))
        .order_by(Letter.id)
    )
    for letter, number, applicant, day in rows:
        file = f"文书/{letter.kind}/{letter.number}.pdf"
        yield LetterLine(
            *(letter.id, letter.number, letter.kind, number or "", applicant or ""),
            *(letter.issued_on, letter.issued_by, day, file, letter.digest),
        )
