"""Cases and the steps they take."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Day, Fen, Key, Line, Long, Moment, OnDay

STATES = (
    "draft", "accepted", "supplement", "reviewed", "countersign", "publicity",
    "approval", "approved", "completed", "rejected", "withdrawn",
)  # fmt: skip
GRANTED = ("approved", "completed")
DECIDED = (*GRANTED, "rejected")
CLOSED = ("rejected", "withdrawn")
# What the figures of a year are counted from: one scan of this index, whatever else a case holds.
COUNTED = (
    "code", "township", "unit_id", "state", "applied_on", "accepted_on", "decided_on", "granted_fen",
    "person_id", "public_from",
)  # fmt: skip

# What the list is sorted and narrowed by: an index that is scanned in place of the wide rows.
LISTED = ("state", "code", "township", "applicant", "unit_name", "payable_fen", "due_on", "applied_on")


class Case(Base):
    """One application. `version` grows with every change; a form that showed an older one is refused."""

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("gross_fen >= 0 AND payable_fen >= 0 AND payable_fen <= gross_fen", name="sums"),
        CheckConstraint("granted_fen IS NULL OR granted_fen >= 0", name="granted"),
        CheckConstraint(
            "(granted_fen IS NOT NULL) = (state IN ('approved', 'completed'))", name="granted_when_approved"
        ),
        Index("ix_cases_state_due", "state", "due_on", "id"),
        Index("ix_cases_due", "due_on", "id"),
        Index("ix_cases_state_applied", "state", "applied_on", "id"),
        Index("ix_cases_warned", "due_on", "id", sqlite_where=text("warned = 1")),
        Index("ix_cases_search", "search"),
        Index("ix_cases_list", *LISTED),
        Index("ix_cases_figures", *COUNTED),
    )

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    code: Mapped[Line]
    state: Mapped[Line]
    version: Mapped[int] = mapped_column(default=1)
    applied_on: Mapped[OnDay] = mapped_column(index=True)
    filed_at: Mapped[Moment]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)
    batch_row: Mapped[Line]
    applicant: Mapped[Line]
    unit_name: Mapped[Line]
    township: Mapped[Line]
    search: Mapped[Long]
    facts: Mapped[Long]
    eligible: Mapped[bool] = mapped_column(default=False)
    warned: Mapped[bool] = mapped_column(default=False)
    gross_fen: Mapped[Fen]
    payable_fen: Mapped[Fen]
    granted_fen: Mapped[int | None] = mapped_column(default=None)
    corrected_fen: Mapped[int | None] = mapped_column(default=None)  # what a decision to take back says it gives alone
    assessment: Mapped[Long]  # JSON, fixed by the decision
    accepted_on: Mapped[Day]
    accepted_order: Mapped[int | None] = mapped_column(default=None)  # id of the step that accepted it
    decided_on: Mapped[Day]
    due_on: Mapped[Day]
    days_left: Mapped[int | None] = mapped_column(default=None)  # working days left when a supplement stopped the clock
    came_from: Mapped[Line]  # where a supplement goes back to
    proposal: Mapped[Line]  # 不予受理 or 不予批准, waiting for the approver
    proposal_reason: Mapped[Long]
    held: Mapped[bool] = mapped_column(default=False)
    hold_reason: Mapped[Long]
    public_from: Mapped[Day]
    public_until: Mapped[Day]


class CaseStep(Base):
    """Who did what to a case, when, from where to where, and why. `on_day` is the office's day of the step."""

    __tablename__ = "case_steps"
    __table_args__ = (Index("ix_case_steps_case_id_on_day", "case_id", "on_day"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    at: Mapped[Moment]
    on_day: Mapped[OnDay]
    account: Mapped[Line]
    step: Mapped[Line]
    from_state: Mapped[Line]
    to_state: Mapped[Line]
    reason: Mapped[Long]
    stage: Mapped[Line]  # accept, review, approve or pay: no two of them by one account


class FactChange(Base):
    """An answer that was changed after filing, with the value before."""

    __tablename__ = "fact_changes"

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    at: Mapped[Moment]
    account: Mapped[Line]
    question: Mapped[Line]
    before: Mapped[Long]
    after: Mapped[Long]


class Opinion(Base):
    """What a department said in a countersign round; blank until it has said it."""

    __tablename__ = "opinions"
    __table_args__ = (CheckConstraint("agrees IS NULL OR given_on IS NOT NULL", name="dated"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    round: Mapped[int]
    department: Mapped[Line]
    agrees: Mapped[bool | None] = mapped_column(default=None)
    text: Mapped[Long]
    given_on: Mapped[Day]
    recorded_by: Mapped[Line]
    signer: Mapped[str] = mapped_column(default="", server_default="")  # who signed for the department
