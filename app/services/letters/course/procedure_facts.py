"""What the letters on the way to a decision state: acceptance, what is missing, a suspension, an objection, a round."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from app.services.letters.facts import CaseFacts, Needed


@dataclass(frozen=True)
class Deferred:
    """A material that the case was accepted without (容缺), and the day by which it must come."""

    name: str
    due_on: date


@dataclass(frozen=True)
class Answer:
    """A department of a countersign round: what it said, empty until it has; `agrees` is None until then."""

    department: str
    agrees: bool | None = None
    text: str = ""
    given_on: date | None = None
    signer: str = ""


@dataclass(frozen=True, kw_only=True)
class AcceptanceFacts(CaseFacts):
    """受理通知书: `decided_on` is the day of acceptance; `deemed` where the office let `days` working days pass (视为受理)."""

    deemed: bool
    days: int
    deferred: tuple[Deferred, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SupplementFacts(CaseFacts):
    """补正通知书: everything that is missing, by when it is to come; `decided_on` is the day on which it was asked for."""

    items: Annotated[tuple[str, ...], Needed("需要补正的内容")]
    due_on: Annotated[date | None, Needed("补正期限")]


@dataclass(frozen=True, kw_only=True)
class SuspensionFacts(CaseFacts):
    """暂停通知书: why nothing is approved or paid until it is lifted; `approved` where the claim was granted before."""

    reason: Annotated[str, Needed("暂停的理由")]
    approved: bool


@dataclass(frozen=True, kw_only=True)
class ObjectionFacts(CaseFacts):
    """异议处理答复书, addressed to whoever objected."""

    raised_by: Annotated[str, Needed("异议人")]
    raised_on: date
    objection: Annotated[str, Needed("异议内容")]
    upheld: bool
    finding: Annotated[str, Needed("核查情况")]


@dataclass(frozen=True, kw_only=True)
class CountersignFacts(CaseFacts):
    """会签意见表: the sum in fen (0 for a service) with how it comes about, and what each department said so far."""

    sum_fen: int
    formula: str
    answers: Annotated[tuple[Answer, ...], Needed("会签部门")]
    round: int
