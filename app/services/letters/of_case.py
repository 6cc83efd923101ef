"""The letters of one case: which it is due now, and those issued for it or listing it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.models import Case
from app.services.cases.case_letters import issued_letters_of
from app.services.cases.dossiers import fetch
from app.services.letters.kinds import KINDS
from app.services.letters.subjects import answered
from app.services.unit_of_work import UnitOfWork, Work
from app.services.worklists.case_shown import ShownLetter


@dataclass(frozen=True)
class CaseLetters:
    """The kinds of letters that a case is due and has not been given, and its letters, the latest first."""

    due: tuple[str, ...]
    issued: tuple[ShownLetter, ...]


def case_letters(uow: UnitOfWork, number: str) -> CaseLetters:
    """What is due and what was issued for the case of a number; UserError when there is none."""
    with uow.read() as work:
        case = fetch(work.session, number)
        return CaseLetters(_due(work, case), issued_letters_of(work, case)[::-1])


def _due(work: Work, case: Case) -> tuple[str, ...]:
    """Letters that list many cases are not asked for by one of them."""
    kinds = [kind for kind in KINDS.values() if kind.about is Case and not kind.together]
    return tuple(
        kind.name
        for kind in kinds
        if work.session.execute(
            select(Case.id).where(Case.id == case.id, kind.due_on(work.today), ~answered(kind))
        ).first()
    )
