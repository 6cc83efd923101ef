"""The audit chain: each entry carries the digest of the one before, so that a gap or a change shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry

BEGINNING = "0" * 64


def link(before: str, number: int, at: datetime, account: str, action: str, subject: str, detail: str) -> str:
    """The digest of an entry: over the digest before it and all its own fields."""
    fields = (before, str(number), at.isoformat(), account, action, subject, detail)
    return sha256("\x1f".join(fields).encode()).hexdigest()


def append(session: Session, at: datetime, account: str, action: str, subject: str = "", detail: str = "") -> None:
    """Write one entry at the end of the chain, in the caller's transaction."""
    append_many(session, at, account, [(action, subject, detail)])


def append_many(session: Session, at: datetime, account: str, acts: Iterable[tuple[str, str, str]]) -> None:
    """Write an entry for each act (action, subject, detail) at the end of the chain, in the caller's transaction."""
    last = session.execute(
        select(AuditEntry.id, AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1)
    ).one_or_none()
    number, before = (last.id, last.digest) if last else (0, BEGINNING)
    for action, subject, detail in acts:
        number += 1
        before = link(before, number, at, account, action, subject, detail)
        session.add(
            AuditEntry(id=number, at=at, account=account, action=action, subject=subject, detail=detail, digest=before)
        )
    session.flush()


@dataclass(frozen=True)
class ChainCheck:
    """What a walk along the chain found: how many entries, the head, and the first bad entry if there is one."""

    entries: int
    head: str
    first_bad: int | None


def check_chain(session: Session) -> ChainCheck:
    """Walk the whole chain; the first entry that does not follow from the one before it is named."""
    before, expected = BEGINNING, 1
    rows = session.execute(select(AuditEntry).order_by(AuditEntry.id)).scalars().yield_per(1000)
    for entry in rows:
        fields = (entry.id, entry.at, entry.account, entry.action, entry.subject, entry.detail)
        if entry.id != expected or entry.digest != link(before, *fields):
            return ChainCheck(expected - 1, before, expected)
        before, expected = entry.digest, expected + 1
    return ChainCheck(expected - 1, before, None)
