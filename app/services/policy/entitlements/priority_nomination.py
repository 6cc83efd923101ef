"""优先申报推荐: holders of honours nominated first for programmes and commendations."""

from __future__ import annotations

from enum import StrEnum

from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import PersonFacts, UnitFacts
from app.services.policy.questions import Code, Day, Need, Text, asks
from app.services.policy.terms import Payee
from app.services.policy.trace import Trace

PLACE = Clause(6, 2)


class Honour(StrEnum):
    """所获荣誉."""

    GRAND_PRIZE = "中华技能大奖"
    NATIONAL_EXPERT = "全国技术能手"
    PROVINCIAL_PRIZE = "安徽省技能大奖"
    PROVINCIAL_EXPERT = "安徽省技术能手"
    WANXI_CRAFTSMAN = "皖西杰出工匠"
    NATIONAL_SECOND = "国家级技能大赛二等奖"
    PROVINCIAL_FIRST = "省级以上技能大赛一等奖"


class Target(StrEnum):
    """推荐事项."""

    PROGRAMME = "区重大人才工程"
    MODEL_WORKER = "六安市劳动模范"
    COMMENDATION = "其他表彰"
    WANXI_CRAFTSMAN = "皖西杰出工匠评选"
    CITY_EXPERT = "六安市技术能手评选"

    @property
    def needs_honour(self) -> bool:
        """Whether only holders of one of the honours are nominated."""
        return self not in OPEN_TO_ALL


OPEN_TO_ALL = frozenset({Target.WANXI_CRAFTSMAN, Target.CITY_EXPERT})


class Facts(PersonFacts, UnitFacts):
    """What 优先申报推荐 asks."""

    target: Target = asks("推荐事项", example="六安市劳动模范", aliases=("推荐项目", "申报推荐事项", "推荐类别"))
    honour: Honour | None = asks(
        "所获荣誉",
        need=Need.OPTIONAL,
        hint="皖西杰出工匠评选、六安市技术能手评选可不填",
        example="安徽省技术能手",
        aliases=("荣誉称号", "获得荣誉", "荣誉名称"),
    )
    honoured_on: Day | None = asks("授予日期", need=Need.OPTIONAL, example="2022-11-20", aliases=("获奖日期",))
    document: Code | None = asks("授予文号", need=Need.OPTIONAL, example="皖人社发〔2022〕20号", aliases=("荣誉文号",))
    deeds: Text | None = asks("主要事迹", need=Need.OPTIONAL, aliases=("事迹简介", "先进事迹"))


def rule(facts: Facts, trace: Trace) -> int:
    """One of the honours, which the two city competitions do not ask for."""
    held = facts.honour.value if facts.honour else "未获规定荣誉"
    fit = facts.honour is not None or not facts.target.needs_honour
    trace.require("推荐事项所需荣誉具备", fit, "{}，{}", facts.target, held)
    return 0


SUBSIDY = Subsidy(
    "priority-nomination",
    "优先申报推荐",
    PLACE,
    Facts,
    rule,
    for_whom="获得规定荣誉的技能人才，或参加皖西杰出工匠、六安市技术能手评选的技能人才本人",
    payee=lambda _: Payee.PERSON,
    money=False,
)
