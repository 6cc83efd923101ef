"""Keeping a letter: its number, its verification code, and the PDF as issued, in the caller's transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from app.models import Letter, LetterCase, LetterFile
from app.services import numbering
from app.services.letters.paper import letter_json
from app.services.letters.paper.content import Letter as Content
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.rendering import render
from app.services.policy.standards import LETTER_PREFIXES
from app.services.unit_of_work import Work

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Subject:
    """What a letter is about: a case (perhaps its clawback), an entry of a register, a payment run, or listed cases."""

    case_id: int | None = None
    entry_id: int | None = None
    clawback_id: int | None = None
    run_id: int | None = None
    listed: tuple[int, ...] = ()  # ids of the cases that it lists, in their order
    corrects_id: int | None = None  # the letter that it corrects
    occasion_id: int = 0  # what it answers: a step, an objection


@dataclass(frozen=True)
class Kept:
    """A letter as it was kept."""

    number: str
    verification: str
    pdf: bytes


class Series(Protocol):
    """What numbers a letter: its kind by name, and the series of that kind."""

    @property
    def name(self) -> str:
        """The kind."""

    @property
    def series(self) -> str:
        """The series."""


def keep(work: Work, kind: Series, write: Callable[[str, str], Content], subject: Subject, fonts: Fonts) -> Kept:
    """Write a letter with the next number of its kind and a verification code, and store both content and PDF."""
    year = work.today.year
    serial = numbering.take(work.session, kind.series, year)
    prefix = work.parameters.at(work.today).text(LETTER_PREFIXES, kind.name)
    content = write(numbering.letter_number(prefix, year, serial), _verification_code())
    pdf = render(content, fonts)
    letter = _row(work, subject, content, (kind.series, serial), pdf)
    work.session.add(letter)
    work.session.flush()
    work.session.add(LetterFile(letter_id=letter.id, content=pdf))
    work.session.add_all(
        LetterCase(letter_id=letter.id, case_id=case_id, position=position)
        for position, case_id in enumerate(subject.listed, start=1)
    )
    return Kept(content.number, content.verification_code, pdf)


def _row(work: Work, subject: Subject, content: Content, place: tuple[str, int], pdf: bytes) -> Letter:
    series, serial = place
    return Letter(
        number=content.number,
        kind=content.kind,
        series=series,
        year=work.today.year,
        serial=serial,
        case_id=subject.case_id,
        entry_id=subject.entry_id,
        clawback_id=subject.clawback_id,
        run_id=subject.run_id,
        corrects_id=subject.corrects_id,
        occasion_id=subject.occasion_id,
        issued_on=work.today,
        issued_at=work.now,
        issued_by=work.account,
        verification=content.verification_code,
        content=letter_json.dump(content),
        digest=sha256(pdf).hexdigest(),
    )


def _verification_code() -> str:
    """Twelve characters that cannot be mistaken for each other: 7K3M-92QF-8XWB."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join((drawn[:4], drawn[4:8], drawn[8:]))
