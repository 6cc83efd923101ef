"""Letters as issued, and the series their numbers come from."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, Line, Moment, OnDay


class Series(Base):
    """The last number taken of a series in a year; gapless, as it is taken in the transaction that uses it."""

    __tablename__ = "series"

    name: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Letter(Base):
    """A letter once issued: on a case, a clawback, an entry of a register, a payment run, or on many cases (LetterCase).

    A correction is a new letter that names the old one.
    """

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("series", "year", "serial"),
        CheckConstraint("length(digest) = 64", name="digest_length"),
        CheckConstraint("case_id IS NULL OR entry_id IS NULL", name="one_subject"),
        CheckConstraint("clawback_id IS NULL OR case_id IS NOT NULL", name="clawback_of_case"),
    )

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[Line]
    series: Mapped[Line]
    year: Mapped[int]
    serial: Mapped[int]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("register_entries.id"), index=True)
    clawback_id: Mapped[int | None] = mapped_column(ForeignKey("clawbacks.id"), index=True, default=None)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("payment_runs.id"), index=True, default=None)
    occasion_id: Mapped[int] = mapped_column(default=0, server_default="0")  # what it answers: a step, an objection
    issued_on: Mapped[OnDay]
    issued_at: Mapped[Moment]
    issued_by: Mapped[Line]
    verification: Mapped[str] = mapped_column(unique=True)
    content: Mapped[Line]  # the letter's content as JSON, from which a batch file is drawn
    digest: Mapped[Line]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    printed_at: Mapped[Moment | None] = mapped_column(default=None)


class LetterFile(Base):
    """The PDF of a letter, byte for byte."""

    __tablename__ = "letter_files"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class LetterCase(Base):
    """A case that a letter about many cases lists (拟补贴公示, 资金拨付花名册), in its order."""

    __tablename__ = "letter_cases"
    __table_args__ = ({"sqlite_with_rowid": False},)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True, index=True)
    position: Mapped[int]


class LetterService(Base):
    """A service (送达) of a letter: when, how, to whom; the last one counts. Its 送达回证 is a scan."""

    __tablename__ = "letter_services"

    id: Mapped[Key]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), index=True)
    served_on: Mapped[OnDay]
    manner: Mapped[Line]
    receiver: Mapped[Line]
    note: Mapped[Line]
    at: Mapped[Moment]
    account: Mapped[Line]
