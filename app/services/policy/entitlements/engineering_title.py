"""工程系列职称申报推荐: skilled workers of the district recommended for an engineering title."""

from __future__ import annotations

from enum import StrEnum

from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import CaseFacts, UnitFacts
from app.services.policy.questions import Need, Text, Whole, asks
from app.services.policy.skills import EmployedFacts, SkilledFacts, require_level
from app.services.policy.terms import Payee, SkillLevel
from app.services.policy.trace import Trace

PLACE = Clause(5, 1)


class Title(StrEnum):
    """申报职称."""

    TECHNICIAN = "技术员"
    ASSISTANT = "助理工程师"
    ENGINEER = "工程师"
    SENIOR = "高级工程师"
    PROFESSOR = "正高级工程师"


class TitleFacts(CaseFacts):
    """The title asked for."""

    title: Title = asks("申报职称", example="助理工程师", aliases=("拟申报职称", "职称名称", "申报职称级别"))
    subject: Text = asks("申报专业", example="木材加工", aliases=("职称专业", "申报职称专业"))
    years: Whole = asks("从事本专业工作年限", unit="年", example="8", aliases=("从事专业年限", "工作年限", "专业年限"))
    achievement: Text | None = asks("主要业绩", need=Need.OPTIONAL, aliases=("工作业绩", "业绩成果"))


class Facts(TitleFacts, EmployedFacts, SkilledFacts, UnitFacts):
    """What 工程系列职称申报推荐 asks."""


def rule(facts: Facts, trace: Trace) -> int:
    """高级工 or above, employed in the district."""
    require_level(trace, facts.level, SkillLevel.SENIOR)
    trace.require("在本区就业", facts.employed_here)
    return 0


SUBSIDY = Subsidy(
    "engineering-title",
    "工程系列职称申报推荐",
    PLACE,
    Facts,
    rule,
    for_whom="在本区就业的高级工及以上技能人才本人",
    payee=lambda _: Payee.PERSON,
    money=False,
    published=False,
)
