"""What was asked for while a case was open, and what others said against it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Day, Key, Line, Long, Moment, OnDay


class Supplement(Base):
    """What one 补正通知书 asks for, all at once; `items` is a JSON list of sentences."""

    __tablename__ = "supplements"

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    asked_on: Mapped[OnDay]
    due_on: Mapped[Day]
    items: Mapped[Long]
    closed_on: Mapped[Day]
    at: Mapped[Moment]
    account: Mapped[Line]


class Objection(Base):
    """An objection during publicity: recorded by a clerk, judged by a reviewer; open until `upheld` is set."""

    __tablename__ = "objections"
    __table_args__ = (
        CheckConstraint("length(text) > 0", name="text"),
        CheckConstraint("(upheld IS NULL) = (judged_on IS NULL)", name="judged"),
    )

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    raised_on: Mapped[OnDay]
    raised_by: Mapped[Line]
    contact: Mapped[Line]
    text: Mapped[Long]
    recorded_by: Mapped[Line]
    at: Mapped[Moment]
    upheld: Mapped[bool | None] = mapped_column(default=None)
    finding: Mapped[Long]
    judged_on: Mapped[Day]
    judged_by: Mapped[Line]
