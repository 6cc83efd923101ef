"""Past imports: what came of each, and the file as it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.models import Batch, BatchFile, Case
from app.models.cases import CLOSED
from app.services.errors import UserError
from app.services.unit_of_work import UnitOfWork, Work


@dataclass(frozen=True, slots=True)
class PastBatch:
    """An import: its file, who brought it in and when, rows by fate, and the assessed sum in fen."""

    number: str
    file_name: str
    at: datetime
    account: str
    stored: int
    errors: int
    repeated: int
    payable_fen: int


def past_batches(uow: UnitOfWork) -> tuple[PastBatch, ...]:
    """All imports, the latest first."""
    columns = (Batch.number, Batch.file_name, Batch.at, Batch.account)
    counts = (Batch.stored, Batch.errors, Batch.repeated, Batch.payable_fen)
    with uow.read() as work:
        rows = work.session.execute(select(*columns, *counts).order_by(Batch.id.desc()))
        return tuple(PastBatch(*row) for row in rows)


def original_file(uow: UnitOfWork, number: str) -> bytes:
    """The file of an import, byte for byte; UserError when there is no such batch."""
    with uow.read() as work:
        query = select(BatchFile.content).join(Batch, Batch.id == BatchFile.batch_id).where(Batch.number == number)
        content = work.session.execute(query).scalar_one_or_none()
    if content is None:
        raise UserError(f"没有批次 {number}，请核对批次号。")
    return content


def batch_of_file(uow: UnitOfWork, digest: str) -> str:
    """The batch that brought the file of this SHA-256 before; empty when there is none."""
    with uow.read() as work:
        return batch_with(work, digest)


def batch_with(work: Work, digest: str) -> str:
    """The same within an action under way: a batch that still has a case which was not closed."""
    query = (
        select(Batch.number)
        .join(Case, Case.batch_id == Batch.id)
        .where(Batch.digest == digest, Case.state.not_in(CLOSED))
        .limit(1)
    )
    return work.session.execute(query).scalar() or ""
