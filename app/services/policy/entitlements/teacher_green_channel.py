"""一体化教师引进绿色通道: a public college takes on a master of the trade for a key subject."""

from __future__ import annotations

from enum import StrEnum

from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import PersonFacts, UnitFacts
from app.services.policy.questions import Code, Day, Need, Text, YesNo, asks
from app.services.policy.standards import Measure, Standard
from app.services.policy.terms import Payee, UnitKind
from app.services.policy.trace import Trace

PLACE = Clause(2, 2)
YEARS = Standard("一体化教师岗位年限", PLACE, Measure.YEARS)


class Master(StrEnum):
    """引进人才类别."""

    SENIOR_TECHNICIAN = "企业高级技师"
    WORLD_SKILLS = "世界技能大赛中国队队员"
    GRAND_PRIZE = "中华技能大奖"
    NATIONAL_EXPERT = "全国技术能手"
    JIANGHUAI_CRAFTSMAN = "江淮杰出工匠"


class Facts(PersonFacts, UnitFacts):
    """What 一体化教师引进绿色通道 asks; the unit is the college."""

    subject: Text = asks("任教专业", example="家具设计与制造", aliases=("拟任教专业", "专业名称", "专业"))
    key_subject: YesNo = asks("重点专业", hint="是否学校重点专业", example="是", aliases=("学校重点专业",))
    master: Master = asks("引进人才类别", example="企业高级技师", aliases=("引进人才类型", "人才类别"))
    former_employer: Text | None = asks(
        "原工作单位",
        need=Need.OPTIONAL,
        hint="企业高级技师填",
        example="合肥某家具公司",
        aliases=("来源企业", "原单位"),
    )
    in_post_since: Day | None = asks(
        "高级技师岗位起始日期",
        need=Need.OPTIONAL,
        hint="企业高级技师填：在该岗位工作的起始日",
        example="2019-07-01",
        aliases=("岗位起始日期", "高级技师聘任日期"),
    )
    evidence: Code = asks(
        "证书编号或授予文号", example="S000034150001234001", aliases=("证书编号", "授予文号", "证书或文件文号")
    )
    hire_on: Day = asks("拟聘用日期", example="2024-09-01", aliases=("拟引进日期", "聘用日期"))


def rule(facts: Facts, trace: Trace) -> int:
    """A public college, a key subject, and either three years in the post or one of the honours."""
    trace.require("引进单位为公办职业院校", facts.unit_kind is UnitKind.PUBLIC_COLLEGE, facts.unit_kind)
    trace.require("任教专业为重点专业", facts.key_subject, facts.subject)
    years = trace.rate(YEARS)
    text = f"企业高级技师在岗满 {years} 年或获得规定荣誉"
    if facts.master is not Master.SENIOR_TECHNICIAN:
        trace.require(text, True, facts.master)
    elif facts.in_post_since is None:
        trace.require(text, False, "高级技师岗位起始日期未填")
    else:
        trace.require_since(text, facts.in_post_since, years=years)
    return 0


SUBSIDY = Subsidy(
    "teacher-green-channel",
    "一体化教师引进绿色通道",
    PLACE,
    Facts,
    rule,
    for_whom="为重点专业引进一体化教师的公办职业院校",
    payee=lambda _: Payee.UNIT,
    standards=(YEARS,),
    money=False,
    published=False,
)
