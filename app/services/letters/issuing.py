"""Issuing letters: which cases are due one, its number, and the copy that is kept byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from app.models import Batch, Case, Letter, LetterFile
from app.models.cases import GRANTED
from app.services.accounts import CASE_ROLES, require_role
from app.services.dossiers import fetch
from app.services.errors import UserError
from app.services.letters import letter_json
from app.services.letters.case_facts import approval_facts, refusal_facts, service_facts
from app.services.letters.facts import CaseFacts, blanks
from app.services.letters.fonts import Fonts
from app.services.letters.keeping import Subject, keep
from app.services.letters.kinds import KINDS, SERVICE_KINDS, Kind, ServiceKind
from app.services.letters.rendering import render, render_batch
from app.services.policy.catalogue import CATALOGUE
from app.services.unit_of_work import UnitOfWork, Work

CHUNK = 20
APPROVAL, RESULT, REFUSAL = "补贴核准通知书", "审核结果告知书", "不予补贴决定书"
NOT_SERVED = "不予办理决定书"
REFUSALS = (REFUSAL, NOT_SERVED)
SERVICES = tuple(subsidy.code for subsidy in CATALOGUE if not subsidy.money)
IS_GRANTED = Case.state.in_(GRANTED)


def _granted_service(kind: ServiceKind) -> ColumnElement[bool]:
    """Granted cases of the kind's type, with one of the answers that it is about."""
    answers = [func.json_extract(Case.facts, f"$.{name}").is_not(None) for name in kind.when]
    return and_(IS_GRANTED, Case.code == kind.code, *([or_(*answers)] if answers else []))


DUE: dict[str, ColumnElement[bool]] = {
    APPROVAL: and_(IS_GRANTED, Case.granted_fen > 0),
    RESULT: and_(IS_GRANTED, Case.granted_fen < Case.gross_fen),
    REFUSAL: and_(Case.state == "rejected", Case.code.not_in(SERVICES)),
    NOT_SERVED: and_(Case.state == "rejected", Case.code.in_(SERVICES)),
    **{kind.name: _granted_service(kind) for kind in SERVICE_KINDS},
}


@dataclass(frozen=True)
class Issued:
    """A letter as it lies in the store."""

    number: str
    kind: str
    case_number: str
    applicant: str
    issued_on: date
    verification: str


