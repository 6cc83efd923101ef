"""From filing to review: accepting, asking for what is missing, and taking it back in."""

from __future__ import annotations

from sqlalchemy import select

from app.models import CaseStep
from app.services.cases.case_materials import confirm_before_acceptance
from app.services.cases.course import Stage, State, Step
from app.services.cases.dossiers import refresh
from app.services.cases.orders import Action
from app.services.cases.supplements import close_request, open_request


def accept(action: Action) -> State:
    """Accept what is complete, or what counts as accepted since the limit has passed (视为受理)."""
    confirm_before_acceptance(action, deemed=action.deemed)
    return State.ACCEPTED


def withdraw(action: Action) -> State:
    """On written request; whatever was asked for is asked for no more."""
    close_request(action.work, action.case)
    return State.WITHDRAWN


def ask(action: Action) -> State:
    """What is missing is asked for, by the clerk once; the clock stops."""
    case, work = action.case, action.work
    before = State(case.state)
    asked = select(CaseStep.id).where(
        CaseStep.case_id == case.id, CaseStep.step == Step.ASK, CaseStep.from_state == State.DRAFT
    )
    if before is State.DRAFT and work.session.execute(asked).first():
        raise action.refuse("已一次性告知补正，不能再次要求补正，请经办员受理、拟不予受理或撤回。")
    open_request(action)
    case.came_from = before
    case.days_left = work.calendar.between(work.today, case.due_on) if case.due_on else 0
    return State.SUPPLEMENT


def resubmit(action: Action) -> State:
    """The case goes back to where it was asked from, and the clock goes on."""
    close_request(action.work, action.case)
    return State(action.case.came_from or State.DRAFT)


def propose_refusal(action: Action) -> State:
    """The clerk proposes 不予受理, the reviewer 不予批准; only an approver decides."""
    action.case.proposal = "不予受理" if action.move.stage is Stage.ACCEPT else "不予批准"
    action.case.proposal_reason = action.order.reason
    return State.APPROVAL


def pass_review(action: Action) -> State:
    """The reviewer finds all conditions met; a standard not yet entered does not stop the review."""
    assessment = refresh(action.work, action.case)
    failed = [step for step in assessment.failed if not step.text.startswith("标准未配置")]
    if failed:
        raise action.refuse(f"不符合条件（{failed[0].sentence}），请复核员拟不予批准，或要求补正。")
    return State.REVIEWED


def reopen(action: Action) -> State:
    """A closed case is taken up again, its keys taken anew."""
    action.case.proposal = action.case.proposal_reason = action.case.assessment = ""
    action.case.decided_on = None
    return State.ACCEPTED
