"""The office's own: accounts with roles, parameters as entered, and the audit chain."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
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
    password: Mapped[str] = mapped_column(default="", server_default="")  # argon2 hash; empty until one is set
    password_at: Mapped[datetime | None] = mapped_column(default=None)
    one_time: Mapped[bool] = mapped_column(default=False, server_default="0")  # the next login sets a password
    failures: Mapped[int] = mapped_column(default=0, server_default="0")
    locked_until: Mapped[datetime | None] = mapped_column(default=None)


class AccountRole(Base):
    """A role of an account."""

    __tablename__ = "account_roles"
    __table_args__ = (CheckConstraint(f"role IN {ROLES}", name="role"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class FolderSetting(Base):
    """What holds for the whole data folder, by name: whether it asks for a login."""

    __tablename__ = "folder_settings"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Line]


class CalendarDay(Base):
    """A day that the office says it works or does not, whatever the published calendar says; the last entry counts."""

    __tablename__ = "calendar_days"

    id: Mapped[Key]
    day: Mapped[OnDay]
    working: Mapped[bool]
    source: Mapped[Line]
    at: Mapped[Moment]
    account: Mapped[Line]


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
    """A link of the audit chain: `digest` covers the entry, the digest before it and `books`.

    `books` is the head of the row seals as it stood then, empty before the first; `seal` covers the digest with a key
    made from the database's, empty where there is none.
    """

    __tablename__ = "audit_entries"

    id: Mapped[Key]
    at: Mapped[Moment]
    account: Mapped[Line]
    action: Mapped[Line]
    subject: Mapped[Line]
    detail: Mapped[Long]
    digest: Mapped[Line]
    books: Mapped[str] = mapped_column(default="", server_default="")
    seal: Mapped[str] = mapped_column(default="", server_default="")


class RowSeal(Base):
    """The digest of a money row as it was written, over the seal before it too, so that neither can go or come unseen.

    `seal` as on the audit chain. `late`: the row was there before rows were sealed, and taken as it was found.
    """

    __tablename__ = "row_seals"
    __table_args__ = (UniqueConstraint("of_table", "row_id"),)

    id: Mapped[Key]
    of_table: Mapped[Line]
    row_id: Mapped[int]
    digest: Mapped[Line]
    seal: Mapped[Line]
    late: Mapped[bool] = mapped_column(default=False)
