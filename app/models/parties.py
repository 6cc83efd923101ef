"""Persons and units: who applies, once each."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, Line


class Person(Base):
    """A person, known by the identity number."""

    __tablename__ = "persons"
    __table_args__ = (
        CheckConstraint("length(identity_number) = 18", name="identity_length"),
        Index("ix_persons_last_four", text("substr(identity_number, 15)")),
        Index("ix_persons_name", "name"),
    )

    id: Mapped[Key]
    identity_number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[Line]
    phone: Mapped[Line]


class Unit(Base):
    """A unit, known by its credit code."""

    __tablename__ = "units"
    __table_args__ = (CheckConstraint("length(credit_code) = 18", name="code_length"), Index("ix_units_name", "name"))

    id: Mapped[Key]
    credit_code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[Line]
    kind: Mapped[Line]
    township: Mapped[Line]
    contact: Mapped[Line]
    phone: Mapped[Line]


class NameWord(Base):
    """A word by whose beginning a registered name is found: a way to type it, or another name stated for its holder."""

    __tablename__ = "name_words"
    __table_args__ = ({"sqlite_with_rowid": False},)

    word: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
