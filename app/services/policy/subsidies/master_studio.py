"""技能大师工作室补助: a sum for a master's studio at each level it is recognised at; levels add up (再分别)."""

from __future__ import annotations

from enum import StrEnum

from app.services.policy.claims import Claim, joined
from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts, UnitFacts
from app.services.policy.questions import Code, Day, Name, Text, asks
from app.services.policy.standards import Standard
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace

CODE = "master-studio"
PLACE = Clause(8, 1)


class StudioLevel(StrEnum):
    """工作室级别."""

    CITY = "市级"
    PROVINCE = "省级"
    NATION = "国家级"


RATE = Standard("技能大师工作室补助标准", PLACE, by=StudioLevel)


class Facts(UnitFacts, AccountFacts):
    """What 技能大师工作室补助 asks."""

    studio: Text = asks("工作室名称", example="王建国木工技能大师工作室", aliases=("技能大师工作室名称", "工作室"))
    leader: Name = asks("领衔人姓名", example="王建国", aliases=("领衔人", "工作室领衔人", "领办人"))
    level: StudioLevel = asks("工作室级别", example="市级", aliases=("工作室等级", "认定级别", "级别"))
    document: Code = asks(
        "认定文号", example="六人社秘〔2022〕88号", aliases=("批准文号", "认定文件文号", "工作室认定文号")
    )
    recognised_on: Day = asks("认定日期", example="2022-08-15", aliases=("批准日期", "工作室认定日期"))


def rule(facts: Facts, trace: Trace) -> int:
    """The sum of the level."""
    return trace.flat(f"{facts.level.value}工作室补助", RATE, facts.level.value)


SUBSIDY = Subsidy(
    CODE,
    "技能大师工作室补助",
    PLACE,
    Facts,
    rule,
    for_whom="经认定的技能大师工作室的依托单位",
    repeats="同一工作室同一级别只申领一次，不同级别分别补助",
    payee=lambda _: Payee.UNIT,
    deciding=Deciding("认定日期", lambda facts: day(facts.recognised_on)),
    claims=lambda facts: (
        Claim(
            CODE,
            joined(facts.credit_code, facts.studio, facts.level.value),
            f"{facts.studio}{facts.level.value}认定",
        ),
    ),
    standards=(RATE,),
)
