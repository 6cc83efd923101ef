"""竞赛直接晋升职业资格: a prize in a contest of the district or above lifts the winner to a higher level."""

from __future__ import annotations

from enum import StrEnum

from app.services.policy.clauses import Clause
from app.services.policy.contests import CONTEST_ALIASES, Prize
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import CaseFacts, OptionalUnitFacts
from app.services.policy.questions import Code, Day, Text, asks
from app.services.policy.skills import PromotionFacts, require_steps
from app.services.policy.terms import Payee
from app.services.policy.trace import Trace

PLACE = Clause(7, 2)


class Level(StrEnum):
    """赛事级别."""

    NATION = "国家级"
    PROVINCE = "省级"
    CITY = "市级"
    DISTRICT = "区级"
    OTHER = "其他"


class WonFacts(CaseFacts):
    """The prize, and what allows the promotion."""

    contest: Text = asks("赛事名称", example="六安市职业技能大赛", aliases=CONTEST_ALIASES)
    level: Level = asks("赛事级别", example="市级", aliases=("竞赛级别", "大赛级别", "赛事等级"))
    prize: Prize = asks("奖项", example="一等奖", aliases=("获奖等次", "获得奖项", "获奖名次", "奖次"))
    won_on: Day = asks("获奖日期", example="2023-10-20", aliases=("竞赛获奖日期", "颁奖日期"))
    document: Code = asks(
        "晋升依据文号",
        hint="准予晋升的文件",
        example="六人社发〔2023〕31号",
        aliases=("依据文号", "晋升文号", "晋升文件文号"),
    )


class Facts(WonFacts, PromotionFacts, OptionalUnitFacts):
    """What 竞赛直接晋升职业资格 asks."""


def rule(facts: Facts, trace: Trace) -> int:
    """A contest of 区级 or above, a level above the one held, with the 文号 that allows it."""
    trace.require("在区级及以上赛事获奖", facts.level is not Level.OTHER, "{}{}", facts.level, facts.prize)
    require_steps(trace, facts, 1)
    trace.require("写明准予晋升的文号", bool(facts.document), facts.document)
    return 0


SUBSIDY = Subsidy(
    "contest-promotion",
    "竞赛直接晋升职业资格",
    PLACE,
    Facts,
    rule,
    for_whom="在区级及以上技能竞赛中获奖、凭文件晋升职业资格的选手本人",
    payee=lambda _: Payee.PERSON,
    money=False,
)
