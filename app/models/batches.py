"""Workbooks as they were sent in."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
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


class HeaderMapping(Base):
    """What a column of a unit's workbooks was said to hold: its header, and the question it answers (none: not read)."""

    __tablename__ = "header_mappings"
    __table_args__ = (UniqueConstraint("unit", "code", "header", name="uq_header_mappings_header"),)

    id: Mapped[Key]
    unit: Mapped[str]  # its credit code, else its name
    unit_name: Mapped[Line]
    code: Mapped[str]
    header: Mapped[str]
    question: Mapped[Line]
    at: Mapped[Moment]
    account: Mapped[Line]


class BatchFile(Base):
    """The file of a batch, byte for byte."""

    __tablename__ = "batch_files"

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
