"""Closing a year (年终结账): its figures are frozen, and from then on nothing is booked into it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import CaseInstalment, ClosedYear, LedgerEntry, PaymentRun
from app.services.errors import UserError
from app.services.money.budget_sums import committed_by_type, days_of, given, paid, recovered_by_type
from app.services.money.remainders import remainder
from app.services.policy.money import yuan
from app.services.storage.backups import Occasion, back_up
from app.services.trust.accounts import Role, require_role
from app.services.trust.login_guards import require_recent_password
from app.services.unit_of_work import UnitOfWork, Work

CLOSERS = (Role.FINANCE, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Closing:
    """What a year closes with, sums in fen: by source and by type, and the unpaid instalments it carries over (结转)."""

    year: int
    entries: int
    budget: dict[str, int]
    paid: dict[str, int]
    committed_by_type: dict[str, int]
    recovered_by_type: dict[str, int]
    carried: int
    carried_fen: int

    @property
    def budget_fen(self) -> int:
        """All sources together."""
        return sum(self.budget.values())

    @property
    def paid_fen(self) -> int:
        """Net payments of the year."""
        return sum(self.paid.values())

    @property
    def committed_fen(self) -> int:
        """Payments of the year, and what it carries over."""
        return sum(self.committed_by_type.values())

    @property
    def recovered_fen(self) -> int:
        """What came back in the year."""
        return sum(self.recovered_by_type.values())

    @property
    def told(self) -> str:
        """Counts and sums in a sentence, for the question before it and for the audit chain."""
        carried = f"结转 {self.carried} 笔 {yuan(self.carried_fen)} 元" if self.carried else "没有结转"
        return (
            f"预算 {yuan(self.budget_fen)} 元，台账 {self.entries} 笔、净拨付 {yuan(self.paid_fen)} 元，"
            f"追回 {yuan(self.recovered_fen)} 元，{carried}。"
        )


def require_open(work: Work, day: date) -> None:
    """UserError when the year of `day` is closed: it takes only a counter-entry, dated in a year that is still open."""
    closed = work.session.get(ClosedYear, day.year)
    if closed is not None:
        raise UserError(
            f"{day.year} 年度已于 {closed.closed_on} 年终结账，不能再登记 {day} 的款项或决定，"
            f"请财务改用结账以后年度的日期；要更正已结账的款项，在新年度登记冲正。"
        )


def preview_closing(uow: UnitOfWork, year: int) -> Closing:
    """What a year would close with; UserError when it can not be closed now, or not by this account."""
    with uow.read() as work:
        return _closing(work, year)


def close_year(uow: UnitOfWork, year: int) -> Closing:
    """Finance or an administrator closes a year for good, after a backup; UserError when it can not be closed."""
    with uow.begin() as work:  # so that a refusal is written down
        _closing(work, year)
        require_recent_password(work, "年终结账")
    back_up(uow, Occasion.CLOSING)
    with uow.begin() as work:
        closing = _closing(work, year)
        figures = json.dumps(asdict(closing), ensure_ascii=False)
        work.session.add(
            ClosedYear(year=year, closed_on=work.today, figures=figures, at=work.now, account=work.account)
        )
        work.note("年终结账", f"{year} 年度", closing.told)
        return closing


def frozen(session: Session, year: int) -> Closing | None:
    """What a closed year closed with; None for a year that is open."""
    closed = session.get(ClosedYear, year)
    return Closing(**json.loads(closed.figures)) if closed else None


def _closing(work: Work, year: int) -> Closing:
    require_role(work.session, work.account, CLOSERS, "办理年终结账")
    _require_closable(work, year)
    session = work.session
    entries = select(func.count()).select_from(LedgerEntry).where(LedgerEntry.paid_on.between(*days_of(year)))
    rests = select(remainder().label("rest")).where(CaseInstalment.budget_year == year).subquery()
    carried, carried_fen = session.execute(
        select(func.count(), func.coalesce(func.sum(rests.c.rest), 0)).where(rests.c.rest > 0)
    ).one()
    return Closing(
        year=year,
        entries=session.execute(entries).scalar_one(),
        budget=given(session, year),
        paid=paid(session, year),
        committed_by_type=committed_by_type(session, year),
        recovered_by_type=recovered_by_type(session, year),
        carried=carried,
        carried_fen=carried_fen,
    )


def _require_closable(work: Work, year: int) -> None:
    today, closed = work.today, work.session.get(ClosedYear, year)
    if closed is not None:
        raise UserError(f"{year} 年度已于 {closed.closed_on} 结账，不能重复结账，也不能撤销结账。")
    if year < 2000 or year > today.year or (year == today.year and today.month < 12):
        raise UserError(f"{year} 年度还不能结账：只能结以前的年度，本年度须到 12 月以后，请财务届时办理。")
    runs = work.session.scalars(
        select(PaymentRun.number)
        .where(PaymentRun.state == "open", PaymentRun.made_on.between(*days_of(year)))
        .order_by(PaymentRun.id)
    ).all()
    if runs:
        told = "、".join(runs[:3]) + (f" 等 {len(runs)} 个" if len(runs) > 3 else "")
        raise UserError(f"{year} 年度还有未登记到账的拨付批次 {told}，请财务先登记到账或作废批次，再办理年终结账。")
