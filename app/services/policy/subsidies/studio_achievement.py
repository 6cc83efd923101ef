"""工作室成果评鉴奖励: a sum for a studio's achievement that won at provincial level or above."""

from __future__ import annotations

from enum import StrEnum

from app.services.policy.claims import Claim, joined
from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts, UnitFacts
from app.services.policy.questions import Code, Day, Text, asks
from app.services.policy.standards import Standard
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace

CODE = "studio-achievement"
PLACE = Clause(8, 1)
AWARD = Standard("成果评鉴奖励标准", PLACE)


class JudgedLevel(StrEnum):
    """评鉴级别."""

    NATION = "国家级"
    PROVINCE = "省级"
    CITY = "市级"


class Facts(UnitFacts, AccountFacts):
    """What 工作室成果评鉴奖励 asks."""

    studio: Text = asks("工作室名称", example="王建国木工技能大师工作室", aliases=("技能大师工作室名称", "工作室"))
    achievement: Text = asks("成果名称", example="榫卯快速装配工艺", aliases=("评鉴成果", "获奖成果", "项目名称"))
    level: JudgedLevel = asks("评鉴级别", example="省级", aliases=("评鉴等级", "获奖级别", "成果级别", "级别"))
    won_on: Day = asks("获奖日期", example="2023-11-10", aliases=("成果获奖日期", "评鉴日期"))
    document: Code = asks("获奖文号", example="皖人社秘〔2023〕120号", aliases=("获奖文件文号", "评鉴文号"))


def rule(facts: Facts, trace: Trace) -> int:
    """Provincial level or above."""
    trace.require("评鉴级别为省级及以上", facts.level is not JudgedLevel.CITY, facts.level)
    return trace.flat("成果评鉴奖励", AWARD)


SUBSIDY = Subsidy(
    CODE,
    "工作室成果评鉴奖励",
    PLACE,
    Facts,
    rule,
    for_whom="成果在省级及以上评鉴中获奖的技能大师工作室的依托单位",
    repeats="同一工作室同一成果只申领一次",
    payee=lambda _: Payee.UNIT,
    deciding=Deciding("获奖日期", lambda facts: day(facts.won_on)),
    claims=lambda facts: (
        Claim(
            CODE,
            joined(facts.credit_code, facts.studio, facts.achievement),
            f"{facts.studio}的成果{facts.achievement}",
        ),
    ),
    standards=(AWARD,),
)
