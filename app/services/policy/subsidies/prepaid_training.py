"""先垫后补培训补贴: whoever paid for 订单, 定向 or 定岗 training first gets it back, up to a standard by level."""

from __future__ import annotations

from enum import StrEnum

from app.services.policy.claims import Claim, joined
from app.services.policy.clauses import Clause
from app.services.policy.duplicates import same_training
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts, PersonFacts, UnitFacts
from app.services.policy.questions import Amount, Code, Day, Group, Text, asks
from app.services.policy.standards import Standard
from app.services.policy.terms import PAID_LEVELS, Payee, SkillLevel
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace
from app.services.policy.training import FINISHED_ALIASES, OCCUPATION_ALIASES

CODE = "prepaid-training"
PLACE = Clause(1, 1)
CEILING = Standard("先垫后补标准", PLACE, by=PAID_LEVELS, local=True)


class Claimant(StrEnum):
    """申领主体."""

    ENTERPRISE = "企业"
    PERSON = "个人"


class Manner(StrEnum):
    """培训方式."""

    ORDERED = "订单"
    DIRECTED = "定向"
    POST = "定岗"


class Facts(PersonFacts, UnitFacts, AccountFacts):
    """What 先垫后补培训补贴 asks."""

    claimant: Claimant = asks(
        "申领主体", group=Group.FILING, hint="由谁垫付、由谁申领", example="企业", aliases=("申请主体", "申报主体")
    )
    manner: Manner = asks("培训方式", example="订单", aliases=("培训类型", "培训形式"))
    occupation: Text = asks("培训工种", example="家具制作工", aliases=OCCUPATION_ALIASES)
    level: SkillLevel = asks(
        "技能等级", example="中级工", aliases=("证书等级", "培训等级", "等级", "技能级别", "职业等级")
    )
    certificate: Code = asks(
        "结业证书编号", example="JY2023-0188", aliases=("结业证号", "结业证编号", "培训结业证书编号", "证书编号")
    )
    finished_on: Day = asks("结业日期", example="2023-06-06", aliases=FINISHED_ALIASES)
    paid: Amount = asks(
        "实际垫付培训费（元）",
        unit="元",
        example="1200.00",
        aliases=("垫付培训费", "实际垫付费用", "垫付金额", "实际垫付金额", "金额"),
    )


def rule(facts: Facts, trace: Trace) -> int:
    """What was paid, up to the standard of the level."""
    return trace.capped("先垫后补培训补贴", facts.paid, CEILING, facts.level.paid_as)


SUBSIDY = Subsidy(
    CODE,
    "先垫后补培训补贴",
    PLACE,
    Facts,
    rule,
    for_whom="先行垫付订单、定向、定岗培训费用的企业或职工本人",
    repeats="同一结业证书只申领一次，不论由谁申领",
    payee=lambda facts: Payee.PERSON if facts.claimant is Claimant.PERSON else Payee.UNIT,
    deciding=Deciding("结业日期", lambda facts: day(facts.finished_on)),
    claims=lambda facts: (Claim(CODE, joined(facts.certificate), f"结业证书 {facts.certificate} "),),
    grounds=lambda facts: (same_training(facts.identity_number, facts.occupation, facts.finished_on.year),),
    standards=(CEILING,),
)
