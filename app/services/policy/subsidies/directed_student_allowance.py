"""定向培养生在校学习补助: so much a month for a student whom an enterprise has trained for a scarce occupation."""

from __future__ import annotations

from collections.abc import Iterator

from app.services.policy.claims import Claim, Tally, months_claimed
from app.services.policy.clauses import Basis, Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.months import Month
from app.services.policy.parties import AccountFacts, PersonFacts, UnitFacts
from app.services.policy.questions import Day, MonthOf, ScarceOccupation, Text, asks
from app.services.policy.ranges import require_order
from app.services.policy.standards import Measure, Standard
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, months
from app.services.policy.trace import Trace

CODE = "directed-student-allowance"
PLACE = Clause(2, 1)
RATE = Standard("定向培养补助", PLACE, Measure.YUAN_A_MONTH, local=True)


class Facts(PersonFacts, UnitFacts, AccountFacts):
    """What 定向培养生在校学习补助 asks; the unit is the enterprise that has the student trained."""

    college: Text = asks("培养院校", example="六安技师学院", aliases=("就读院校", "培养学校", "院校名称", "学校"))
    occupation: ScarceOccupation = asks(
        "紧缺工种",
        hint="须在急需紧缺职业目录内",
        example="数控铣工",
        aliases=("紧缺职业", "急需紧缺工种", "紧缺职业工种"),
    )
    agreed_on: Day = asks(
        "协议签订日期", example="2023-08-20", aliases=("签订日期", "定向培养协议签订日期", "协议日期")
    )
    first_month: MonthOf = asks(
        "补助起始月", hint="含本月", example="2023-09", aliases=("起始月", "开始月", "补助开始月")
    )
    last_month: MonthOf = asks(
        "补助截止月", hint="含本月", example="2024-01", aliases=("截止月", "终止月", "补助终止月")
    )


def claims(facts: Facts) -> Iterator[Claim]:
    """No month of a person twice."""
    who = facts.identity_number
    return months_claimed(Tally(CODE, who), who, facts.first_month, facts.last_month)


def rule(facts: Facts, trace: Trace) -> int:
    """A scarce occupation, and months from the agreement on."""
    trace.require_scarce("紧缺工种", facts.occupation)
    signed = Month.of(facts.agreed_on)
    figures = facts.first_month, facts.agreed_on
    timely = facts.first_month >= signed
    trace.require("补助起始月不早于协议签订当月", timely, "{}，协议签订 {}", *figures, basis=Basis.READING)
    require_order(trace, "补助月份", facts.first_month, facts.last_month)
    return trace.times("定向培养补助", facts.first_month.until(facts.last_month), RATE)


SUBSIDY = Subsidy(
    CODE,
    "定向培养生在校学习补助",
    PLACE,
    Facts,
    rule,
    for_whom="与本区企业签订协议、在校学习紧缺工种的定向培养生本人",
    repeats="同一人同一月份只申领一次",
    payee=lambda _: Payee.PERSON,
    deciding=Deciding("补助月份", lambda facts: months(facts.first_month, facts.last_month)),
    claims=claims,
    standards=(RATE,),
)
