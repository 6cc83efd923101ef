"""All cases in one plain list, for commands and scheduled jobs."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from app.models import Case
from app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class ListedCase:
    """A case in a line; sums in fen, the payable one as granted once it is approved."""

    number: str
    code: str
    state: str
    applicant: str
    unit: str
    gross_fen: int
    payable_fen: int
    version: int


def list_cases(uow: UnitOfWork, state: str | None = None) -> list[ListedCase]:
    """All cases, or those in a state, in the order of their numbers."""
    payable = func.coalesce(Case.granted_fen, Case.payable_fen)
    query = select(
        Case.number, Case.code, Case.state, Case.applicant, Case.unit_name, Case.gross_fen, payable, Case.version
    ).order_by(Case.id)
    if state:
        query = query.where(Case.state == state)
    with uow.read() as work:
        return [ListedCase(*row) for row in work.session.execute(query)]
