"""The course of a case as one table: which step leads from where to where, and who may take it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.services.errors import UserError
from app.services.trust.accounts import Role


class State(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    ACCEPTED = "accepted"
    SUPPLEMENT = "supplement"
    REVIEWED = "reviewed"
    COUNTERSIGN = "countersign"
    PUBLICITY = "publicity"
    APPROVAL = "approval"
    APPROVED = "approved"
    COMPLETED = "completed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state as the office calls it."""
        return STATE_LABELS[self]


STATE_LABELS = dict(
    zip(
        State,
        ("草稿", "已受理", "待补正", "复核通过", "会签中", "公示中", "待审批", "已批准", "办结", "不予批准", "已撤回"),
        strict=True,
    )
)


class Step(StrEnum):
    """What can be done to a case."""

    ACCEPT = "accept"
    WITHDRAW = "withdraw"
    ASK = "ask"
    RESUBMIT = "resubmit"
    PASS = "pass"
    REFUSE = "refuse"
    SEND = "send"
    OPINION = "opinion"
    PUBLISH = "publish"
    CLOSE = "close"
    APPROVE = "approve"
    BACK = "back"
    PAY = "pay"
    HOLD = "hold"
    LIFT = "lift"
    REOPEN = "reopen"


class Stage(StrEnum):
    """One case never passes two of these by the same account (四眼原则)."""

    ACCEPT = "accept"
    REVIEW = "review"
    APPROVE = "approve"
    PAY = "pay"

    @property
    def label(self) -> str:
        """The stage as the office calls it."""
        return {"accept": "受理", "review": "复核", "approve": "审批", "pay": "拨付"}[self.value]


@dataclass(frozen=True)
class Move:
    """One line of the course. `to` is None where the case itself decides where it goes."""

    step: Step
    label: str
    froms: tuple[State, ...]
    to: State | None
    roles: tuple[Role, ...]
    stage: Stage | None = None
    needs_reason: bool = False


OPEN = (
    State.DRAFT, State.ACCEPTED, State.SUPPLEMENT, State.REVIEWED, State.COUNTERSIGN, State.PUBLICITY, State.APPROVAL,
)  # fmt: skip
HANDLERS = (Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.FINANCE)
S, R, C = State, Role, Stage

MOVES = (
    Move(Step.ACCEPT, "受理", (S.DRAFT,), S.ACCEPTED, (R.CLERK,), C.ACCEPT),
    Move(Step.ASK, "要求补正", (S.DRAFT,), S.SUPPLEMENT, (R.CLERK,), needs_reason=True),
    Move(Step.ASK, "再次补正", (S.ACCEPTED,), S.SUPPLEMENT, (R.REVIEWER,), needs_reason=True),
    Move(Step.RESUBMIT, "补正完成", (S.SUPPLEMENT,), None, (R.CLERK,)),
    Move(Step.REFUSE, "拟不予受理", (S.DRAFT,), S.APPROVAL, (R.CLERK,), C.ACCEPT, needs_reason=True),
    Move(Step.PASS, "复核通过", (S.ACCEPTED,), S.REVIEWED, (R.REVIEWER,), C.REVIEW),
    Move(Step.REFUSE, "拟不予批准", (S.ACCEPTED,), S.APPROVAL, (R.REVIEWER,), C.REVIEW, needs_reason=True),
    Move(Step.SEND, "送下一环节", (S.REVIEWED,), None, (R.REVIEWER,)),
    Move(Step.OPINION, "登记会签意见", (S.COUNTERSIGN,), None, (R.CLERK,)),
    Move(Step.PUBLISH, "开始公示", (S.PUBLICITY,), S.PUBLICITY, (R.CLERK,)),
    Move(Step.CLOSE, "公示期满", (S.PUBLICITY,), S.APPROVAL, (R.CLERK,)),
    Move(Step.APPROVE, "批准", (S.APPROVAL,), None, (R.APPROVER,), C.APPROVE),
    Move(Step.REFUSE, "不予批准", (S.APPROVAL,), S.REJECTED, (R.APPROVER,), C.APPROVE, needs_reason=True),
    Move(Step.BACK, "退回", (S.APPROVAL,), S.ACCEPTED, (R.APPROVER,), needs_reason=True),
    Move(Step.PAY, "登记拨付", (S.APPROVED,), None, (R.FINANCE,), C.PAY),
    Move(Step.WITHDRAW, "撤回申请", OPEN, S.WITHDRAWN, (R.CLERK,)),
    Move(Step.REOPEN, "重新办理", (S.REJECTED, S.WITHDRAWN), S.ACCEPTED, (R.APPROVER,), needs_reason=True),
    Move(Step.HOLD, "暂停", (*OPEN, S.APPROVED), None, HANDLERS, needs_reason=True),
    Move(Step.LIFT, "解除暂停", (*OPEN, S.APPROVED, S.COMPLETED), None, HANDLERS, needs_reason=True),
)

STEP_LABELS = {
    Step.ACCEPT: "受理",
    Step.WITHDRAW: "撤回申请",
    Step.ASK: "要求补正",
    Step.RESUBMIT: "补正完成",
    Step.PASS: "复核通过",
    Step.REFUSE: "不予受理或批准",
    Step.SEND: "送下一环节",
    Step.OPINION: "登记会签意见",
    Step.PUBLISH: "开始公示",
    Step.CLOSE: "公示期满",
    Step.APPROVE: "批准",
    Step.BACK: "退回",
    Step.PAY: "登记拨付",
    Step.HOLD: "暂停",
    Step.LIFT: "解除暂停",
    Step.REOPEN: "重新办理",
}
FILED = "file"  # the step that files a case; it leads from nowhere
BOOKED_BACK = {"returned": "退票", "counter": "冲正"}  # entries against a payment, and the steps that they leave
UPHELD = "objection"  # an objection that was upheld takes a case out of publicity
REVOKED, TOPPED_UP, RESTORED = "revoke", "top_up", "restore"  # what clawbacks do to a granted case
OTHER_LABELS = {
    FILED: "登记申请",
    REVOKED: "责令退回",
    TOPPED_UP: "核定补差",
    RESTORED: "更正追回决定",
    UPHELD: "异议成立",
    **{kind: f"登记{label}" for kind, label in BOOKED_BACK.items()},
}


def step_label(code: str) -> str:
    """A stored step as the office calls it."""
    return OTHER_LABELS.get(code) or STEP_LABELS[Step(code)]


def step_named(text: str) -> Step:
    """A step by its code; UserError for anything else."""
    try:
        return Step(text)
    except ValueError:
        raise UserError(f"没有“{text}”这一步，可用：{'、'.join(Step)}。") from None


def moves_from(state: State) -> tuple[Move, ...]:
    """The steps that lead on from a state, whoever may take them."""
    return tuple(move for move in MOVES if state in move.froms)


def move_for(step: Step, state: State) -> Move | None:
    """The line of the course for a step in a state, if there is one."""
    return next((move for move in MOVES if move.step is step and state in move.froms), None)


def required_move(step: Step, state: State, number: str) -> Move:
    """The line of the course, or UserError that says what can be done instead and by whom."""
    move = move_for(step, state)
    if move is not None:
        return move
    label = next(line.label for line in MOVES if line.step is step)
    possible = "；".join(
        f"{line.label}（{'、'.join(role.label for role in line.roles)}）"
        for line in moves_from(state)
        if line.step not in (Step.HOLD, Step.LIFT)
    )
    then = f"现在可办：{possible}" if possible else "不能再办理"
    raise UserError(f"{number} 处于“{state.label}”，不能“{label}”，{then}。")
