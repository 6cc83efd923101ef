"""高层次技能人才引才补助: a share of the wages that an enterprise pays a prize-winner from outside in a key post."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.months import plus_years
from app.services.policy.questions import Code, Need, YesNo, asks
from app.services.policy.standards import Measure, Standard
from app.services.policy.talents import (
    MONTHS,
    TalentFacts,
    require_wage_months,
    share_of_wages,
    wage_months,
)
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, months
from app.services.policy.trace import Trace

CODE = "top-talent-wage"
PLACE = Clause(4, 2)
PERCENT = Standard("高层次技能人才引才补助比例", PLACE, Measure.PERCENT)
YEARS = Standard("引才劳动合同最短年限", PLACE, Measure.YEARS)


class Talent(StrEnum):
    """人才类别."""

    GRAND_PRIZE = "中华技能大奖"
    NATIONAL_EXPERT = "全国技术能手"
    WORLD_SKILLS = "世界技能大赛中国队选手"
    COLLEGE_CONTEST = "全国职业院校技能大赛一等奖"


class Facts(TalentFacts):
    """What 高层次技能人才引才补助 asks."""

    talent: Talent = asks("人才类别", example="全国技术能手", aliases=("人才类型", "高层次人才类别"))
    award_document: Code | None = asks(
        "授予文号", need=Need.OPTIONAL, example="人社部发〔2022〕10号", aliases=("荣誉文号", "授予文件文号")
    )
    key_post: YesNo = asks("关键技能岗位", hint="是否在关键技能岗位工作", example="是", aliases=("关键岗位",))


def rule(facts: Facts, trace: Trace) -> int:
    """An enterprise, from outside, a contract long enough, a key post, months of the contract."""
    trace.require("申领单位为企业", facts.unit_kind.is_enterprise, facts.unit_kind)
    trace.require("从区外引进", facts.from_outside)
    years = trace.rate(YEARS)
    start, end = facts.contract_from, facts.contract_until
    long_enough = end + timedelta(days=1) >= plus_years(start, years)
    trace.require(f"劳动合同期限满 {years} 年", long_enough, "{} 至 {}", start, end)
    trace.require("在关键技能岗位工作", facts.key_post)
    require_wage_months(CODE, facts, trace)
    return share_of_wages(facts, trace, PERCENT)


SUBSIDY = Subsidy(
    CODE,
    "高层次技能人才引才补助",
    PLACE,
    Facts,
    rule,
    for_whom="从区外引进高层次技能人才到关键技能岗位的本区企业",
    repeats="同一人同一月份只申领一次，按本项或按急需紧缺人才薪酬补助",
    payee=lambda _: Payee.UNIT,
    deciding=Deciding("申领月份", lambda facts: months(facts.first_month, facts.last_month)),
    claims=lambda facts: wage_months(CODE, facts),
    standards=(PERCENT, MONTHS, YEARS),
)
