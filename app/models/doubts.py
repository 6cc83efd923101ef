"""Warnings (疑点) on cases, and the lists from elsewhere that some of them rest on."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Day, Key, Line, Long, Moment, OnDay


class Doubt(Base):
    """What a check found on a case; `mark` is what makes two findings the same. Judged by a person and kept."""

    __tablename__ = "doubts"
    __table_args__ = (
        UniqueConstraint("case_id", "code", "mark"),
        CheckConstraint("verdict IN ('', 'confirmed', 'harmless')", name="verdict"),
        CheckConstraint("verdict = '' OR (length(reason) > 0 AND judged_at IS NOT NULL)", name="judged"),
        Index("ix_doubts_open", "case_id", sqlite_where=text("verdict = '' AND gone_at IS NULL")),
    )

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    code: Mapped[Line]
    mark: Mapped[Line]
    text: Mapped[Long]
    others: Mapped[Long]  # JSON list of the numbers of the other cases it rests on
    blocks: Mapped[bool]
    list_id: Mapped[int | None] = mapped_column(ForeignKey("outside_lists.id"), default=None)
    found_at: Mapped[Moment]
    gone_at: Mapped[Moment | None] = mapped_column(default=None)  # when the facts no longer bore it out
    verdict: Mapped[Line]
    reason: Mapped[Long]
    judged_by: Mapped[Line]
    judged_at: Mapped[Moment | None] = mapped_column(default=None)


class OutsideList(Base):
    """A list from elsewhere (养老待遇领取, 死亡, …) as imported, with its date and source."""

    __tablename__ = "outside_lists"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest_length"),)

    id: Mapped[Key]
    kind: Mapped[Line]
    list_date: Mapped[OnDay]
    source: Mapped[Line]
    file_name: Mapped[Line]
    digest: Mapped[Line]
    rows: Mapped[int]
    at: Mapped[Moment]
    account: Mapped[Line]


class OutsideRow(Base):
    """A person on such a list; the days are what the list says about the person (from, until)."""

    __tablename__ = "outside_rows"

    id: Mapped[Key]
    list_id: Mapped[int] = mapped_column(ForeignKey("outside_lists.id"), index=True)
    identity_number: Mapped[str] = mapped_column(index=True)
    name: Mapped[Line]
    unit: Mapped[Line]
    start: Mapped[Day]
    end: Mapped[Day]
    detail: Mapped[Line]
