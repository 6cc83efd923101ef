"""Instalments that an approval commits, and the ledger of what was paid. Balances are sums of entries."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Day, Key, Line, Moment, OnDay


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


class LedgerEntry(Base):
    """A payment (direction 1) or a returned payment or counter-entry (direction -1), in fen; never edited."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="amount"),
        CheckConstraint("direction IN (1, -1)", name="direction"),
        CheckConstraint("kind IN ('payment', 'returned', 'counter')", name="kind"),
        CheckConstraint("(kind = 'payment') = (direction = 1)", name="sign"),
        CheckConstraint("length(voucher) > 0", name="voucher"),
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
