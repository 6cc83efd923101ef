"""Supervision: parties that cheated (违规申领台账), and random checks (双随机)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Day, Key, Line, Long, Moment, OnDay


class Misconduct(Base):
    """A unit or person that cheated, the measures taken, and the ban (限制申报) when there is one, with its authority."""

    __tablename__ = "misconduct"
    __table_args__ = (
        CheckConstraint("party IN ('person', 'unit')", name="party"),
        CheckConstraint("banned_from IS NULL OR length(authority) > 0", name="authority"),
        CheckConstraint("lifted_on IS NULL OR length(lifted_reason) > 0", name="lifted"),
    )

    id: Mapped[Key]
    party: Mapped[Line]
    party_number: Mapped[str] = mapped_column(index=True)  # identity number or credit code
    party_name: Mapped[Line]
    clawback_id: Mapped[int | None] = mapped_column(ForeignKey("clawbacks.id"), index=True, default=None)
    on_day: Mapped[OnDay]
    facts: Mapped[Long]
    measures: Mapped[Long]  # JSON list of 处理措施
    authority: Mapped[Line]  # 限制申报的依据文号
    banned_from: Mapped[Day]
    banned_until: Mapped[Day]
    lifted_on: Mapped[Day]
    lifted_reason: Mapped[Long]
    lifted_by: Mapped[Line]
    at: Mapped[Moment]
    account: Mapped[Line]


class BanException(Base):
    """One application that an administrator lets through a ban, with the reason; used by the case that took it."""

    __tablename__ = "ban_exceptions"
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason"),)

    id: Mapped[Key]
    misconduct_id: Mapped[int] = mapped_column(ForeignKey("misconduct.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    reason: Mapped[Long]
    at: Mapped[Moment]
    account: Mapped[Line]


class Draw(Base):
    """A random check (双随机): a list frozen first, then drawn from by a seed published later.

    Anyone can draw it again from `frozen`, `inspectors` and `seed` and get the same.
    """

    __tablename__ = "draws"
    __table_args__ = (
        CheckConstraint("subject IN ('case', 'unit')", name="subject"),
        CheckConstraint("wanted > 0 AND wanted <= listed", name="wanted"),
        CheckConstraint("length(digest) = 64", name="digest_length"),
        CheckConstraint("(seed = '') = (drawn_on IS NULL)", name="drawn"),
    )

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    subject: Mapped[Line]
    scope: Mapped[Line]  # what the list was made of, in words
    frozen: Mapped[Long]  # JSON: number and name of every member, in the list's order
    digest: Mapped[Line]  # of `frozen` and `inspectors`
    listed: Mapped[int]
    wanted: Mapped[int]
    inspectors: Mapped[Long]  # JSON: names
    per_member: Mapped[int]  # how many inspectors each check gets
    frozen_on: Mapped[OnDay]
    at: Mapped[Moment]
    account: Mapped[Line]
    seed: Mapped[Line]
    seed_source: Mapped[Line]  # where the seed was published
    drawn_on: Mapped[Day]
    drawn_by: Mapped[Line]


class DrawResult(Base):
    """What was drawn, in the order of the draw, and what the check of it found."""

    __tablename__ = "draw_results"
    __table_args__ = (
        UniqueConstraint("draw_id", "position"),
        CheckConstraint("outcome IN ('', 'clean', 'problem')", name="outcome"),
        CheckConstraint("(outcome = '') = (checked_on IS NULL)", name="checked"),
    )

    id: Mapped[Key]
    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"))
    position: Mapped[int]
    member: Mapped[Line]  # number of the case, credit code of the unit
    inspectors: Mapped[Line]
    outcome: Mapped[Line]
    finding: Mapped[Long]
    checked_on: Mapped[Day]
    checked_by: Mapped[Line]
