"""Skills contests: their levels and prizes, and the prize that a person won."""

from __future__ import annotations

from enum import StrEnum

from app.services.policy.parties import CaseFacts
from app.services.policy.questions import Day, Text, asks

CONTEST_ALIASES = ("竞赛名称", "大赛名称", "比赛名称", "竞赛项目")


class ContestLevel(StrEnum):
    """赛事级别 of a prize."""

    NATION = "国家级"
    PROVINCE = "省级"
    CITY = "市级"
    DISTRICT = "区级"


class HostedLevel(StrEnum):
    """赛事级别 of a contest that is held in the district."""

    PROVINCE = "省级"
    CITY = "市级"
    DISTRICT = "区级"


class Prize(StrEnum):
    """奖项."""

    FIRST = "一等奖"
    SECOND = "二等奖"
    THIRD = "三等奖"
    HONOURABLE = "优秀奖"


class PrizeFacts(CaseFacts):
    """A prize in a contest."""

    contest: Text = asks("赛事名称", example="六安市职业技能大赛", aliases=CONTEST_ALIASES)
    level: ContestLevel = asks("赛事级别", example="市级", aliases=("竞赛级别", "大赛级别", "赛事等级", "级别"))
    prize: Prize = asks("奖项", example="一等奖", aliases=("获奖等次", "获得奖项", "获奖名次", "奖次", "获奖等级"))
    won_on: Day = asks("获奖日期", example="2023-10-20", aliases=("竞赛获奖日期", "颁奖日期"))
