"""首席技师聘期奖励: so much a month for the months of an appointment as 首席技师."""

from __future__ import annotations

from collections.abc import Iterator

from app.services.policy.claims import Claim, Tally, joined, months_claimed
from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts, CaseFacts, PersonFacts, UnitFacts
from app.services.policy.questions import Day, asks
from app.services.policy.ranges import MonthsFacts, months_asked, months_of_term, require_inside
from app.services.policy.standards import Measure, Standard
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, months
from app.services.policy.trace import Trace

CODE = "chief-technician"
PLACE = Clause(6, 2)
RATE = Standard("首席技师聘期奖励标准", PLACE, Measure.YUAN_A_MONTH)


class AppointmentFacts(CaseFacts):
    """The appointment."""

    appointed_from: Day = asks(
        "聘任起始日期", example="2023-03-15", aliases=("聘期起始日期", "聘任开始日期", "聘期开始日期", "聘任日期")
    )
    appointed_until: Day = asks(
        "聘任终止日期", example="2025-03-14", aliases=("聘期终止日期", "聘任结束日期", "聘期结束日期", "聘任到期日期")
    )


class Facts(MonthsFacts, AppointmentFacts, PersonFacts, UnitFacts, AccountFacts):
    """What 首席技师聘期奖励 asks."""


def appointment(facts: Facts) -> Tally:
    """The months of one appointment of a person."""
    return Tally(CODE, joined(facts.identity_number, str(facts.appointed_from), str(facts.appointed_until)))


def claims(facts: Facts) -> Iterator[Claim]:
    """No month of a person twice; counted over one appointment."""
    return months_claimed(appointment(facts), facts.identity_number, facts.first_month, facts.last_month)


def rule(facts: Facts, trace: Trace) -> int:
    """Months of the appointment, and no more of them than its term has."""
    start, end = facts.appointed_from, facts.appointed_until
    require_inside(trace, facts, "聘期", start, end)
    term = months_of_term(start, end)
    trace.require_tally(appointment(facts), months_asked(facts), term, "同一聘期申领月数不超过聘期月数")
    return trace.times("聘期奖励", months_asked(facts), RATE)


SUBSIDY = Subsidy(
    CODE,
    "首席技师聘期奖励",
    PLACE,
    Facts,
    rule,
    for_whom="在聘期内的首席技师本人",
    repeats="同一人同一月份只申领一次，一个聘期不超过聘期月数",
    payee=lambda _: Payee.PERSON,
    deciding=Deciding("申领月份", lambda facts: months(facts.first_month, facts.last_month)),
    claims=claims,
    standards=(RATE,),
)
