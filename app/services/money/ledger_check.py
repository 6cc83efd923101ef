"""Whether ledger, instalments, cases and budgets agree to the fen, and whether the keys of cases are held as they should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.models import Case, CaseClaim, CaseInstalment
from app.models.cases import CLOSED, GRANTED
from app.services.cases.course_check import claim_problems, hand_problems, standing_problems
from app.services.clawbacks.checking import clawback_problems
from app.services.money.budget_check import budget_problems
from app.services.money.remainders import net_paid, remainder
from app.services.money.reversal_check import reversal_problems
from app.services.money.run_check import check_runs
from app.services.policy.money import yuan
from app.services.trust.findings import Check
from app.services.unit_of_work import UnitOfWork

HINT = "请管理员停止拨付并核查。"


def check_ledger(uow: UnitOfWork) -> list[str]:
    """Every disagreement as one Chinese sentence; none when all is well."""
    with uow.read() as work:
        return [problem for check in CHECKS for problem in check.find(work.session)]


def _plans(session: Session) -> Iterator[str]:
    """The instalments of a granted case add up to the sum granted; no other case has any."""
    planned = func.coalesce(func.sum(CaseInstalment.amount_fen), 0)
    rows = session.execute(
        select(Case.number, Case.granted_fen, planned.label("planned"))
        .outerjoin(CaseInstalment, CaseInstalment.case_id == Case.id)
        .where(Case.state.in_(GRANTED))
        .group_by(Case.id)
        .having(planned != Case.granted_fen)
    )
    for row in rows:
        yield f"{row.number} 核定 {yuan(row.granted_fen)} 元，各期合计却为 {yuan(row.planned)} 元，{HINT}"
    stray = select(Case.number).where(Case.state.not_in(GRANTED), exists().where(CaseInstalment.case_id == Case.id))
    for number in session.scalars(stray):
        yield f"{number} 未经批准，却已有拨付计划，{HINT}"


def _payments(session: Session) -> Iterator[str]:
    """Nothing is paid beyond its instalment as far as it was not revoked, nothing taken back that was not paid."""
    due, paid = CaseInstalment.amount_fen - CaseInstalment.cancelled_fen, net_paid()
    rows = session.execute(
        select(Case.number, CaseInstalment.position, due.label("due"), paid.label("paid"))
        .join(Case, Case.id == CaseInstalment.case_id)
        .where(or_(paid > due, paid < 0))
    )
    for row in rows:
        which = f"{row.number} 第 {row.position} 期应付 {yuan(row.due)} 元，台账净额却为 {yuan(row.paid)} 元"
        yield f"{which}，{HINT}"


def _endings(session: Session) -> Iterator[str]:
    """A case is completed when nothing is left of any instalment, and not before."""
    left, paid = (func.coalesce(func.sum(one), 0) for one in (remainder(), net_paid()))
    rows = session.execute(
        select(Case.number, Case.state, Case.granted_fen, paid.label("paid"))
        .outerjoin(CaseInstalment, CaseInstalment.case_id == Case.id)
        .where(Case.state.in_(GRANTED))
        .group_by(Case.id)
        .having((Case.state == "completed") != (left == 0))
    )
    for row in rows:
        told = "已办结，却" if row.state == "completed" else "已付清，却未办结："
        yield f"{row.number} {told}核定 {yuan(row.granted_fen)} 元、已拨付 {yuan(row.paid)} 元，{HINT}"


def _decisions(session: Session) -> Iterator[str]:
    """A decision has its day."""
    undated = select(Case.number).where(Case.state.in_((*GRANTED, "rejected")), Case.decided_on.is_(None))
    for number in session.scalars(undated):
        yield f"{number} 已作出决定，却没有决定日期，请管理员核查。"


def _keys(session: Session) -> Iterator[str]:
    """An accepted, eligible case that is not closed or revoked in full holds all its keys, any other none."""
    kept = Case.corrected_fen.is_distinct_from(0)
    holds = and_(Case.eligible, Case.accepted_order.is_not(None), Case.state.not_in(CLOSED), kept)
    for number in session.scalars(_with_claim(holds, live=False)):
        yield f"{number} 符合条件并已受理，却没有占用其唯一性标识，可能重复享受，请管理员核查。"
    for number in session.scalars(_with_claim(~holds, live=True)):
        yield f"{number} 未受理、不符合条件或已终结，却仍占用唯一性标识，会误拒他人，请管理员核查。"


def _with_claim(condition: ColumnElement[bool], *, live: bool) -> Select[*tuple[Any, ...]]:
    return select(Case.number).where(condition, exists().where(CaseClaim.case_id == Case.id, CaseClaim.live.is_(live)))


STOP = "请先停止拨付，由管理员会同财务逐件核查。"
CHECKS: tuple[Check[Session], ...] = (
    Check("各期合计＝核定金额", STOP, _plans),
    Check("净拨付不超过应付", STOP, _payments),
    Check("退票、冲正对得上原拨付", STOP, reversal_problems),
    Check("付清才办结", STOP, _endings),
    Check("决定有日期", "请管理员核查办理记录。", _decisions),
    Check("唯一性标识该占才占", STOP, _keys),
    Check("唯一性标识不重复", STOP, claim_problems),
    Check("案件状态＝办理记录", STOP, standing_problems),
    Check("四眼原则", STOP, hand_problems),
    Check("拨付批次＝台账", STOP, check_runs),
    Check("预算、承诺与台账", "请财务核对预算，管理员核查台账。", budget_problems),
    Check("追回、抵扣与台账", STOP, clawback_problems),
)
