"""What a case hands over for its letters: plain values, and the blanks that they leave."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Annotated, Any, TypeVar, get_type_hints

from app.services.letters.paper.content import BLANK
from app.services.policy.family import Member

_PAYMENT = ("instalments", "payee", "bank", "account")


@dataclass(frozen=True)
class Needed:
    """Marks a fact that its letter needs: left empty, it is listed as a blank under `label`."""

    label: str


@dataclass(frozen=True)
class Office:
    """The office that issues, and where one turns against its decisions."""

    name: Annotated[str, Needed("发文机关名称")]
    address: Annotated[str, Needed("办公地址")]
    phone: Annotated[str, Needed("联系电话")]
    review_authority: Annotated[str, Needed("行政复议机关")]
    court: Annotated[str, Needed("有管辖权的人民法院")]
    superior: str = "六安市人力资源和社会保障局"


@dataclass(frozen=True)
class Condition:
    """A condition, the figures compared, whether it is met, its clause, and the first day it can be met."""

    text: str
    figures: str
    ok: bool
    clause: str
    earliest: date | None = None


@dataclass(frozen=True)
class Component:
    """A part of the sum in fen with its calculation."""

    label: str
    formula: str
    amount_fen: int
    clause: str


@dataclass(frozen=True)
class Deduction:
    """What the rule against duplicate benefits took off (positive fen), and the case already granted."""

    amount_fen: int
    other_case: str
    clause: str = "《实施意见》第十部分第一段"


@dataclass(frozen=True)
class Instalment:
    """A payment of the plan: its name, its sum in fen and when it falls due."""

    label: str
    amount_fen: int
    when: str


@dataclass(frozen=True)
class CaseFacts:
    """What every decision states. `person` names whom the claim concerns when the applicant is a unit.

    `has_unit` is False where a person applies without any unit.
    """

    office: Office
    number: str
    case_number: Annotated[str, Needed("案件编号")]
    subsidy: Annotated[str, Needed("补贴名称")]
    clause: Annotated[str, Needed("政策依据条款")]
    applicant: Annotated[str, Needed("申请人姓名或者名称")]
    applicant_is_unit: bool
    identity: Annotated[str, Needed("身份证号或者统一社会信用代码")]
    unit: Annotated[str, Needed("所在单位")]
    applied_on: date
    decided_on: date
    verification_code: str = ""
    person: str = ""
    remedies: str = ""
    corrects: str = ""
    correction: str = ""  # why it corrects that letter
    review_first: bool = False  # 复议前置 was in force on the day of the decision
    has_unit: bool = True
    wanted: tuple[tuple[str, str], ...] = ()  # label and value of what its kind of letter needs beside these


@dataclass(frozen=True, kw_only=True)
class ApprovalFacts(CaseFacts):
    """A claim that is granted: sums in fen, the account of whoever is paid."""

    components: Annotated[tuple[Component, ...], Needed("金额构成")]
    payable_fen: int
    instalments: Annotated[tuple[Instalment, ...], Needed("拨付安排")]
    payee: Annotated[str, Needed("收款人开户名")]
    bank: Annotated[str, Needed("收款人开户银行")]
    account: Annotated[str, Needed("收款人银行账号")]
    conditions: tuple[Condition, ...] = ()
    deductions: tuple[Deduction, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TopUpFacts(ApprovalFacts):
    """A granted claim that gets more: beside the 补差, what was granted before in fen and when, and the case whose money came back."""

    before_fen: int
    granted_on: date
    recovered: Annotated[str, Needed("已追回的案件编号")]


@dataclass(frozen=True, kw_only=True)
class RefusalFacts(CaseFacts):
    """A claim that is refused: its conditions and the reason that the approver gave."""

    reason: Annotated[str, Needed("不予批准的理由")]
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ServiceFacts(CaseFacts):
    """A service that is granted: `answers` are the case's, by question name, as forms show them; blank ones are left out."""

    answers: Mapping[str, str]
    family: tuple[Member, ...] = ()
    published: bool = False  # made public before approval

    def said(self, name: str) -> str:
        """An answer, or a line to fill in where there is none."""
        return self.answers.get(name, "") or BLANK


def blanks(facts: Any) -> list[str]:
    """Return the Chinese name of every blank that a case leaves in its letter, in the order of the facts."""
    named = (*_named_values(facts), *getattr(facts, "wanted", ()))
    return [label for label, value in named if value in ("", None, ())]


_Facts = TypeVar("_Facts", bound=Any)


def with_lines_to_fill(facts: _Facts) -> _Facts:
    """Return the facts with each blank text as a line to fill in, so that a preview shows where it is missing."""
    values: dict[str, Any] = {}
    for declared in fields(facts):
        value = getattr(facts, declared.name)
        if isinstance(value, Office):
            values[declared.name] = with_lines_to_fill(value)
        elif hasattr(declared.type, "__metadata__") and isinstance(value, str) and not value.strip():
            values[declared.name] = BLANK
    return replace(facts, **values)


def _named_values(facts: Any) -> Iterator[tuple[str, Any]]:
    """Yield label and value of the needed facts, those of the office included; nothing is paid where nothing is due."""
    unpaid = isinstance(facts, ApprovalFacts) and not facts.payable_fen
    for name, hint in get_type_hints(type(facts), include_extras=True).items():
        value = getattr(facts, name)
        if isinstance(value, Office):
            yield from _named_values(value)
        for needed in getattr(hint, "__metadata__", ()):
            if not (unpaid and name in _PAYMENT) and not (name == "unit" and not facts.has_unit):
                yield needed.label, value.strip() if isinstance(value, str) else value