@dataclass(frozen=True)
class Draft:
    """A letter before it is issued: how it will look, and every blank that the case leaves in it."""

    kind: str
    case_number: str
    pdf: bytes
    blanks: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Which letters are asked for: of a kind, for one case, for an import, or for all."""

    kind: str
    case_number: str = ""
    batch_number: str = ""


def kind_named(name: str) -> Kind:
    """A kind of letter by its name; UserError for one the program does not write."""
    if name not in KINDS:
        raise UserError(f"没有“{name}”这种文书，可用：{'、'.join(KINDS)}。")
    return KINDS[name]


def due(uow: UnitOfWork, wanted: Wanted) -> list[str]:
    """The cases that are due a letter of the kind and have none yet, in queue order."""
    kind_named(wanted.kind)
    with uow.read() as work:
        return _due(work, wanted)


def _due(work: Work, wanted: Wanted) -> list[str]:
    issued = select(Letter.id).where(Letter.case_id == Case.id, Letter.kind == wanted.kind).exists()
    query = select(Case.number).where(DUE[wanted.kind], ~issued, *_scope(work, wanted)).order_by(Case.id)
    return list(work.session.execute(query).scalars())


def _scope(work: Work, wanted: Wanted) -> list[ColumnElement[bool]]:
    if wanted.case_number:
        return [Case.id == fetch(work.session, wanted.case_number).id]
    if not wanted.batch_number:
        return []
    batch = work.session.execute(select(Batch.id).where(Batch.number == wanted.batch_number)).scalar_one_or_none()
    if batch is None:
        raise UserError(f"没有批次 {wanted.batch_number}，请核对批次号。")
    return [Case.batch_id == batch]


def preview(uow: UnitOfWork, kind: str, case_number: str, fonts: Fonts) -> Draft:
    """The letter as it would be issued now, without a number, and the blanks it would have."""
    with uow.read() as work:
        facts = _facts(work, kind, fetch(work.session, case_number), "（编号待定）", "")
    return Draft(kind, case_number, render(KINDS[kind].write(facts), fonts), tuple(blanks(facts)))


def _facts(work: Work, kind: str, case: Case, number: str, code: str) -> CaseFacts:
    written = kind_named(kind)
    if not work.session.execute(select(Case.id).where(Case.id == case.id, DUE[kind])).first():
        raise UserError(f"{case.number} 现在不能出具{kind}，须先由审批人作出相应决定。")
    if isinstance(written, ServiceKind):
        return service_facts(work, case, written, number, code)
    return (refusal_facts if kind in REFUSALS else approval_facts)(work, case, number, code)


def issue(
    uow: UnitOfWork,
    kind: str,
    case_numbers: Sequence[str],
    fonts: Fonts,
    progress: Callable[[int, int], None] | None = None,
    *,
    on: date | None = None,
) -> list[Issued]:
    """Issue one letter a case: numbers without a gap, each PDF kept.

    Every CHUNK letters are one transaction, so that others are not kept waiting; UserError leaves those before it issued.
    """
    issued: list[Issued] = []
    for start in range(0, len(case_numbers), CHUNK):
        part = case_numbers[start : start + CHUNK]
        with uow.begin(on=on) as work:
            require_role(work.session, work.account, CASE_ROLES, f"出具{kind}")
            letters = [_issue_one(work, kind, fetch(work.session, number), fonts) for number in part]
            work.note("出具文书", kind, "、".join(letter.number for letter in letters))
        issued += letters
        if progress:
            progress(len(issued), len(case_numbers))
    return issued


def _issue_one(work: Work, kind: str, case: Case, fonts: Fonts) -> Issued:
    exists = work.session.execute(select(Letter.number).where(Letter.case_id == case.id, Letter.kind == kind)).scalar()
    if exists:
        raise UserError(f"{case.number} 已出具 {exists}，不能重复出具，需要时请打印存档件。")
    kept = keep(
        work,
        KINDS[kind],
        lambda number, code: KINDS[kind].write(_facts(work, kind, case, number, code)),
        Subject(case_id=case.id),
        fonts,
    )
    return Issued(kept.number, kind, case.number, case.applicant, work.today, kept.verification)


def issued_letters(uow: UnitOfWork, wanted: Wanted) -> list[Issued]:
    """The letters of a kind that were issued, in queue order."""
    kind_named(wanted.kind)
    with uow.read() as work:
        rows = work.session.execute(
            select(Letter, Case.number, Case.applicant)
            .join(Case, Case.id == Letter.case_id)
            .where(Letter.kind == wanted.kind, *_scope(work, wanted))
            .order_by(Case.id, Letter.id)
        )
        return [
            Issued(letter.number, letter.kind, number, applicant, letter.issued_on, letter.verification)
            for letter, number, applicant in rows
        ]


def stored(uow: UnitOfWork, number: str) -> bytes:
    """The PDF of an issued letter, byte for byte; UserError when there is no such letter."""
    with uow.read() as work:
        content = work.session.execute(
            select(LetterFile.content).join(Letter, Letter.id == LetterFile.letter_id).where(Letter.number == number)
        ).scalar_one_or_none()
    if content is None:
        raise UserError(f"没有文书 {number}，请核对文号。")
    return content


def batch_file(uow: UnitOfWork, numbers: Iterable[str], fonts: Fonts) -> bytes:
    """Issued letters as one PDF for printing, in the order given; the stored PDFs remain the record."""
    wanted = list(numbers)
    pdf = drawn_together(uow, wanted, fonts)
    note_printed(uow, wanted)
    return pdf


def drawn_together(uow: UnitOfWork, numbers: Iterable[str], fonts: Fonts) -> bytes:
    """Issued letters as one PDF, in the order given."""
    wanted = list(numbers)
    found: dict[str, str] = {}
    with uow.read() as work:
        for part in _parts(wanted):
            query = select(Letter.number, Letter.content).where(Letter.number.in_(part))
            found.update({row[0]: row[1] for row in work.session.execute(query)})
    return render_batch((letter_json.load(found[number]) for number in wanted), fonts)


def note_printed(uow: UnitOfWork, numbers: Sequence[str]) -> None:
    """Record that letters were printed; each keeps the moment of its first printing."""
    with uow.begin() as work:
        for part in _parts(numbers):
            fresh = update(Letter).where(Letter.number.in_(part), Letter.printed_at.is_(None))
            work.session.execute(fresh.values(printed_at=work.now))
        work.note("打印文书", detail=f"{len(numbers)} 份")


def _parts(numbers: Sequence[str]) -> Iterator[Sequence[str]]:
    return (numbers[start : start + 500] for start in range(0, len(numbers), 500))
