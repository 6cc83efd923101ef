"""What a clawback hands over to its letters: plain values; sums in fen."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from app.services.letters.facts import CaseFacts, Needed
from app.services.letters.paper.content import ExplanationLine


@dataclass(frozen=True)
class Account:
    """The office's account into which is repaid."""

    name: str
    bank: str
    number: str


@dataclass(frozen=True)
class Sent:
    """A letter sent before: its number, the day of its issue, of its service where that is recorded, and its kind."""

    number: str
    issued_on: date
    served_on: date | None = None
    kind: str = "责令退回决定书"

    @property
    def cited(self) -> str:
        """As letters name it: 《责令退回决定书》（叶人社责退〔2026〕3号）."""
        return f"《{self.kind}》（{self.number}）"


@dataclass(frozen=True)
class Banned:
    """Somebody put under 限制申报: from when until when, and the document that allows it."""

    name: str
    start: date
    end: date
    authority: str


@dataclass(frozen=True)
class Review:
    """A 复议决定 on the order: by whom and its number as recorded, and the day on which the party was served."""

    document: str
    served_on: date


@dataclass(frozen=True)
class Stated:
    """A statement in defence (陈述申辩), and how it was answered."""

    received_on: date
    made_by: str
    text: str
    answer: str


@dataclass(frozen=True)
class Part:
    """A part of a repayment agreement."""

    due_on: date
    amount_fen: int


@dataclass(frozen=True)
class Receipt:
    """What came back, and how: 退款 or 抵扣, with its voucher."""

    on_day: date
    kind: str
    voucher: str
    amount_fen: int


@dataclass(frozen=True, kw_only=True)
class ClawbackFacts(CaseFacts):
    """What every letter of a clawback states. `decided_on` is the day of the letter.

    `sum_fen` is what is proposed or ordered back, `paid_fen` what was paid on the case, `lines` how the sum comes about,
    `whole` that nothing of the grant is left.
    """

    clawback_number: str
    opened_on: date
    ground: Annotated[str, Needed("追回事由")]
    ground_clause: str
    findings: Annotated[str, Needed("查明的事实")]
    evidence: Annotated[str, Needed("证据")]
    granted_on: date | None
    granted_fen: int
    paid_fen: int
    sum_fen: int
    whole: bool
    lines: tuple[ExplanationLine, ...]


@dataclass(frozen=True, kw_only=True)
class NoticeFacts(ClawbackFacts):
    """事先告知书: how many working days there are for 陈述申辩; `cancelled_fen` is not to be paid any more.

    `to_ban` are the names of those who are to be put under 限制申报.
    """

    cancelled_fen: int
    to_ban: tuple[str, ...]
    reply_days: int


@dataclass(frozen=True, kw_only=True)
class DecisionFacts(ClawbackFacts):
    """责令退回决定书: by when and to which account, after which notice and statements.

    `cancelled_fen` is granted and not to be paid any more, `bans` who was put under 限制申报 with it.
    """

    notice: Sent | None
    bans: tuple[Banned, ...]
    statements: tuple[Stated, ...]
    waived: bool
    cancelled_fen: int
    return_by: Annotated[date | None, Needed("退回期限")]
    account_name: Annotated[str, Needed("退款账户户名")]
    account_bank: Annotated[str, Needed("退款账户开户银行")]
    account_number: Annotated[str, Needed("退款账户账号")]


@dataclass(frozen=True, kw_only=True)
class DropFacts(ClawbackFacts):
    """撤销立案告知书: why nothing is taken back."""

    reason: Annotated[str, Needed("撤销立案的理由")]


@dataclass(frozen=True, kw_only=True)
class DebtFacts(ClawbackFacts):
    """Letters after the decision: what was ordered, what came back, what is left (fen), and where to pay it."""

    decision: Sent
    return_by: date
    returned_fen: int
    written_off_fen: int
    left_fen: int
    account_name: Annotated[str, Needed("退款账户户名")]
    account_bank: Annotated[str, Needed("退款账户开户银行")]
    account_number: Annotated[str, Needed("退款账户账号")]


@dataclass(frozen=True, kw_only=True)
class AgreementFacts(DebtFacts):
    """还款协议: the parts."""

    parts: Annotated[tuple[Part, ...], Needed("分期还款安排")]


@dataclass(frozen=True, kw_only=True)
class DemandFacts(DebtFacts):
    """催告书: how many working days there are before the court is asked."""

    days: int


@dataclass(frozen=True, kw_only=True)
class CourtFacts(DebtFacts):
    """强制执行申请书: after which demand and 复议决定, if there was one; from when until when the court may be asked."""

    demand: Sent
    review: Review | None
    statements: tuple[Stated, ...]
    suit_until: date
    demand_until: date
    from_day: date
    until_day: date


@dataclass(frozen=True, kw_only=True)
class TransferFacts(ClawbackFacts):
    """移送函 and 函告: to whom, what was decided, and the persons held responsible."""

    addressee: Annotated[str, Needed("收函机关名称")]
    decision: Sent | None
    returned_fen: int
    responsible: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SettledFacts(DebtFacts):
    """结清证明: every receipt, and the day of the last."""

    receipts: tuple[Receipt, ...]
    settled_on: date
