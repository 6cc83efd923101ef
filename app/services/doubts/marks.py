"""What a case states that another may state too, kept so that cases find each other by it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.models import Base, CaseMark
from app.services.bulk import insert_many

MARKED = {"certificate": "certificate", "invoice": "invoice", "account": "account_number", "phone": "phone"}


def keep_marks(session: Session, filed: Iterable[tuple[int, Any]]) -> None:
    """Store the marks of new cases, given by id with their facts."""
    rows = [
        {"case_id": case_id, "kind": kind, "key": str(value).upper()}
        for case_id, facts in filed
        for kind, name in MARKED.items()
        if (value := getattr(facts, name, None))
    ]
    insert_many(session, Base.metadata.tables["case_marks"], rows)


def rewrite_marks(session: Session, case_id: int, facts: Any) -> None:
    """Store them anew after the facts of a case have changed."""
    session.execute(delete(CaseMark).where(CaseMark.case_id == case_id))
    keep_marks(session, [(case_id, facts)])
