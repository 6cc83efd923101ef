"""The letters issued for a case, or listing it; reads only, so that no letter writer is loaded with a case."""

from __future__ import annotations

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from app.models import Case, Letter, LetterCase, LetterService
from app.services.unit_of_work import Work
from app.services.worklists.case_shown import ShownLetter


def issued_letters_of(work: Work, case: Case) -> tuple[ShownLetter, ...]:
    """The letters issued for a case or listing it, in the order of issuing, each with its last service."""
    earlier, new = aliased(LetterService), aliased(Letter)
    last = select(func.max(earlier.id)).where(earlier.letter_id == Letter.id).scalar_subquery()
    listing = select(LetterCase.letter_id).where(LetterCase.case_id == case.id)
    service = (LetterService.served_on, func.coalesce(LetterService.manner, ""))
    chain = (func.coalesce(new.number, ""), Letter.printed_at.is_not(None))
    rows = work.session.execute(
        select(Letter.number, Letter.kind, Letter.issued_on, *service, *chain)
        .select_from(Letter)
        .outerjoin(LetterService, LetterService.id == last)
        .outerjoin(new, new.corrects_id == Letter.id)
        .where(or_(Letter.case_id == case.id, Letter.id.in_(listing)))
        .order_by(Letter.id)
    )
    return tuple(ShownLetter(*row) for row in rows)
