"""The office's own: accounts with roles, parameters as entered, and the audit chain."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, Line, Long, Moment, OnDay

ROLES = ("clerk", "reviewer", "approver", "finance", "auditor", "administrator")


class Account(Base):
    """Someone who works with the program."""

    __tablename__ = "accounts"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[Moment]
    active: Mapped[bool] = mapped_column(default=True)


class AccountRole(Base):
    """A role of an account."""

    __tablename__ = "account_roles"
    __table_args__ = (CheckConstraint(f"role IN {ROLES}", name="role"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class ParameterEntry(Base):
    """A value of a parameter as the office entered it; dated, never overwritten. `value` is JSON with its type."""

    __tablename__ = "parameter_entries"
    __table_args__ = (CheckConstraint("length(source) > 0", name="source"),)

    id: Mapped[Key]
    name: Mapped[Line]
    key: Mapped[Line]
    start: Mapped[OnDay]
    source: Mapped[Line]
    value: Mapped[Long]
    entered_at: Mapped[Moment]
    entered_by: Mapped[Line]


class AuditEntry(Base):
    """A link of the audit chain: `digest` covers the entry and the digest before it."""

    __tablename__ = "audit_entries"

    id: Mapped[Key]
    at: Mapped[Moment]
    account: Mapped[Line]
    action: Mapped[Line]
    subject: Mapped[Line]
    detail: Mapped[Long]
    digest: Mapped[Line]
