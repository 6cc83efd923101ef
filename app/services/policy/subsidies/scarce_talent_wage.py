"""急需紧缺人才薪酬补助: a share of the wages of a 技师 or above who came for a scarce occupation."""

from __future__ import annotations

from app.services.policy.clauses import Clause
from app.services.policy.duplicates import same_introduction
from app.services.policy.kernel import Subsidy
from app.services.policy.questions import ScarceOccupation, asks
from app.services.policy.standards import Measure, Standard
from app.services.policy.talents import (
    MONTHS,
    IntroducedFacts,
    TalentFacts,
    require_wage_months,
    share_of_wages,
    wage_months,
)
from app.services.policy.terms import Payee, SkillLevel
from app.services.policy.timing import Deciding, months
from app.services.policy.trace import Trace

CODE = "scarce-talent-wage"
PLACE = Clause(4, 2)
PERCENT = Standard("急需紧缺人才薪酬补助比例", PLACE, Measure.PERCENT)


class SkillFacts(IntroducedFacts):
    """What the person can do."""

    occupation: ScarceOccupation = asks(
        "职业工种",
        hint="须在急需紧缺职业目录内",
        example="数控铣工",
        aliases=("职业（工种）", "职业", "工种", "紧缺职业"),
    )
    level: SkillLevel = asks("技能等级", example="技师", aliases=("证书等级", "等级", "技能级别", "职业技能等级"))


class Facts(TalentFacts, SkillFacts):
    """What 急需紧缺人才薪酬补助 asks."""


def rule(facts: Facts, trace: Trace) -> int:
    """An enterprise, from outside, a scarce occupation, 技师 or above, months of the contract."""
    trace.require("所在单位为企业", facts.unit_kind.is_enterprise, facts.unit_kind)
    trace.require("从区外引进", facts.from_outside)
    trace.require_scarce("职业工种", facts.occupation)
    trace.require("技能等级为技师及以上", facts.level.rank >= SkillLevel.TECHNICIAN.rank, facts.level)
    require_wage_months(CODE, facts, trace)
    return share_of_wages(facts, trace, PERCENT)


SUBSIDY = Subsidy(
    CODE,
    "急需紧缺人才薪酬补助",
    PLACE,
    Facts,
    rule,
    for_whom="从区外引进到本区企业、从事急需紧缺职业的技师及以上技能人才本人",
    repeats="同一人同一月份只申领一次，按本项或按高层次技能人才引才补助",
    payee=lambda _: Payee.PERSON,
    deciding=Deciding("申领月份", lambda facts: months(facts.first_month, facts.last_month)),
    claims=lambda facts: wage_months(CODE, facts),
    grounds=lambda facts: (same_introduction(facts.identity_number),),
    standards=(PERCENT, MONTHS),
)
