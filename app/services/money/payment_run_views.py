"""Payment runs as the window and the papers show them; sums in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from app.models import Case, CaseInstalment, LedgerEntry, PaymentRun, PaymentRunLine
from app.services.errors import UserError
from app.services.money.payment_run_changes import LABELS
from app.services.policy.catalogue import BY_CODE
from app.services.unit_of_work import UnitOfWork

LINE_LABELS = {"open": "待到账", "booked": "已到账", "removed": "已移出"}


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run: how many lines wait and are booked, what they come to together, and how much of it is set off."""

    number: str
    state: str
    made_on: date
    source: str
    account: str
    note: str
    version: int
    waiting: int
    booked: int
    amount_fen: int
    booked_fen: int
    set_off_fen: int

    @property
    def label(self) -> str:
        """The state as the office calls it."""
        return "部分到账" if self.state == "open" and self.booked else LABELS[self.state]

    @property
    def lines(self) -> int:
        """How many lines stand in it."""
        return self.waiting + self.booked


@dataclass(frozen=True, slots=True)
class RunLine:
    """A line: `amount_fen` is booked, `net_fen` goes to the payee, the rest is set off. `remark` says why it was changed."""

    position: int
    case_id: int
    case_number: str
    code: str
    title: str
    applicant: str
    unit: str
    term: str
    amount_fen: int
    set_off_fen: int
    bank: str
    account_name: str
    account_number: str
    state: str
    remark: str
    voucher: str
    paid_on: date | None

    @property
    def net_fen(self) -> int:
        """What the bank pays out."""
        return self.amount_fen - self.set_off_fen

    @property
    def label(self) -> str:
        """The state as the office calls it."""
        return LINE_LABELS[self.state]


def runs(uow: UnitOfWork) -> tuple[RunRow, ...]:
    """All runs, the latest first."""
    with uow.read() as work:
        return tuple(_run(row) for row in work.session.execute(_read_runs().order_by(PaymentRun.id.desc())))


def run_row(session: Session, number: str) -> RunRow:
    """One run; UserError when there is none of the number."""
    row = session.execute(_read_runs().where(PaymentRun.number == number)).one_or_none()
    if row is None:
        raise UserError(f"没有拨付批次 {number}，请财务核对批次号。")
    return _run(row)


def run_lines(uow: UnitOfWork, number: str) -> tuple[RunLine, ...]:
    """The lines of a run in their order, those taken out too."""
    with uow.read() as work:
        return lines_of(work.session, number)


def lines_of(session: Session, number: str) -> tuple[RunLine, ...]:
    """The same within an action under way."""
    entry, sibling = aliased(LedgerEntry), aliased(CaseInstalment)
    terms = select(func.count(sibling.id)).where(sibling.case_id == Case.id).correlate(Case).scalar_subquery()
    query = (
        select(PaymentRunLine, Case, CaseInstalment, entry.voucher, entry.paid_on, terms)
        .join(PaymentRun, PaymentRun.id == PaymentRunLine.run_id)
        .join(CaseInstalment, CaseInstalment.id == PaymentRunLine.instalment_id)
        .join(Case, Case.id == CaseInstalment.case_id)
        .outerjoin(
            entry,
            (entry.run_id == PaymentRun.id)
            & (entry.instalment_id == CaseInstalment.id)
            & (entry.kind == "payment")
            & (PaymentRunLine.state == "booked"),
        )
        .where(PaymentRun.number == number)
        .order_by(PaymentRunLine.position)
    )
    return tuple(_line(row) for row in session.execute(query))


def _read_runs() -> Select[*tuple[Any, ...]]:
    line = PaymentRunLine
    standing, booked = line.state != "removed", line.state == "booked"

    def total(condition: Any, amount: Any) -> Any:
        return func.coalesce(func.sum(case((condition, amount), else_=0)), 0)

    return (
        select(
            PaymentRun,
            total(line.state == "open", 1),
            total(booked, 1),
            total(standing, line.amount_fen),
            total(booked, line.amount_fen),
            total(standing, line.set_off_fen),
        )
        .outerjoin(line, line.run_id == PaymentRun.id)
        .group_by(PaymentRun.id)
    )


def _run(row: Row[*tuple[Any, ...]]) -> RunRow:
    run = row[0]
    head = (run.number, run.state, run.made_on, run.source, run.account, run.note, run.version)
    return RunRow(*head, *map(int, row[1:]))


def _line(row: Row[*tuple[Any, ...]]) -> RunLine:
    line, owner, instalment = row[0], row[1], row[2]
    voucher, paid_on, terms = row[3], row[4], row[5]
    return RunLine(
        position=line.position,
        case_id=owner.id,
        case_number=owner.number,
        code=owner.code,
        title=BY_CODE[owner.code].title,
        applicant=owner.applicant,
        unit=owner.unit_name,
        term=instalment.label if terms == 1 else f"第{instalment.position}期 {instalment.label}",
        amount_fen=line.amount_fen,
        set_off_fen=line.set_off_fen,
        bank=line.bank,
        account_name=line.account_name,
        account_number=line.account_number,
        state=line.state,
        remark=line.reason,
        voucher=voucher or "",
        paid_on=paid_on,
    )
