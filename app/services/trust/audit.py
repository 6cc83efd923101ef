"""The audit chain: each entry carries the digest of the one before, so that a gap or a change shows.

The digest needs no secret: whoever has the log can follow it, and a printed head holds it to paper. The seal beside it
needs the database's key: the chain cannot be written anew, digests and all, by somebody who cannot open the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry, Base, RowSeal
from app.services.bulk import insert_many
from app.services.trust.chain_key import key_of, seal

BEGINNING = "0" * 64
TABLE = Base.metadata.tables[AuditEntry.__tablename__]
_LAST = select(AuditEntry.id, AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1)
_HEAD_OF_BOOKS = select(RowSeal.digest).order_by(RowSeal.id.desc()).limit(1)


def link(
    before: str, number: int, at: datetime, account: str, action: str, subject: str, detail: str, books: str = ""
) -> str:
    """The digest of an entry: over the digest before it and all its own fields, `books` where there is one."""
    fields = (before, str(number), at.isoformat(), account, action, subject, detail, *([books] if books else []))
    return sha256("\x1f".join(fields).encode()).hexdigest()


def append(session: Session, at: datetime, account: str, action: str, subject: str = "", detail: str = "") -> None:
    """Write one entry at the end of the chain, in the caller's transaction."""
    append_many(session, at, account, [(action, subject, detail)])


def append_many(session: Session, at: datetime, account: str, acts: Iterable[tuple[str, str, str]]) -> None:
    """Write an entry for each act (action, subject, detail) at the end of the chain, in the caller's transaction."""
    session.flush()  # what was booked so far is in the books that the entry speaks of
    last = session.execute(_LAST).one_or_none()
    number, before = (last.id, last.digest) if last else (0, BEGINNING)
    books, key = head_of_books(session), key_of(session)
    rows = []
    for action, subject, detail in acts:
        number += 1
        before = link(before, number, at, account, action, subject, detail, books)
        said = {"account": account, "action": action, "subject": subject, "detail": detail}
        rows.append({"id": number, "at": at, **said, "digest": before, "books": books, "seal": seal(key, before)})
    insert_many(session, TABLE, rows)


def head_of_books(session: Session) -> str:
    """The digest of the row sealed last; empty before the first."""
    return session.scalars(_HEAD_OF_BOOKS).one_or_none() or ""
