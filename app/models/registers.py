"""Registers: entries with their changes and scans, and the cases that refer to them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Day, Key, Line, Long, Moment

REGISTERS = (
    "talents", "target-figures", "education-funds", "institution-quality", "project-supervision", "fund-performance",
    "posts", "seekers", "bulletins",
    "contest-plans", "evaluators", "achievement-rounds", "meetings", "commendations",
)  # fmt: skip


class RegisterEntry(Base):
    """A line of a register; `facts` is JSON as its definition reads it, `mark` what makes two lines the same one."""

    __tablename__ = "register_entries"
    __table_args__ = (
        CheckConstraint(f"register IN {REGISTERS}", name="register"),
        CheckConstraint("withdrawn = 0 OR length(withdrawn_reason) > 0", name="withdrawn_with_reason"),
        Index("uq_register_entries_live", "register", "mark", unique=True, sqlite_where=text("withdrawn = 0")),
    )

    id: Mapped[Key]
    register: Mapped[Line]
    mark: Mapped[Line]
    on_day: Mapped[Day]
    facts: Mapped[Long]
    search: Mapped[Long]
    origin: Mapped[Line]  # the file that brought it; empty when entered by hand
    version: Mapped[int] = mapped_column(default=1)
    entered_at: Mapped[Moment]
    entered_by: Mapped[Line]
    withdrawn: Mapped[bool] = mapped_column(default=False)
    withdrawn_reason: Mapped[Long]


class RegisterChange(Base):
    """An answer of an entry that was changed, with the value before."""

    __tablename__ = "register_changes"

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entries.id"), index=True)
    at: Mapped[Moment]
    account: Mapped[Line]
    question: Mapped[Line]
    before: Mapped[Long]
    after: Mapped[Long]


class RegisterFile(Base):
    """A scan or file that belongs to an entry, byte for byte."""

    __tablename__ = "register_files"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest_length"),)

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entries.id"), index=True)
    name: Mapped[Line]
    digest: Mapped[Line]
    at: Mapped[Moment]
    account: Mapped[Line]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class CaseReference(Base):
    """A case that refers to an entry of a register."""

    __tablename__ = "case_references"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entries.id"), primary_key=True, index=True)
    at: Mapped[Moment]
    account: Mapped[Line]
