"""The audit chain to read, page by page, the latest entry first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, true

from app.models import AuditEntry
from app.services.unit_of_work import UnitOfWork, Work

STRIDE = 1_000


@dataclass(frozen=True)
class AuditLine:
    """An entry of the chain; `digest` are the first sixteen signs of its digest."""

    number: int
    at: datetime
    account: str
    action: str
    subject: str
    detail: str
    digest: str


def page(uow: UnitOfWork, text: str = "", before: int | None = None, limit: int = 200) -> tuple[AuditLine, ...]:
    """At most `limit` entries with the text in account, action, subject or detail, before a number."""
    with uow.read() as work:
        return _page(work, text, before, limit)


def count(uow: UnitOfWork, text: str = "", cap: int = 1_000) -> int:
    """How many entries there are; counting stops at cap + 1."""
    with uow.read() as work:
        some = select(AuditEntry.id).where(_holding(text)).limit(cap + 1).subquery()
        return work.session.execute(select(func.count()).select_from(some)).scalar_one()


def each(uow: UnitOfWork, text: str = "") -> Iterator[AuditLine]:
    """All entries with the text, the latest first, in one reading."""
    with uow.read() as work:
        before = None
        while found := _page(work, text, before, STRIDE):
            yield from found
            before = found[-1].number


def _page(work: Work, text: str, before: int | None, limit: int) -> tuple[AuditLine, ...]:
    earlier = true() if before is None else AuditEntry.id < before
    query = select(AuditEntry).where(_holding(text), earlier).order_by(AuditEntry.id.desc()).limit(limit)
    return tuple(
        AuditLine(one.id, one.at, one.account, one.action, one.subject, one.detail, one.digest[:16])
        for one in work.session.execute(query).scalars()
    )


def _holding(text: str) -> ColumnElement[bool]:
    columns = (AuditEntry.account, AuditEntry.action, AuditEntry.subject, AuditEntry.detail)
    return or_(*(column.contains(text, autoescape=True) for column in columns)) if text else true()
