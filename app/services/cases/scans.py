"""Scans of whatever has a paper behind it, byte for byte; one file attached to many things is stored once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select

from app.models import Scan as StoredScan
from app.services.errors import UserError
from app.services.unit_of_work import UnitOfWork, Work

MOST_BYTES = 50 << 20
KINDS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".ofd", ".doc", ".docx", ".xls", ".xlsx", ".zip")


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was chosen."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Scan:
    """A stored file, what it belongs to, and who attached it when."""

    key: int
    subject_id: int
    name: str
    at: datetime
    account: str


def attach(work: Work, subject: str, subject_ids: Sequence[int], file: File) -> None:
    """Attach a file in the caller's transaction; UserError when it is empty, too large or of another kind.

    A thing that has the very same file already does not get it twice.
    """
    if not file.content or len(file.content) > MOST_BYTES:
        raise UserError(f"“{file.name}”是空文件或超过 {MOST_BYTES >> 20} MB，请换一个文件。")
    if not file.name.lower().endswith(KINDS):
        raise UserError(f"“{file.name}”不是扫描件或文档，可用 {'、'.join(kind[1:] for kind in KINDS)}，请换一个文件。")
    digest = sha256(file.content).hexdigest()
    session = work.session
    same = select(StoredScan.subject_id).where(StoredScan.subject == subject, StoredScan.digest == digest)
    having = set(session.execute(same).scalars())
    kept = session.execute(select(StoredScan.id).where(StoredScan.digest == digest).limit(1)).first() is not None
    for subject_id in dict.fromkeys(subject_ids):
        if subject_id in having:
            continue
        content, kept = b"" if kept else file.content, True
        session.add(
            StoredScan(
                subject=subject,
                subject_id=subject_id,
                name=file.name,
                digest=digest,
                at=work.now,
                account=work.account,
                content=content,
            )
        )
    session.flush()


def scans_of(work: Work, subject: str, subject_ids: Sequence[int]) -> tuple[Scan, ...]:
    """The files of these things of one kind, in the order in which they came."""
    columns = (StoredScan.id, StoredScan.subject_id, StoredScan.name, StoredScan.at, StoredScan.account)
    rows = work.session.execute(
        select(*columns)
        .where(StoredScan.subject == subject, StoredScan.subject_id.in_(subject_ids))
        .order_by(StoredScan.id)
    )
    return tuple(Scan(*row) for row in rows)


def scan_content(uow: UnitOfWork, key: int) -> File:
    """A file, byte for byte; UserError when there is none."""
    with uow.read() as work:
        row = work.session.execute(select(StoredScan.name, StoredScan.digest).where(StoredScan.id == key)).one_or_none()
        if row is None:
            raise UserError("没有这个附件，请刷新后再试。")
        stored = select(StoredScan.content).where(StoredScan.digest == row.digest, func.length(StoredScan.content) > 0)
        return File(row.name, work.session.execute(stored.limit(1)).scalar_one())
