"""Skill levels held and asked for, as the services of 五 and 七 compare them."""

from __future__ import annotations

from app.services.policy.parties import CaseFacts, PersonFacts
from app.services.policy.questions import Code, Need, Text, YesNo, asks
from app.services.policy.terms import SkillLevel
from app.services.policy.trace import Trace

NO_LEVEL = -1
LEVEL_ALIASES = ("证书等级", "等级", "技能级别", "职业技能等级")


class SkilledFacts(PersonFacts):
    """A person with a certified level."""

    level: SkillLevel = asks("技能等级", example="高级工", aliases=LEVEL_ALIASES)
    occupation: Text = asks("职业工种", example="家具制作工", aliases=("职业（工种）", "职业", "工种"))
    certificate: Code = asks("证书编号", example="S000034150001234001", aliases=("证书号", "技能等级证书编号"))


class EmployedFacts(CaseFacts):
    """Whether the person works in the district."""

    employed_here: YesNo = asks(
        "在本区就业", hint="是否在叶集区用人单位工作", example="是", aliases=("在区内就业", "区内就业")
    )


class PromotionFacts(PersonFacts):
    """A level asked for above the one held."""

    occupation: Text = asks("职业工种", example="家具制作工", aliases=("职业（工种）", "职业", "工种"))
    held: SkillLevel | None = asks(
        "现有技能等级",
        need=Need.OPTIONAL,
        hint="尚无等级的留空",
        example="中级工",
        aliases=("现技能等级", "原技能等级", "现有等级", "已有技能等级"),
    )
    asked: SkillLevel = asks(
        "申报技能等级", example="技师", aliases=("拟申报等级", "申请技能等级", "申报等级", "晋升等级", "认定等级")
    )


def require_level(trace: Trace, level: SkillLevel, least: SkillLevel) -> None:
    """A level or above."""
    trace.require(f"技能等级为{least}及以上", level.rank >= least.rank, level)


def require_steps(trace: Trace, facts: PromotionFacts, least: int) -> None:
    """The level asked for is so many levels above the one held; a blank one is below 初级工."""
    held = NO_LEVEL if facts.held is None else facts.held.rank
    text = "申报等级高于现有等级" if least == 1 else f"申报等级至少高于现有等级 {least} 级"
    trace.require(text, facts.asked.rank - held >= least, "现有 {}，申报 {}", facts.held or "无", facts.asked)
