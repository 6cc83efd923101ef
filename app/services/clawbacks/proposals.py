"""What follows for other cases of a key: a clawback to be opened, or a 补差 that an approver decides; or neither."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.models import Case, CaseInstalment, Clawback, Reassessment
from app.services.cases import holdings
from app.services.cases.access import hands
from app.services.cases.course import TOPPED_UP, Stage, State
from app.services.cases.dossiers import definition, facts_of
from app.services.cases.holdings import Viewpoint
from app.services.cases.obstacles import require_none
from app.services.cases.stepping import stepped
from app.services.clawbacks.checking import LABEL
from app.services.clawbacks.opening import Opened, open_in, open_of
from app.services.clawbacks.reassessing import (
    CLAWBACK,
    DISMISSED,
    DONE,
    OPEN,
    TOP_UP,
    cases_of_key,
    reassess,
    too_little,
)
from app.services.clawbacks.records import INVESTIGATORS
from app.services.clawbacks.sums import known_parameters
from app.services.clawbacks.terms import Ground
from app.services.errors import UserError
from app.services.money.budgets import commit_plan
from app.services.money.payments import settle
from app.services.money.remainders import plan_of
from app.services.policy.catalogue import BY_CODE
from app.services.policy.money import yuan
from app.services.trust.accounts import Role, require_role
from app.services.trust.login_guards import require_recent_password
from app.services.unit_of_work import UnitOfWork, Work

PROPOSED = {CLAWBACK: "拟追回", TOP_UP: "拟补差"}
STATES = {OPEN: "待处理", DONE: "已办理", DISMISSED: "不予办理"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a case after a recovery; sum in fen."""

    id: int
    case: str
    title: str
    applicant: str
    unit: str
    clawback: str
    kind: str
    kind_label: str
    amount_fen: int
    state: str
    state_label: str
    explanation: str
    reason: str
    made_on: date
    decided_by: str
    decided_on: date | None
    held: bool


def list_proposals(uow: UnitOfWork, *, only_open: bool = True, case: str = "") -> tuple[Proposal, ...]:
    """The proposals, the oldest first; those of one case when one is named."""
    query = (
        select(Reassessment, Case, Clawback.number)
        .join(Case, Case.id == Reassessment.case_id)
        .join(Clawback, Clawback.id == Reassessment.clawback_id)
        .order_by(Reassessment.id)
    )
    if only_open:
        query = query.where(Reassessment.state == OPEN)
    if case:
        query = query.where(Case.number == case)
    with uow.read() as work:
        return tuple(_shown(*row) for row in work.session.execute(query))


def _shown(row: Reassessment, case: Case, clawback: str) -> Proposal:
    return Proposal(
        id=row.id,
        case=case.number,
        title=BY_CODE[case.code].title,
        applicant=case.applicant,
        unit=case.unit_name,
        clawback=clawback,
        kind=row.kind,
        kind_label=PROPOSED[row.kind],
        amount_fen=row.amount_fen,
        state=row.state,
        state_label=STATES[row.state],
        explanation=row.explanation,
        reason=row.reason,
        made_on=row.at.date(),
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        held=case.held,
    )


def top_up(uow: UnitOfWork, proposal_id: int, *, on: date | None = None) -> str:
    """An approver grants what a case has too little: one more instalment, committed against the budget; its number.

    UserError when the case has an obstacle or a banned party, when the sum is no longer that of the moment, by four eyes.
    """
    with uow.begin(on=on) as work:
        proposal, case = _fetch(work, proposal_id, TOP_UP)
        require_role(work.session, work.account, {Role.APPROVER}, f"核定 {case.number} 的补差")
        require_recent_password(work, "核定补差")
        _require_decidable(work, case)
        follows = too_little(work, case)
        if follows is None or follows.amount_fen != proposal.amount_fen:
            now = follows.amount_fen if follows else 0
            raise UserError(
                f"{case.number} 现应补差 {yuan(now)} 元，与所列 {yuan(proposal.amount_fen)} 元不符，"
                "请审批人先“重新测算”再核定。"
            )
        _grant(work, case, proposal)
        _close(work, proposal, DONE, "")
        return case.number


