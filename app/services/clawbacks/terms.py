"""The words of a clawback: its states, grounds, entries, and the steps that are written down."""

from __future__ import annotations

from enum import StrEnum

SERIES = "YJZH"
"""Prefix of a clawback's number: YJZH-2026-000001."""
NOTICE, DECISION, DEMAND = "事先告知书", "责令退回决定书", "催告书"
"""The letters whose service time limits run from, by the name of their kind."""
ORIGINS = ("案件", "疑点", "随机抽查", "年度核查", "举报", "审计移交", "重新测算", "其他")
REPLY_LIMIT = "陈述申辩"


class ClawbackState(StrEnum):
    """Where a clawback stands."""

    INVESTIGATING = "investigating"
    NOTIFIED = "notified"
    DECIDED = "decided"
    SETTLED = "settled"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The state as the office calls it."""
        return STATE_LABELS[self]


STATE_LABELS = dict(zip(ClawbackState, ("调查核实", "已告知", "已决定", "已结清", "撤销立案"), strict=True))
INVESTIGATED = (ClawbackState.INVESTIGATING, ClawbackState.NOTIFIED)
"""The states in which nothing is approved or paid on the case."""
ORDERED = (ClawbackState.DECIDED, ClawbackState.SETTLED)
"""The states after a decision to take back."""


class Ground(StrEnum):
    """Why something is taken back; empty until it is established."""

    NONE = ""
    FRAUD = "fraud"
    DUPLICATE = "duplicate"
    LAPSED = "lapsed"
    ERROR = "error"

    @property
    def label(self) -> str:
        """The ground as the policy names it."""
        return GROUND_LABELS[self]


GROUND_LABELS = dict(zip(Ground, ("尚未认定", "弄虚作假", "重复享受", "资格丧失", "计算差错"), strict=True))


class EntryKind(StrEnum):
    """What an entry of a clawback is."""

    DECISION = "decision"
    REPAYMENT = "repayment"
    SET_OFF = "set_off"
    CORRECTION = "correction"
    WRITE_OFF = "write_off"

    @property
    def label(self) -> str:
        """The entry as the office calls it."""
        return ENTRY_LABELS[self]


ENTRY_LABELS = dict(zip(EntryKind, ("责令退回决定", "退款", "抵扣", "更正", "核销"), strict=True))
RETURNED = (EntryKind.REPAYMENT, EntryKind.SET_OFF)
"""Kinds of entries by which money has come back."""


class ClawbackStepKind(StrEnum):
    """What can be done to a clawback."""

    OPEN = "open"
    RECORD = "record"
    PROPOSE = "propose"
    NOTIFY = "notify"
    STATEMENT = "statement"
    ANSWER = "answer"
    WAIVE = "waive"
    DECIDE = "decide"
    DROP = "drop"
    REPAY = "repay"
    AGREE = "agree"
    CONSENT = "consent"
    SET_OFF = "set_off"
    CORRECT = "correct"
    WRITE_OFF = "write_off"
    REVIEWED = "reviewed"

    @property
    def label(self) -> str:
        """The step as the office calls it."""
        return STEP_LABELS[self]


STEP_LABELS = dict(
    zip(
        ClawbackStepKind,
        (
            "追回立案", "登记调查情况", "拟定追回金额", "送达事先告知书", "登记陈述申辩", "答复陈述申辩", "放弃陈述申辩",
            "作出责令退回决定", "撤销立案", "登记退款", "签订还款协议", "同意抵扣", "抵扣入账", "更正", "核销", "登记复议决定",
        ),
        strict=True,
    )
)  # fmt: skip
INVESTIGATION_STEPS = (
    ClawbackStepKind.OPEN, ClawbackStepKind.RECORD, ClawbackStepKind.PROPOSE, ClawbackStepKind.NOTIFY,
    ClawbackStepKind.STATEMENT, ClawbackStepKind.ANSWER, ClawbackStepKind.WAIVE,
)  # fmt: skip
"""Whoever took one of these does not decide the same clawback."""
