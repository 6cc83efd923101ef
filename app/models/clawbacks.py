"""Taking back: the clawback of a case, its steps, and the entries whose sum is its balance."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Day, Key, Line, Long, Moment, OnDay

CLAWBACK_STATES = ("investigating", "notified", "decided", "settled", "dropped")
CLAWBACK_GROUNDS = ("", "fraud", "duplicate", "lapsed", "error")
RECOVERY_KINDS = ("decision", "repayment", "set_off", "correction", "write_off")


class Clawback(Base):
    """A clawback of one case. What is owed and what came back are the sums of its entries. `version` as on cases."""

    __tablename__ = "clawbacks"
    __table_args__ = (
        CheckConstraint(f"state IN {CLAWBACK_STATES}", name="state"),
        CheckConstraint(f"ground IN {CLAWBACK_GROUNDS}", name="ground"),
        Index("uq_clawbacks_open", "case_id", unique=True, sqlite_where=text("state IN ('investigating', 'notified')")),
    )

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    state: Mapped[Line]
    version: Mapped[int] = mapped_column(default=1)
    origin: Mapped[Line]  # 案件, 疑点, 抽查, 举报 …
    opened_on: Mapped[OnDay]
    ground: Mapped[Line]
    facts: Mapped[Long]  # 查明的事实
    evidence: Mapped[Long]
    true_facts: Mapped[Long]  # JSON answers as they should have been; empty when the ground needs none
    lapsed_on: Mapped[Day]  # 资格丧失之日
    proposed_fen: Mapped[int | None] = mapped_column(default=None)
    cancelled_fen: Mapped[int] = mapped_column(
        default=0
    )  # what the decision cancelled of the case's unpaid instalments
    reply_by: Mapped[Day]  # 陈述申辩 until
    decided_on: Mapped[Day]
    return_by: Mapped[Day]
    responsible: Mapped[Long]  # JSON: persons held responsible, with the measures taken
    reason: Mapped[Long]  # why nothing is taken back


class ClawbackStep(Base):
    """Who did what to a clawback, when and why."""

    __tablename__ = "clawback_steps"

    id: Mapped[Key]
    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawbacks.id"), index=True)
    at: Mapped[Moment]
    on_day: Mapped[OnDay]
    account: Mapped[Line]
    step: Mapped[Line]
    from_state: Mapped[Line]
    to_state: Mapped[Line]
    reason: Mapped[Long]


class Statement(Base):
    """What the party stated in its defence (陈述申辩), and how it was answered."""

    __tablename__ = "statements"

    id: Mapped[Key]
    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawbacks.id"), index=True)
    received_on: Mapped[OnDay]
    made_by: Mapped[Line]
    text: Mapped[Long]
    answer: Mapped[Long]
    answered_on: Mapped[Day]
    at: Mapped[Moment]
    account: Mapped[Line]


class RecoveryEntry(Base):
    """An entry of a clawback, in fen: a decision makes owed (direction 1); what comes back or is written off, -1.

    A correction goes either way. Never edited.
    """

    __tablename__ = "recovery_entries"
    __table_args__ = (
        CheckConstraint(f"kind IN {RECOVERY_KINDS}", name="kind"),
        CheckConstraint("amount_fen > 0", name="amount"),
        CheckConstraint("direction IN (1, -1)", name="direction"),
        CheckConstraint(
            "kind = 'correction' OR (kind = 'decision') = (direction = 1)",
            name="sign",
        ),
        CheckConstraint("kind NOT IN ('repayment') OR length(voucher) > 0", name="voucher"),
        CheckConstraint("kind <> 'write_off' OR length(authority) > 0", name="authority"),
    )

    id: Mapped[Key]
    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawbacks.id"), index=True)
    kind: Mapped[Line]
    direction: Mapped[int]
    amount_fen: Mapped[int]
    on_day: Mapped[OnDay] = mapped_column(index=True)
    voucher: Mapped[Line]
    authority: Mapped[Line]  # 核销依据
    ledger_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_entries.id"), default=None)  # of a set-off
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("recovery_entries.id"), default=None)
    note: Mapped[Line]
    at: Mapped[Moment]
    account: Mapped[Line]


class RepaymentPart(Base):
    """A part of a repayment agreement (还款协议): so many fen by a day. A new agreement has a higher round."""

    __tablename__ = "repayment_parts"
    __table_args__ = (
        UniqueConstraint("clawback_id", "round", "position"),
        CheckConstraint("amount_fen > 0", name="amount"),
    )

    id: Mapped[Key]
    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawbacks.id"))
    round: Mapped[int]
    position: Mapped[int]
    due_on: Mapped[OnDay]
    amount_fen: Mapped[int]
    at: Mapped[Moment]
    account: Mapped[Line]


class Reassessment(Base):
    """What follows for another case of the key after a recovery: too much granted, or a 补差 for an approver to decide."""

    __tablename__ = "reassessments"
    __table_args__ = (
        CheckConstraint("kind IN ('clawback', 'top_up')", name="kind"),
        CheckConstraint("state IN ('open', 'done', 'dismissed')", name="state"),
        CheckConstraint("amount_fen > 0", name="amount"),
        Index("uq_reassessments_open", "case_id", unique=True, sqlite_where=text("state = 'open'")),
    )

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawbacks.id"), index=True)
    kind: Mapped[Line]
    amount_fen: Mapped[int]
    state: Mapped[Line]
    explanation: Mapped[Long]
    reason: Mapped[Long]
    at: Mapped[Moment]
    decided_by: Mapped[Line]
    decided_on: Mapped[Day]
