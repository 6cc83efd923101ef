"""What the subsidies of 四 for people from outside share: introduction, contract, months and wages."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from app.services.policy.claims import Claim, Tally, joined, months_claimed
from app.services.policy.clauses import Clause
from app.services.policy.money import percent_of
from app.services.policy.parties import AccountFacts, CaseFacts, PersonFacts, UnitFacts
from app.services.policy.questions import Amount, Need, YesNo, asks
from app.services.policy.ranges import ContractFacts, MonthsFacts, months_asked, require_inside
from app.services.policy.standards import Measure, Standard
from app.services.policy.trace import Trace

MONTHS = Standard("引才薪酬补助月数上限", Clause(4, 2), Measure.MONTHS)
SHARED = "talent-wage"


class Introduction(StrEnum):
    """引进方式."""

    FULL_TIME = "全职"
    FLEXIBLE = "柔性"


class FromOutside(CaseFacts):
    """Whether the person came from outside the district."""

    from_outside: YesNo = asks(
        "区外引进", hint="是否从叶集区以外引进", example="是", aliases=("从区外引进", "区外引进人才", "外地引进")
    )


class IntroducedFacts(FromOutside):
    """How the person came."""

    introduction: Introduction | None = asks(
        "引进方式", need=Need.OPTIONAL, example="全职", aliases=("引才方式", "引进形式")
    )


class WageFacts(MonthsFacts, ContractFacts):
    """Contract, months and wages."""

    wages: Amount = asks(
        "期间税后工资总额（元）",
        unit="元",
        hint="申领月份内实发税后工资合计",
        example="60000.00",
        aliases=("税后工资总额", "期间税后工资", "税后工资合计", "期间工资总额", "工资总额", "金额"),
    )


class TalentFacts(WageFacts, IntroducedFacts, PersonFacts, UnitFacts, AccountFacts):
    """What both wage subsidies of 四.2 ask."""


def tally_of(code: str, facts: TalentFacts) -> Tally:
    """The months of a person in one of the two types."""
    return Tally(SHARED, joined(code, facts.identity_number))


def wage_months(code: str, facts: TalentFacts) -> Iterator[Claim]:
    """No month of a person twice in either type; counted for each type by itself."""
    return months_claimed(tally_of(code, facts), facts.identity_number, facts.first_month, facts.last_month)


def require_wage_months(code: str, facts: TalentFacts, trace: Trace) -> None:
    """Months inside the contract, and not too many a person."""
    require_inside(trace, facts, "劳动合同期", facts.contract_from, facts.contract_until)
    limit = trace.rate(MONTHS)
    trace.require_tally(tally_of(code, facts), months_asked(facts), limit, f"每人累计不超过 {limit} 个月")


def share_of_wages(facts: TalentFacts, trace: Trace, percent: Standard) -> int:
    """A percentage of the wages in fen, rounded half-up once."""
    share = trace.rate(percent)
    amount = percent_of(facts.wages, share)
    return trace.add(
        percent.name.removesuffix("比例"),
        amount,
        "{:fen} × {}% = {:fen} 元",
        facts.wages,
        share,
        amount,
        standard=percent,
    )
