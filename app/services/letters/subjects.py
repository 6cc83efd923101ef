"""What a letter is about as stored: the rows that are due one, those that have theirs, and how it is linked to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Exists, Select, and_, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.models import Batch, Case, Clawback, Letter, LetterCase, PaymentRun
from app.services.cases.dossiers import fetch
from app.services.errors import UserError
from app.services.letters.keeping import Subject
from app.services.letters.kind import Kind
from app.services.unit_of_work import Work

LINKS: dict[type, InstrumentedAttribute[int | None]] = {
    Case: Letter.case_id,
    Clawback: Letter.clawback_id,
    PaymentRun: Letter.run_id,
}
_CALLED = {Clawback: "追回案件", PaymentRun: "拨付批次"}


@dataclass(frozen=True)
class Wanted:
    """Which letters are asked for: of a kind, for one case (clawback, payment run), for an import, or for all."""

    kind: str
    case_number: str = ""
    batch_number: str = ""


def answered(kind: Kind) -> Exists:
    """That a row has its letter of this occasion."""
    own = and_(LINKS[kind.about] == kind.about.id, Letter.occasion_id == kind.occasion)
    answers = own if kind.answers is None else kind.answers
    return select(Letter.id).where(Letter.kind == kind.name, answers).exists()


def pending(work: Work, kind: Kind, wanted: Wanted) -> list[ColumnElement[bool]]:
    """The conditions of the rows that are due a letter and have none yet."""
    return [kind.due_on(work.today), ~answered(kind), *scope(work, kind, wanted)]


def scope(work: Work, kind: Kind, wanted: Wanted) -> list[ColumnElement[bool]]:
    """The conditions of the rows that were asked for; UserError for an unknown case or import."""
    if wanted.case_number:
        return [_named(work, kind, wanted.case_number)]
    if not wanted.batch_number:
        return []
    batch = work.session.execute(select(Batch.id).where(Batch.number == wanted.batch_number)).scalar_one_or_none()
    if batch is None:
        raise UserError(f"没有批次 {wanted.batch_number}，请核对批次号。")
    if kind.about is PaymentRun:
        raise UserError(f"{kind.name}按拨付批次出具，不能按导入批次选取，请用 --case 指定拨付批次号。")
    cases = select(Case.id).where(Case.batch_id == batch)
    return [Case.batch_id == batch] if kind.about is Case else [Clawback.case_id.in_(cases)]


def _named(work: Work, kind: Kind, number: str) -> ColumnElement[bool]:
    if kind.about is Clawback:
        cases = select(Case.id).where(Case.number == number)
        return or_(Clawback.number == number, Clawback.case_id.in_(cases))
    found: ColumnElement[bool] = kind.about.id == row_named(work, kind, number).id
    return found


def row_named(work: Work, kind: Kind, number: str) -> Any:
    """The case, clawback or payment run of a number; UserError when there is none."""
    if kind.about is Case:
        return fetch(work.session, number)
    row = work.session.execute(select(kind.about).where(kind.about.number == number)).scalar_one_or_none()
    if row is None:
        raise UserError(f"没有{_CALLED[kind.about]} {number}，请核对编号。")
    return row


def require_due(work: Work, kind: Kind, row: Any) -> None:
    """UserError unless the kind is due on the row as it stands, whether it has one already or not."""
    if not work.session.execute(select(kind.about.id).where(kind.about.id == row.id, kind.due_on(work.today))).first():
        raise UserError(f"{row.number} 现在不能出具{kind.name}，{kind.first}。")


def require_unanswered(work: Work, kind: Kind, row: Any) -> None:
    """UserError when the row has its letter of this occasion."""
    earlier = select(Letter.number).where(Letter.kind == kind.name)
    own = and_(LINKS[kind.about] == kind.about.id, Letter.occasion_id == kind.occasion)
    query = earlier.join(kind.about, own if kind.answers is None else kind.answers).where(kind.about.id == row.id)
    if number := work.session.execute(query.order_by(Letter.id.desc())).scalar():
        raise UserError(f"{row.number} 已出具 {number}，不能重复出具，需要时请打印存档件，内容有误的请更正。")


def subject_of(work: Work, kind: Kind, rows: Sequence[Any]) -> Subject:
    """How a letter on these rows is linked to them; one that lists them is linked to them all."""
    if kind.together:
        return Subject(listed=tuple(row.id for row in rows))
    row = rows[0]
    occasion = work.session.execute(select(kind.occasion).select_from(kind.about).where(kind.about.id == row.id))
    return Subject(
        case_id=row.id if kind.about is Case else getattr(row, "case_id", None),
        clawback_id=row.id if kind.about is Clawback else None,
        run_id=row.id if kind.about is PaymentRun else None,
        listed=kind.listed(work, row) if kind.listed else (),
        occasion_id=occasion.scalar_one(),
    )


def issued_of(work: Work, kind: Kind, wanted: Wanted) -> Select[Any]:
    """The letters of a kind with the number of what each is about and its applicant (both empty for a list of cases)."""
    link = Letter.case_id if kind.about is Clawback else LINKS[kind.about]
    applicant = literal("") if kind.about is PaymentRun else Case.applicant
    named = select(Letter, func.coalesce(kind.about.number, ""), func.coalesce(applicant, ""))
    query = named.outerjoin(kind.about, LINKS[kind.about] == kind.about.id)
    if kind.about is Clawback:
        query = query.outerjoin(Case, Letter.case_id == Case.id)
    return query.where(Letter.kind == kind.name, *_issued_scope(work, kind, wanted)).order_by(link, Letter.id)


def _issued_scope(work: Work, kind: Kind, wanted: Wanted) -> list[ColumnElement[bool]]:
    """As `scope`, and for a list of cases those that list one of them."""
    conditions = scope(work, kind, wanted)
    if not kind.together or not conditions:
        return conditions
    cases = select(Case.id).where(*conditions)
    return [Letter.id.in_(select(LetterCase.letter_id).where(LetterCase.case_id.in_(cases)))]


def applicant_of(work: Work, kind: Kind, rows: Sequence[Any]) -> str:
    """Whom a letter on these rows is about, for lists."""
    if kind.together:
        return f"{len(rows)} 件"
    row = rows[0]
    if kind.about is Clawback:
        row = work.session.get_one(Case, row.case_id)
    return str(getattr(row, "applicant", row.number))
