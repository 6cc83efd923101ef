"""The round of the departments that countersign, and the publicity before a decision."""

from __future__ import annotations

import re

from sqlalchemy import func, select

from app.models import Opinion
from app.services.calendar.limits import working_days
from app.services.cases import scans
from app.services.cases.course import State
from app.services.cases.dossiers import definition
from app.services.cases.objections import open_count
from app.services.cases.orders import Action

AGREED = "同意"
OBJECTION = re.compile(r"^(不同意|反对|不赞成|有异议)[，,：:、。 ]*")


def send(action: Action) -> State:
    """Money goes round the departments; a service goes to publicity or straight to the approver."""
    case, work = action.case, action.work
    subsidy = definition(case)
    if not subsidy.money:
        return State.PUBLICITY if subsidy.published else State.APPROVAL
    departments = work.parameters.at(work.today).lists().get("会签部门", ())
    if not departments:
        return State.PUBLICITY
    last = work.session.execute(select(func.max(Opinion.round)).where(Opinion.case_id == case.id)).scalar()
    work.session.add_all(
        Opinion(case_id=case.id, round=(last or 0) + 1, department=department) for department in departments
    )
    return State.COUNTERSIGN


def record_opinion(action: Action) -> State:
    """The opinion of one department: all agree → publicity, one objects → back to accepted with its reason."""
    work = action.work
    waiting = _waiting(action)
    named = action.order.department
    opinion = next((one for one in waiting if one.department == named), None) if named else waiting[0]
    if opinion is None:
        raise action.refuse(f"没有在等“{named}”的意见，还在等：{'、'.join(one.department for one in waiting)}。")
    text = action.order.reason.strip() or AGREED
    objection = OBJECTION.match(text)
    if objection and not text[objection.end() :].strip():
        raise action.refuse(f"{opinion.department}不同意的，须写明理由，请经办员补录。")
    opinion.signer = action.order.signer.strip()
    if action.order.scan is not None:
        scans.attach(work, "opinion", [opinion.id], action.order.scan)
    opinion.agrees, opinion.text, opinion.given_on, opinion.recorded_by = not objection, text, work.today, work.account
    if objection:
        return State.ACCEPTED
    return State.COUNTERSIGN if len(waiting) > 1 else State.PUBLICITY


def _waiting(action: Action) -> list[Opinion]:
    last_round = select(func.max(Opinion.round)).where(Opinion.case_id == action.case.id).scalar_subquery()
    rows = action.work.session.execute(
        select(Opinion)
        .where(Opinion.case_id == action.case.id, Opinion.round == last_round, Opinion.agrees.is_(None))
        .order_by(Opinion.id)
    )
    return list(rows.scalars())


def publish(action: Action) -> State:
    """Publicity begins; its last working day is counted from the day after."""
    case, work = action.case, action.work
    if case.public_from is not None:
        raise action.refuse(f"已自 {case.public_from} 起公示，至 {case.public_until} 止，请期满后由经办员办结公示。")
    case.public_from = work.today
    case.public_until = work.calendar.add(work.today, working_days(work.parameters, "公示", work.today))
    return State.PUBLICITY


def close_publicity(action: Action) -> State:
    """After the last working day of publicity the case goes to the approver."""
    case = action.case
    if case.public_from is None or case.public_until is None:
        raise action.refuse("尚未开始公示，请经办员先登记公示。")
    if open_count(action.work, case.id):
        raise action.refuse("有公示异议尚未认定，请复核员在案件的“公示异议”页认定后再办结公示。")
    if action.work.today <= case.public_until:
        raise action.refuse(f"公示至 {case.public_until} 止，期满后（次日起）方可由经办员办结公示。")
    return State.APPROVAL
