"""越级申报与直接认定: a level beyond the next one, on evidence of what the person has done."""

from __future__ import annotations

from enum import StrEnum

from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import CaseFacts, UnitFacts
from app.services.policy.questions import Code, Need, Text, asks
from app.services.policy.skills import PromotionFacts, require_steps
from app.services.policy.terms import Payee
from app.services.policy.trace import Trace

PLACE = Clause(5, 1)


class Way(StrEnum):
    """申报方式."""

    SKIPPING = "越级申报"
    DIRECT = "直接认定"

    @property
    def steps(self) -> int:
        """How many levels above the one held are asked for at least."""
        return 2 if self is Way.SKIPPING else 1


class WayFacts(CaseFacts):
    """Which of the two."""

    way: Way = asks("申报方式", example="越级申报", aliases=("申请方式", "申报类型"))


class EvidenceFacts(CaseFacts):
    """What it rests on."""

    evidence: Text = asks(
        "业绩依据",
        hint="技术革新、发明专利、攻关成果等",
        example="省级技术攻关二等奖",
        aliases=("主要业绩", "认定依据", "申报依据"),
    )
    document: Code | None = asks(
        "依据文号", need=Need.OPTIONAL, example="皖人社发〔2022〕20号", aliases=("依据文件文号", "证明文号")
    )


class Facts(EvidenceFacts, PromotionFacts, WayFacts, UnitFacts):
    """What 越级申报与直接认定 asks."""


def rule(facts: Facts, trace: Trace) -> int:
    """Enough levels above the one held; the evidence is named."""
    require_steps(trace, facts, facts.way.steps)
    trace.require("写明业绩依据", bool(facts.evidence), facts.evidence)
    return 0


SUBSIDY = Subsidy(
    "direct-recognition",
    "越级申报与直接认定",
    PLACE,
    Facts,
    rule,
    for_whom="业绩突出、申请越级申报或直接认定职业技能等级的劳动者本人",
    payee=lambda _: Payee.PERSON,
    money=False,
)
