"""Workbooks as they were sent in."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Fen, Key, Line, Moment


class Batch(Base):
    """An import: one file, its digest, and what came of it."""

    __tablename__ = "batches"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest_length"),)

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    file_name: Mapped[Line]
    digest: Mapped[str] = mapped_column(index=True)
    at: Mapped[Moment]
    account: Mapped[Line]
    stored: Mapped[int]
    errors: Mapped[int]
    repeated: Mapped[int]
    payable_fen: Mapped[Fen]


class BatchFile(Base):
    """The file of a batch, byte for byte."""

    __tablename__ = "batch_files"

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
