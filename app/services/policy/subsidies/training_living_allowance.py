"""培训期间生活补助: so much a day of training for a person of a key group."""

from __future__ import annotations

from app.services.policy.clauses import Basis, Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts
from app.services.policy.questions import Whole, asks
from app.services.policy.ranges import require_order
from app.services.policy.standards import Measure, Standard
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace
from app.services.policy.training import ClassFacts, class_once

CODE = "training-living-allowance"
PLACE = Clause(1, 1)
RATE = Standard("生活补助", PLACE, Measure.YUAN_A_DAY, local=True)


class Facts(ClassFacts, AccountFacts):
    """What 培训期间生活补助 asks."""

    days: Whole = asks(
        "培训天数", unit="天", example="20", hint="实际参加培训的天数", aliases=("天数", "实际培训天数", "出勤天数")
    )


def rule(facts: Facts, trace: Trace) -> int:
    """A day or more, and no more days than the class had."""
    require_order(trace, "培训班期", facts.begun_on, facts.finished_on)
    most = (facts.finished_on - facts.begun_on).days + 1
    figures = facts.days, max(most, 0)
    words = "申报 {} 天，班期首尾共 {} 天"
    trace.require(
        "培训天数不少于 1 天、不超过班期日历天数", 1 <= facts.days <= most, words, *figures, basis=Basis.READING
    )
    return trace.times("培训期间生活补助", facts.days, RATE)


SUBSIDY = Subsidy(
    CODE,
    "培训期间生活补助",
    PLACE,
    Facts,
    rule,
    for_whom="参加免费培训的重点群体人员（贫困劳动者、脱贫劳动力、退役士兵、就业援助对象）本人",
    repeats="同一人同一班期只申领一次",
    payee=lambda _: Payee.PERSON,
    deciding=Deciding("结业日期", lambda facts: day(facts.finished_on)),
    claims=lambda facts: class_once(CODE, facts),
    standards=(RATE,),
)
