"""Whether a case has doubts that wait, or that block it: one place that says so."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, select, update
from sqlalchemy.orm import Session

from app.models import Case, Doubt

OPEN = and_(Doubt.verdict == "", Doubt.gone_at.is_(None))
_OPEN_ON_A_CASE = select(Doubt.id).where(Doubt.case_id == bindparam("case_id"), OPEN).limit(1)
BLOCKING = and_(Doubt.blocks, Doubt.verdict != "harmless", Doubt.gone_at.is_(None))
"""A doubt that blocks does so until a person has found it harmless; one confirmed goes on blocking."""


def of_case(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """A condition on cases: they have a doubt of which another condition holds."""
    return exists(select(Doubt.id).where(Doubt.case_id == Case.id, condition))


def has_open(session: Session, case_id: int) -> bool:
    """Whether a doubt on the case waits for a person."""
    return session.execute(_OPEN_ON_A_CASE, {"case_id": case_id}).first() is not None


def open_count(session: Session, cap: int) -> int:
    """How many doubts wait for a person, counted up to cap + 1."""
    some = select(Doubt.id).where(OPEN).limit(cap + 1).subquery()
    return session.execute(select(func.count()).select_from(some)).scalar_one()


def told(session: Session, case_id: int) -> tuple[str, ...]:
    """The doubts on a case that wait or were borne out, a sentence each; what blocks first."""
    query = select(Doubt.text, Doubt.verdict, Doubt.blocks).where(
        Doubt.case_id == case_id, Doubt.verdict != "harmless", Doubt.gone_at.is_(None)
    )
    rows = session.execute(query.order_by(Doubt.blocks.desc(), Doubt.id))
    return tuple(
        f"疑点{'（阻断）' if blocks else ''}{'（属实）' if verdict else ''}：{text}" for text, verdict, blocks in rows
    )


def warn(session: Session, ids: Collection[int]) -> set[int]:
    """Mark those of the cases as warned that have open doubts; returns the others of them that are marked still."""
    wanted = sorted(ids)
    left: set[int] = set()
    for start in range(0, len(wanted), 5_000):
        some = Case.id.in_(wanted[start : start + 5_000])
        statement = update(Case).where(some, ~Case.warned, of_case(OPEN)).values(warned=True)
        session.execute(statement.execution_options(synchronize_session=False))
        left.update(session.execute(select(Case.id).where(some, Case.warned, ~of_case(OPEN))).scalars())
    return left
