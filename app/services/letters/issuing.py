"""Issuing letters: which cases are due one, its number, and the copy that is kept byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select, update

from app.models import Letter, LetterFile
from app.services.errors import UserError
from app.services.letters.facts import blanks
from app.services.letters.keeping import Subject, keep
from app.services.letters.kind import UNNUMBERED, Kind, Naming
from app.services.letters.kinds import kind_named
from app.services.letters.paper import letter_json
from app.services.letters.paper.content import Letter as Content
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.rendering import render, render_batch
from app.services.letters.subjects import (
    Wanted,
    applicant_of,
    issued_of,
    pending,
    require_due,
    require_unanswered,
    row_named,
    subject_of,
)
from app.services.trust.accounts import CASE_ROLES, require_role
from app.services.unit_of_work import UnitOfWork, Work

CHUNK = 20


@dataclass(frozen=True)
class Issued:
    """A letter as it lies in the store; `case_number` names what it is about, and is empty for a list of cases."""

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


def due(uow: UnitOfWork, wanted: Wanted) -> list[str]:
    """What is due a letter of the kind and has none yet, by number, in queue order."""
    kind = kind_named(wanted.kind)
    with uow.read() as work:
        query = select(kind.about.number).where(*pending(work, kind, wanted)).order_by(kind.about.id)
        return list(work.session.execute(query).scalars())


def preview(uow: UnitOfWork, kind: str, case_number: str, fonts: Fonts) -> Draft:
    """The letter as it would be issued now, without a number, and the blanks it would have."""
    return preview_of(uow, kind, [case_number], fonts)


def preview_of(uow: UnitOfWork, kind: str, numbers: Sequence[str], fonts: Fonts) -> Draft:
    """As `preview`, of one letter that lists all of these where its kind does."""
    written = kind_named(kind)
    with uow.read() as work:
        rows = [row_named(work, written, number) for number in numbers]
        for row in rows:
            require_due(work, written, row)
        occasion = subject_of(work, written, rows).occasion_id
        facts = _facts(work, written, rows, replace(UNNUMBERED, occasion=occasion))
    return Draft(kind, numbers[0], render(written.write(facts), fonts), tuple(blanks(facts)))


def _facts(work: Work, kind: Kind, rows: Sequence[Any], named: Naming) -> Any:
    return kind.facts(work, rows if kind.together else rows[0], named)


def issue(
    uow: UnitOfWork,
    kind: str,
    case_numbers: Sequence[str],
    fonts: Fonts,
    progress: Callable[[int, int], None] | None = None,
    *,
    on: date | None = None,
) -> list[Issued]:
    """Issue one letter each (one for all of them, where the kind lists cases): numbers without a gap, each PDF kept.

    Every CHUNK letters are one transaction, so that others are not kept waiting; UserError leaves those before it issued.
    """
    issued: list[Issued] = []
    written = kind_named(kind)
    letters = _letters(uow, written, case_numbers)
    for start in range(0, len(letters), CHUNK):
        with uow.begin(on=on) as work:
            require_role(work.session, work.account, CASE_ROLES, f"出具{kind}")
            part = [_issue_one(work, written, numbers, fonts) for numbers in letters[start : start + CHUNK]]
            work.note("出具文书", kind, "、".join(letter.number for letter in part))
        issued += part
        if progress:
            progress(len(issued), len(letters))
    return issued


def _letters(uow: UnitOfWork, kind: Kind, numbers: Sequence[str]) -> list[list[str]]:
    """What goes into each letter: one each, or those that may stand in one list together."""
    if not kind.together:
        return [[number] for number in numbers]
    groups: dict[object, list[str]] = {}
    with uow.read() as work:
        for number in numbers:
            groups.setdefault(kind.apart(row_named(work, kind, number)), []).append(number)
    return list(groups.values())


def _issue_one(work: Work, kind: Kind, numbers: Sequence[str], fonts: Fonts) -> Issued:
    rows = [row_named(work, kind, number) for number in numbers]
    for row in rows:
        require_due(work, kind, row)
        require_unanswered(work, kind, row)
    return kept_letter(work, kind, rows, subject_of(work, kind, rows), fonts)


def kept_letter(
    work: Work, kind: Kind, rows: Sequence[Any], subject: Subject, fonts: Fonts, *, corrects: str = "", reason: str = ""
) -> Issued:
    """Write and keep a letter on these rows in the caller's transaction; `corrects` is the number of the one it replaces."""

    def written(number: str, code: str) -> Content:
        return kind.write(_facts(work, kind, rows, Naming(number, code, corrects, reason, subject.occasion_id)))

    kept = keep(work, kind, written, subject, fonts)
    about = "" if kind.together else rows[0].number
    return Issued(kept.number, kind.name, about, applicant_of(work, kind, rows), work.today, kept.verification)


def issued_letters(uow: UnitOfWork, wanted: Wanted) -> list[Issued]:
    """The letters of a kind that were issued, in queue order."""
    kind = kind_named(wanted.kind)
    with uow.read() as work:
        return [
            Issued(letter.number, letter.kind, number, applicant, letter.issued_on, letter.verification)
            for letter, number, applicant in work.session.execute(issued_of(work, kind, wanted))
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
        named = "、".join(numbers[:20]) + ("…" if len(numbers) > 20 else "")
        work.note("打印文书", detail=f"{len(numbers)} 份：{named}")


def _parts(numbers: Sequence[str]) -> Iterator[Sequence[str]]:
    return (numbers[start : start + 500] for start in range(0, len(numbers), 500))
