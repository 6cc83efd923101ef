"""技能荣誉奖励: a reward for a national or provincial title given while the person worked in the district."""

from __future__ import annotations

from enum import StrEnum

from app.services.policy.claims import Claim, joined
from app.services.policy.clauses import Clause
from app.services.policy.duplicates import same_honour
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts, PersonFacts, UnitFacts
from app.services.policy.questions import Code, Day, YesNo, asks
from app.services.policy.standards import Standard
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace

CODE = "honor-award"
PLACE = Clause(6, 2)


class Title(StrEnum):
    """荣誉称号."""

    GRAND_PRIZE = "中华技能大奖"
    NATIONAL_EXPERT = "全国技术能手"
    JIANGHUAI_CRAFTSMAN = "江淮杰出工匠"
    PROVINCIAL_PRIZE = "安徽省技能大奖"
    PROVINCIAL_EXPERT = "安徽省技术能手"


RATE = Standard("技能荣誉奖励标准", PLACE, by=Title)


class Facts(PersonFacts, UnitFacts, AccountFacts):
    """What 技能荣誉奖励 asks."""

    worked_here: YesNo = asks(
        "授予时在本区工作", hint="授予称号时是否在叶集区工作", example="是", aliases=("授予时在区内工作", "在本区工作")
    )
    title: Title = asks("荣誉称号", example="安徽省技术能手", aliases=("称号", "荣誉名称", "获得荣誉", "所获荣誉"))
    awarded_on: Day = asks("授予日期", example="2022-11-20", aliases=("授予称号日期", "获得荣誉日期", "表彰日期"))
    award_document: Code = asks(
        "授予文号", example="皖人社发〔2022〕20号", aliases=("荣誉文号", "授予文件文号", "表彰文号")
    )


def rule(facts: Facts, trace: Trace) -> int:
    """In the district when honoured."""
    trace.require("授予称号时在本区工作", facts.worked_here)
    return trace.flat(f"{facts.title.value}奖励", RATE, facts.title.value)


SUBSIDY = Subsidy(
    CODE,
    "技能荣誉奖励",
    PLACE,
    Facts,
    rule,
    for_whom="授予称号时在本区工作、获得国家级或省级技能荣誉的技能人才本人",
    repeats="同一人同一称号只奖励一次",
    payee=lambda _: Payee.PERSON,
    deciding=Deciding("授予日期", lambda facts: day(facts.awarded_on)),
    claims=lambda facts: (Claim(CODE, joined(facts.identity_number, facts.title.value), f"本人{facts.title.value}"),),
    grounds=lambda facts: (same_honour(facts.identity_number),),
    standards=(RATE,),
)
