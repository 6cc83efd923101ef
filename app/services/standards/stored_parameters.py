"""The office's own values as they lie in the database: JSON with its type, in the order of entry."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import ParameterEntry
from app.services.policy.standards import Entry, Value


def packed(value: Value) -> str:
    """A value as it is stored."""
    return json.dumps(_typed(value), ensure_ascii=False)


def _typed(value: Value) -> tuple[str, bool | str | list[str]]:
    match value:
        case bool():
            return "yes_no", value
        case Decimal():
            return "number", str(value)
        case date():
            return "day", value.isoformat()
        case tuple():
            return "list", list(value)
        case _:
            return "text", value


def _unpacked(text: str) -> Value:
    kind, plain = json.loads(text)
    if kind == "number":
        return Decimal(plain)
    if kind == "day":
        return date.fromisoformat(plain)
    unpacked: Value = tuple(plain) if kind == "list" else plain
    return unpacked


def entered(session: Session, until: date | None = None) -> list[Entry]:
    """What the office has entered, in the order of entry; when a day is given, by the end of that day."""
    query = select(ParameterEntry).order_by(ParameterEntry.id)
    if until is not None:
        query = query.where(func.date(ParameterEntry.entered_at) <= until.isoformat())
    rows = session.execute(query).scalars()
    return [Entry(row.name, row.key, row.start, row.source, _unpacked(row.value)) for row in rows]
