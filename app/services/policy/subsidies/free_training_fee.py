"""重点群体免费培训补贴: what training a person of a key group cost the unit that trained, up to a ceiling."""

from __future__ import annotations

from app.services.policy.clauses import Clause
from app.services.policy.duplicates import same_training
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts, UnitFacts
from app.services.policy.questions import Amount, asks
from app.services.policy.ranges import require_order
from app.services.policy.standards import Standard
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace
from app.services.policy.training import ClassFacts, class_once

CODE = "free-training-fee"
PLACE = Clause(1, 1)
CEILING = Standard("培训费上限", PLACE, local=True)


class Facts(ClassFacts, UnitFacts, AccountFacts):
    """What 重点群体免费培训补贴 asks."""

    fee: Amount = asks(
        "实际培训费（元）", unit="元", example="1200.00", aliases=("培训费", "培训费金额", "实际培训费用", "金额")
    )


def rule(facts: Facts, trace: Trace) -> int:
    """A unit that may train, and a class that ended after it began."""
    kind = facts.unit_kind
    able = kind.is_enterprise or kind.is_college or kind.trains
    trace.require("申领单位为企业、职业院校、职业培训学校或培训机构", able, kind)
    require_order(trace, "培训班期", facts.begun_on, facts.finished_on)
    return trace.capped("免费培训补贴", facts.fee, CEILING)


SUBSIDY = Subsidy(
    CODE,
    "重点群体免费培训补贴",
    PLACE,
    Facts,
    rule,
    for_whom="为重点群体（贫困劳动者、脱贫劳动力、退役士兵、就业援助对象）开展免费培训的本区企业、职业院校、职业培训学校、培训机构",
    repeats="同一人同一班期只申领一次",
    payee=lambda _: Payee.UNIT,
    deciding=Deciding("结业日期", lambda facts: day(facts.finished_on)),
    claims=lambda facts: class_once(CODE, facts),
    grounds=lambda facts: (same_training(facts.identity_number, facts.occupation, facts.finished_on.year),),
    standards=(CEILING,),
)
