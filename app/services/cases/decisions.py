"""Approving and refusing: what fixes the sum, and what must be in order first."""

from __future__ import annotations

from datetime import date

from app.models import CaseInstalment
from app.services.calendar.limits import working_days
from app.services.cases import blue_cards
from app.services.cases.course import State
from app.services.cases.dossiers import assess_now, definition, facts_of, fix, hold
from app.services.cases.obstacles import require_none
from app.services.cases.orders import Action
from app.services.money.budgets import commit_plan
from app.services.policy.assessments import Assessment, Instalment
from app.services.policy.kernel import fixed_lower
from app.services.policy.money import yuan


def approve(action: Action) -> State:
    """Fix the sum: it equals the assessment of this moment, in which only approved cases count."""
    _require_confirmed(action)
    case, work = action.case, action.work
    require_none(work, case, action.move.label)
    if case.proposal:
        raise action.refuse(f"附有“{case.proposal}”意见，审批人只能不予批准或退回。")
    assessment = assess_now(work, case, approved_only=True)
    assessment = _fixed(action, assessment)
    _require_complete(action)
    blue_cards.enter(action)
    hold(work.session, case, holds=True)
    fix(case, assessment)
    case.eligible, case.gross_fen, case.payable_fen = True, assessment.gross_fen, assessment.payable_fen
    case.decided_on = work.today
    plan = _instalments(action, assessment)
    commit_plan(work, case.number, plan)
    work.session.add_all(plan)
    with work.session.no_autoflush:
        case.granted_fen = assessment.payable_fen
        case.state = State.APPROVED if assessment.payable_fen else State.COMPLETED
    return State(case.state)


def _instalments(action: Action, assessment: Assessment) -> list[CaseInstalment]:
    work = action.work
    first_due = work.calendar.add(work.today, working_days(work.parameters, "拨付", work.today))
    return [
        CaseInstalment(
            case_id=action.case.id,
            position=position,
            label=part.label,
            amount_fen=part.amount_fen,
            years_after=part.years_after,
            needs_check=part.needs_check,
            due_on=_due(part, position, first_due),
        )
        for position, part in enumerate(assessment.instalments, start=1)
    ]


def _due(part: Instalment, position: int, first_due: date) -> date | None:
    return first_due if position == 1 or not part.years_after else None


def _require_confirmed(action: Action) -> None:
    if not action.work.parameters.at(action.work.today).confirmed:
        raise action.refuse("不能作出决定：发布日期尚未确认，请管理员在“政策标准”页确认。")


def _fixed(action: Action, assessment: Assessment) -> Assessment:
    """The assessment as it is approved: as it stands, or with less where its type lets the approver fix less."""
    _require_payable(action, assessment)
    asked, due, least = action.order.amount_fen, assessment.payable_fen, assessment.least_fen
    if asked is None or asked == due:
        return assessment
    if least is None:
        raise action.refuse(f"核定金额须等于测算金额 {yuan(due)} 元，不能改为 {yuan(asked)} 元，请审批人核对。")
    if not least <= asked < due:
        raise action.refuse(
            f"核定金额须在 {yuan(least)} 元至 {yuan(due)} 元之间，不能改为 {yuan(asked)} 元，请审批人核对。"
        )
    if not action.order.reason:
        raise action.refuse(f"核定金额低于测算金额 {yuan(due)} 元的，须写明理由，请审批人补填。")
    return fixed_lower(assessment, asked, action.order.reason)


def _require_payable(action: Action, assessment: Assessment) -> None:
    if assessment.missing:
        raise action.refuse(f"不能批准：标准未配置（{'、'.join(assessment.missing)}），请管理员录入后再批。")
    if not assessment.eligible:
        failed = assessment.failed[0]
        raise action.refuse(f"不能批准：{failed.sentence}，请审批人退回或不予批准。")


def _require_complete(action: Action) -> None:
    wanting = definition(action.case).wanting(facts_of(action.case))
    if wanting:
        labels = "、".join(question.label for question in wanting)
        raise action.refuse(f"不能批准：缺少{labels}，请审批人退回，由复核员要求补正后补齐。")


def refuse(action: Action) -> State:
    """Only an approver refuses; the reason is the approver's own, or the one proposed."""
    _require_confirmed(action)
    case = action.case
    fix(case, assess_now(action.work, case))
    case.decided_on = action.work.today
    return State.REJECTED


def send_back(action: Action) -> State:
    """Back to review; a proposal to refuse is off the table."""
    action.case.proposal = action.case.proposal_reason = ""
    return State.ACCEPTED
