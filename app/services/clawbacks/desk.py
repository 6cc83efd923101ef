"""The desk of one clawback: everything about it, its letters and those that are due now, and who may take the next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.models import Case, Clawback
from app.services.calendar.deadlines import Calendar
from app.services.clawbacks.court import COURT_MONTHS
from app.services.clawbacks.desk_list import DeskLine, desk_lines_of
from app.services.clawbacks.papers import Paper, papers_of
from app.services.clawbacks.records import fetch_clawback
from app.services.clawbacks.shown import ClawbackView, view_in
from app.services.clawbacks.terms import ClawbackState
from app.services.errors import UserError
from app.services.letters.clawback.kinds import CLAWBACK_KINDS
from app.services.letters.kind import Kind
from app.services.letters.subjects import answered
from app.services.trust.accounts import Role, roles_of
from app.services.unit_of_work import UnitOfWork, Work

DEMAND, COURT = "催告书", "强制执行申请书"
_SHOWN = 5


@dataclass(frozen=True)
class Desk:
    """A clawback with its letters, the kinds of letters that are due now, and the roles of the account at work."""

    desk: DeskLine
    view: ClawbackView
    papers: tuple[Paper, ...]
    due_letters: tuple[str, ...]
    roles: frozenset[Role]
    today: date
    calendar: Calendar

    @property
    def may_go_on(self) -> bool:
        """Whether the account at work may take the next step."""
        return bool(self.roles & set(self.desk.next.roles))


def desk_of(uow: UnitOfWork, number: str) -> Desk:
    """The desk of a clawback; UserError when there is none of that number."""
    with uow.read() as work:
        clawback = fetch_clawback(work.session, number)
        case = work.session.get_one(Case, clawback.case_id)
        (line,) = desk_lines_of(work, [(clawback, case)])
        view = view_in(work, number)
        letters = [kind.name for kind in CLAWBACK_KINDS if _is_due(work, kind, clawback.id, view)]
        papers = papers_of(work.session, [clawback.id]).get(clawback.id, ())
        return Desk(line, view, papers, tuple(letters), roles_of(work.session, work.account), work.today, work.calendar)


def _is_due(work: Work, kind: Kind, clawback_id: int, view: ClawbackView) -> bool:
    """Whether a kind is due and not issued; a demand only when it is overdue, an application only in its time."""
    if kind.name == DEMAND and not view.line.overdue:
        return False
    if kind.name == COURT and not view.court.may_go(work.today):
        return False
    wanted = select(kind.about.id).where(kind.about.id == clawback_id, kind.due_on(work.today), ~answered(kind))
    return work.session.execute(wanted).first() is not None


def court_words(view: ClawbackView, today: date) -> str:
    """Both court dates in words, or what is missing to tell them; whether it is too late."""
    dates = view.court
    if dates.not_after is not None and (dates.too_late or today > dates.not_after):
        return (
            f"起诉期限至 {dates.suit_until}，申请人民法院强制执行的期限至 {dates.not_after}"
            f"（起诉期满后 {COURT_MONTHS} 个月），已不能在期限内申请，请报负责人研究处理。"
        )
    if dates.missing:
        latest = f"最迟须在 {dates.not_after} 以前申请。" if dates.not_after else ""
        return f"申请强制执行的起止日期须待{'、'.join(dates.missing)}送达后计算。{latest}"
    return (
        f"起诉期限至 {dates.suit_until}，催告期限至 {dates.demand_until}；"
        f"可在 {dates.not_before} 之后、{dates.not_after} 以前（起诉期满后 {COURT_MONTHS} 个月内）申请人民法院强制执行。"
    )


def number_of(uow: UnitOfWork, case_number: str) -> str:
    """The last clawback of a case that is not at its end; empty without one."""
    ended = (ClawbackState.SETTLED.value, ClawbackState.DROPPED.value)
    with uow.read() as work:
        query = select(Clawback.number).join(Case, Case.id == Clawback.case_id)
        query = query.where(Case.number == case_number, Clawback.state.not_in(ended))
        return work.session.scalars(query.order_by(Clawback.id.desc())).first() or ""


def case_found(uow: UnitOfWork, text: str) -> str:
    """The number of the one case that a number, name, pinyin or identity number stands for; UserError for none or several."""
    wanted = text.strip()
    with uow.read() as work:
        query = select(Case.number, Case.applicant).order_by(Case.id.desc()).limit(_SHOWN + 1)
        rows = work.session.execute(query.where(Case.number == wanted.upper())).all()
        if not rows and wanted:
            rows = work.session.execute(query.where(Case.search.contains(wanted, autoescape=True))).all()
    if not rows:
        raise UserError(f"没有找到“{wanted}”的案件，请核对案件编号、姓名或者证号。")
    if len(rows) > 1:
        told = "、".join(f"{number} {applicant}" for number, applicant in rows[:_SHOWN])
        more = "等" if len(rows) > _SHOWN else ""
        raise UserError(f"“{wanted}”有多件：{told}{more}，请填写其中一件的案件编号。")
    return str(rows[0].number)