def _require_decidable(work: Work, case: Case) -> None:
    require_none(work, case, "核定补差")
    passed = hands(work.session, work.account, case.id).stages - {Stage.APPROVE}
    if passed:
        stage = next(stage for stage in Stage if stage in passed)
        raise UserError(
            f"{case.number} 已由 {work.account} 办理{stage.label}，四眼原则要求补差由其他审批人核定，请换一个账号。"
        )
    subsidy, facts = definition(case), facts_of(case)
    viewpoint = Viewpoint(case.id, approved_only=True, day=work.today)
    precedents = holdings.load(work.session, subsidy.claims(facts), subsidy.grounds(facts), viewpoint)
    assessment = subsidy.assess(facts, known_parameters(work, case), precedents)
    if not assessment.eligible:
        raise UserError(f"{case.number} 不能核定补差：{assessment.failed[0].sentence}，请审批人不予办理并写明理由。")


def _grant(work: Work, case: Case, proposal: Reassessment) -> None:
    session, amount = work.session, proposal.amount_fen
    last = session.execute(
        select(func.coalesce(func.max(CaseInstalment.position), 0)).where(CaseInstalment.case_id == case.id)
    ).scalar_one()
    part = CaseInstalment(
        case_id=case.id, position=last + 1, label=LABEL, amount_fen=amount, due_on=work.today, budget_year=None
    )
    commit_plan(work, case.number, [part])
    session.add(part)
    case.granted_fen = (case.granted_fen or 0) + amount
    case.payable_fen = min(case.gross_fen, case.payable_fen + amount)
    session.flush()
    before = State(case.state)
    after = settle(work, case, plan_of(session, case.id))
    reason = f"{LABEL} {yuan(amount)} 元：{proposal.explanation}"
    stepped(work, case, TOPPED_UP, (before, after), reason=reason, stage=Stage.APPROVE)
    work.note("核定补差", case.number, reason)


def dismiss(uow: UnitOfWork, proposal_id: int, reason: str, *, on: date | None = None) -> None:
    """An approver lets a proposal rest, with a reason; the same is not proposed again."""
    with uow.begin(on=on) as work:
        proposal, case = _fetch(work, proposal_id)
        require_role(work.session, work.account, {Role.APPROVER}, f"对 {case.number} 不予{PROPOSED[proposal.kind][1:]}")
        if not reason.strip():
            raise UserError(f"{case.number} 不予办理须写明理由，请审批人补填。")
        _close(work, proposal, DISMISSED, reason.strip())
        work.note(f"不予{PROPOSED[proposal.kind][1:]}", case.number, reason.strip())


def open_proposed(uow: UnitOfWork, proposal_id: int, *, on: date | None = None) -> Opened:
    """Clerk or reviewer opens the clawback that is proposed for a case, as 重复享受."""
    with uow.begin(on=on) as work:
        proposal, case = _fetch(work, proposal_id, CLAWBACK)
        require_role(work.session, work.account, INVESTIGATORS, f"对 {case.number} 追回立案")
        if open_of(work, case.id) is None:
            _close(work, proposal, DONE, "")
        return open_in(work, case.number, "重新测算", proposal.explanation, Ground.DUPLICATE)


def reassess_again(uow: UnitOfWork, proposal_id: int, *, on: date | None = None) -> None:
    """Reckon a proposal anew together with the others of its key, when something has changed since."""
    with uow.begin(on=on) as work:
        proposal, case = _fetch(work, proposal_id)
        require_role(work.session, work.account, {*INVESTIGATORS, Role.APPROVER}, f"重新测算 {case.number}")
        cases = sorted([*cases_of_key(work.session, case), case], key=lambda one: (one.decided_on or date.min, one.id))
        reassess(work, cases, proposal.clawback_id)
        work.note("重新测算", case.number, proposal.explanation)


def _fetch(work: Work, proposal_id: int, kind: str = "") -> tuple[Reassessment, Case]:
    proposal = work.session.get(Reassessment, proposal_id)
    if proposal is None or proposal.state != OPEN or (kind and proposal.kind != kind):
        raise UserError("这项建议不存在或已处理，请刷新后再办。")
    return proposal, work.session.get_one(Case, proposal.case_id)


def _close(work: Work, proposal: Reassessment, state: str, reason: str) -> None:
    proposal.state, proposal.reason = state, reason
    proposal.decided_by, proposal.decided_on = work.account, work.today
    work.session.flush()
