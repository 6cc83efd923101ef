"""柔性引进高技能人才: an enterprise or college takes in skilled people from outside without moving them."""

from __future__ import annotations

from enum import StrEnum

from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import CaseFacts, PersonFacts, UnitFacts
from app.services.policy.questions import Day, Need, Text, asks
from app.services.policy.ranges import require_order
from app.services.policy.skills import LEVEL_ALIASES, require_level
from app.services.policy.talents import FromOutside
from app.services.policy.terms import Payee, SkillLevel
from app.services.policy.trace import Trace

PLACE = Clause(4, 3)


class Form(StrEnum):
    """柔性引进形式."""

    PROCESS = "工艺改造"
    RESEARCH = "课题攻关"
    TRAINING = "人才培养"
    CONVERSION = "成果转化"
    SPREADING = "技术推广"
    DEVELOPMENT = "项目开发"
    CONSULTING = "咨询服务"


class WorkFacts(CaseFacts):
    """What the person does, and for how long."""

    home_unit: Text = asks("人才所在单位", example="合肥某大学", aliases=("原单位", "人才原单位", "派出单位"))
    level: SkillLevel = asks("技能等级", example="高级技师", aliases=LEVEL_ALIASES)
    form: Form = asks("柔性引进形式", example="工艺改造", aliases=("引进形式", "合作形式", "服务形式"))
    content: Text | None = asks("合作内容", need=Need.OPTIONAL, example="涂装线改造", aliases=("服务内容", "项目内容"))
    agreed_from: Day = asks("协议起始日期", example="2024-03-01", aliases=("合作协议起始日期", "协议开始日期"))
    agreed_until: Day = asks("协议终止日期", example="2025-02-28", aliases=("合作协议终止日期", "协议到期日期"))


class Facts(WorkFacts, FromOutside, PersonFacts, UnitFacts):
    """What 柔性引进高技能人才 asks."""


def rule(facts: Facts, trace: Trace) -> int:
    """An enterprise or college, from outside, 高级工 or above, an agreement with its dates."""
    kind = facts.unit_kind
    trace.require("引进单位为企业或职业院校", kind.is_enterprise or kind.is_college, kind)
    trace.require("从区外引进", facts.from_outside)
    require_level(trace, facts.level, SkillLevel.SENIOR)
    require_order(trace, "协议", facts.agreed_from, facts.agreed_until)
    return 0


SUBSIDY = Subsidy(
    "flexible-introduction",
    "柔性引进高技能人才",
    PLACE,
    Facts,
    rule,
    for_whom="以柔性方式从区外引进高级工及以上人才的企业、职业院校",
    payee=lambda _: Payee.UNIT,
    money=False,
    published=False,
)
