"""Letters on entries of a register: who is due a reminder, the letter before it is issued, and issuing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.models import Letter
from app.services.errors import UserError
from app.services.letters.case_facts import office_of
from app.services.letters.keeping import Subject, keep
from app.services.letters.office.reminders import FundFacts, fund_reminder
from app.services.letters.paper.content import Letter as Content
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.rendering import render
from app.services.registers.education_funds import EDUCATION_FUNDS, LEAST_SHARE, Fund, below, least_fen, share
from app.services.registers.entries import KEEPERS
from app.services.registers.stored import fetch_entry, read_facts
from app.services.trust.accounts import require_role
from app.services.unit_of_work import UnitOfWork, Work

REMINDER = "培训经费提醒函"
ANSWERED_WITHIN = 15


@dataclass(frozen=True)
class RegisterKind:
    """A kind of letter on an entry of a register: its name and the series that numbers it."""

    name: str
    series: str


KIND = RegisterKind(REMINDER, "提醒")


@dataclass(frozen=True)
class IssuedReminder:
    """A reminder as it was issued to a unit."""

    number: str
    unit: str
    verification: str
    pdf: bytes


def preview_reminder(uow: UnitOfWork, entry_id: int, fonts: Fonts) -> bytes:
    """The reminder as it would be issued now, without a number; UserError where none is due."""
    with uow.read() as work:
        return render(_written(work, entry_id, "（编号待定）", ""), fonts)


def issue_reminders(
    uow: UnitOfWork, entry_ids: Sequence[int], fonts: Fonts, *, on: date | None = None
) -> list[IssuedReminder]:
    """A clerk issues one reminder an entry, all or none; UserError where none is due or one was issued already."""
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, KEEPERS, f"出具{REMINDER}")
        issued = [_issue(work, entry_id, fonts) for entry_id in entry_ids]
        work.note("出具文书", REMINDER, "、".join(f"{one.number} {one.unit}" for one in issued))
    return issued


def _issue(work: Work, entry_id: int, fonts: Fonts) -> IssuedReminder:
    fund = _fund(work, entry_id)
    query = select(Letter.number).where(Letter.entry_id == entry_id, Letter.kind == REMINDER)
    if earlier := work.session.execute(query).scalar():
        raise UserError(f"{fund.unit_name} {fund.year} 年度已出具 {earlier}，不能重复出具，需要时请打印存档件。")
    kept = keep(
        work,
        KIND,
        lambda number, code: _written(work, entry_id, number, code),
        Subject(entry_id=entry_id),
        fonts,
    )
    return IssuedReminder(kept.number, fund.unit_name, kept.verification, kept.pdf)


def _fund(work: Work, entry_id: int) -> Fund:
    fund = read_facts(EDUCATION_FUNDS, fetch_entry(work, EDUCATION_FUNDS, entry_id))
    if not isinstance(fund, Fund) or not below(fund, work.parameters.at(work.today)):
        raise UserError("一线职工经费未低于规定比例，不需要出具提醒函，请核对所选记录。")
    return fund


def _written(work: Work, entry_id: int, number: str, code: str) -> Content:
    fund, standards = _fund(work, entry_id), work.parameters.at(work.today)
    return fund_reminder(
        FundFacts(
            office=office_of(standards),
            number=number,
            unit=fund.unit_name,
            year=fund.year,
            payroll_fen=fund.payroll,
            set_aside_fen=fund.set_aside,
            spent_fen=fund.spent,
            at_the_line_fen=fund.at_the_line,
            least_fen=least_fen(fund, standards),
            percent=standards.number(LEAST_SHARE),
            share=share(fund) or 0,
            clause=LEAST_SHARE.clause.cited,
            signed_on=work.today,
            answer_by=work.calendar.add(work.today, ANSWERED_WITHIN),
            verification_code=code,
        )
    )
