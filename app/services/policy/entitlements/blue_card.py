"""技工蓝卡标记: the mark of a skilled worker, loaded on the social-security card."""

from __future__ import annotations

from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import CaseFacts, OptionalUnitFacts
from app.services.policy.questions import Code, Need, YesNo, asks
from app.services.policy.skills import SkilledFacts
from app.services.policy.terms import Payee
from app.services.policy.trace import Trace

PLACE = Clause(9, 1)


class CardFacts(CaseFacts):
    """The card, and whether the register knows the certificate."""

    registered: YesNo = asks(
        "证书已入技能人才台账", hint="经办时核对台账后填写", example="是", aliases=("已入台账", "证书已入台账")
    )
    card: Code = asks("社会保障卡号", example="A12345678", aliases=("社保卡号", "社会保障卡卡号"))
    entry: Code | None = asks(
        "登记号",
        need=Need.OPTIONAL,
        hint="留空，批准时自动编号",
        example="YJLK-2026-000012",
        aliases=("蓝卡登记号", "蓝卡号"),
    )


class Facts(CardFacts, SkilledFacts, OptionalUnitFacts):
    """What 技工蓝卡标记 asks."""


def rule(facts: Facts, trace: Trace) -> int:
    """A certificate in the register."""
    trace.require("证书已列入技能人才台账", facts.registered, "证书 {}", facts.certificate)
    return 0


SUBSIDY = Subsidy(
    "blue-card",
    "技工蓝卡标记",
    PLACE,
    Facts,
    rule,
    for_whom="证书已列入技能人才台账、持有社会保障卡的技能人才本人",
    payee=lambda _: Payee.PERSON,
    money=False,
    published=False,
)
