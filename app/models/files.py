"""Materials of a case as handed in, and scans of whatever has a paper behind it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Day, Key, Line, Moment

SUBJECTS = ("case", "material", "opinion", "objection", "letter", "clawback", "draw", "misconduct", "payment_run")


class CaseMaterial(Base):
    """A line of the material list of a case: handed in, missing, or accepted without (容缺) until a day."""

    __tablename__ = "case_materials"
    __table_args__ = (
        UniqueConstraint("case_id", "name"),
        CheckConstraint("state IN ('received', 'missing', 'deferred')", name="state"),
        CheckConstraint("(state = 'deferred') = (due_on IS NOT NULL)", name="deferred_until"),
        Index("ix_case_materials_deferred", "due_on", "case_id", sqlite_where=text("state = 'deferred'")),
    )

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    position: Mapped[int]
    name: Mapped[Line]
    state: Mapped[Line]
    received_on: Mapped[Day]
    due_on: Mapped[Day]
    note: Mapped[Line]
    at: Mapped[Moment]
    account: Mapped[Line]


class Scan(Base):
    """A scan or file that belongs to something stored (`subject` and its id), byte for byte.

    Bytes are stored with the first of several rows of one digest; `content` of the others is empty.
    """

    __tablename__ = "scans"
    __table_args__ = (
        CheckConstraint(f"subject IN {SUBJECTS}", name="subject"),
        CheckConstraint("length(digest) = 64", name="digest_length"),
        Index("ix_scans_subject", "subject", "subject_id"),
        Index("ix_scans_digest", "digest"),
    )

    id: Mapped[Key]
    subject: Mapped[Line]
    subject_id: Mapped[int]
    name: Mapped[Line]
    digest: Mapped[Line]
    at: Mapped[Moment]
    account: Mapped[Line]
    content: Mapped[bytes] = mapped_column(LargeBinary)
