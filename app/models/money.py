"""Instalments that an approval commits, and the ledger of what was paid. Balances are sums of entries."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Day, Key, Line, Long, Moment, OnDay


class CaseInstalment(Base):
    """A part of the granted sum, in fen. `due_on` is empty until what it waits for has happened."""

    __tablename__ = "case_instalments"
    __table_args__ = (
        UniqueConstraint("case_id", "position"),
        CheckConstraint("amount_fen >= 0", name="amount"),
    )

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    position: Mapped[int]
    label: Mapped[Line]
    amount_fen: Mapped[int]
    years_after: Mapped[int] = mapped_column(default=0)
    needs_check: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[Day]
    budget_year: Mapped[int | None] = mapped_column(default=None)  # None until it is committed in a year of its own
    cancelled_fen: Mapped[int] = mapped_column(default=0, server_default="0")  # revoked before it was paid


class InstalmentCheck(Base):
    """The yearly check (年度核查) before a later instalment is paid; the last one counts."""

    __tablename__ = "instalment_checks"

    id: Mapped[Key]
    instalment_id: Mapped[int] = mapped_column(ForeignKey("case_instalments.id"), index=True)
    checked_on: Mapped[OnDay]
    passed: Mapped[bool]
    finding: Mapped[Long]
    at: Mapped[Moment]
    account: Mapped[Line]


class BudgetEntry(Base):
    """A budget of a year and source as given (direction 1) or cut (direction -1), in fen; never edited."""

    __tablename__ = "budget_entries"
    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="amount"),
        CheckConstraint("direction IN (1, -1)", name="direction"),
        CheckConstraint("length(source) > 0 AND length(document) > 0", name="source"),
    )

    id: Mapped[Key]
    year: Mapped[int] = mapped_column(index=True)
    source: Mapped[Line]  # 资金来源: 区级财政 …
    direction: Mapped[int]
    amount_fen: Mapped[int]
    document: Mapped[Line]  # 预算文号
    on_day: Mapped[OnDay]
    note: Mapped[Line]
    at: Mapped[Moment]
    account: Mapped[Line]


class ClosedYear(Base):
    """A year that was closed (年终结账): nothing is booked into it any more. `figures` is what it closed with, as JSON."""

    __tablename__ = "closed_years"

    year: Mapped[int] = mapped_column(primary_key=True)
    closed_on: Mapped[OnDay]
    figures: Mapped[Long]
    at: Mapped[Moment]
    account: Mapped[Line]


class PaymentRun(Base):
    """What finance pays together: made, then booked whole or by line, or cancelled."""

    __tablename__ = "payment_runs"
    __table_args__ = (CheckConstraint("state IN ('open', 'booked', 'cancelled')", name="state"),)

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    state: Mapped[Line]
    source: Mapped[Line]  # 资金来源
    made_on: Mapped[OnDay]
    at: Mapped[Moment]
    account: Mapped[Line]
    note: Mapped[Line]
    version: Mapped[int] = mapped_column(default=1)


class PaymentRunLine(Base):
    """An instalment in a run, with the account as it stood; at most one open line an instalment."""

    __tablename__ = "payment_run_lines"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'booked', 'removed')", name="state"),
        CheckConstraint("amount_fen > 0", name="amount"),
        CheckConstraint("set_off_fen >= 0 AND set_off_fen <= amount_fen", name="set_off"),
        UniqueConstraint("run_id", "position"),
        Index("uq_payment_run_lines_open", "instalment_id", unique=True, sqlite_where=text("state = 'open'")),
    )

    id: Mapped[Key]
    run_id: Mapped[int] = mapped_column(ForeignKey("payment_runs.id"))
    position: Mapped[int]
    instalment_id: Mapped[int] = mapped_column(ForeignKey("case_instalments.id"), index=True)
    amount_fen: Mapped[int]
    set_off_fen: Mapped[int] = mapped_column(default=0)  # of it kept against what the payee owes
    bank: Mapped[Line]
    account_name: Mapped[Line]
    account_number: Mapped[Line]
    state: Mapped[Line]
    reason: Mapped[Line]  # why a line was taken out


class LedgerEntry(Base):
    """A payment (direction 1) or a returned payment or counter-entry (direction -1), in fen; never edited."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="amount"),
        CheckConstraint("direction IN (1, -1)", name="direction"),
        CheckConstraint("kind IN ('payment', 'returned', 'counter')", name="kind"),
        CheckConstraint("(kind = 'payment') = (direction = 1)", name="sign"),
        CheckConstraint("length(voucher) > 0", name="voucher"),
        Index("ix_ledger_entries_reverses_id", "reverses_id", sqlite_where=text("reverses_id IS NOT NULL")),
    )

    id: Mapped[Key]
    instalment_id: Mapped[int] = mapped_column(ForeignKey("case_instalments.id"), index=True)
    kind: Mapped[Line]
    direction: Mapped[int]
    amount_fen: Mapped[int]
    paid_on: Mapped[OnDay] = mapped_column(index=True)
    voucher: Mapped[Line]
    bank: Mapped[Line]
    account_name: Mapped[Line]
    account_number: Mapped[Line]
    note: Mapped[Line]
    at: Mapped[Moment]
    account: Mapped[Line]
    source: Mapped[str] = mapped_column(default="", server_default="")  # 资金来源
    run_id: Mapped[int | None] = mapped_column(ForeignKey("payment_runs.id"), index=True, default=None)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_entries.id"), default=None)
