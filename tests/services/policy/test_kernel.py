"""The kernel on a definition made for the test: months, limits, local standards, instalments, no money at all."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from policy_samples import SHIPPED, WEI, assess

from app.services.policy.assessments import Assessment, Instalment
from app.services.policy.claims import Claim, Combine, Ground, Pool, Tally, months_claimed
from app.services.policy.clauses import Basis, Clause
from app.services.policy.kernel import Subsidy, fill
from app.services.policy.months import Month
from app.services.policy.parties import CaseFacts, PersonFacts
from app.services.policy.precedents import Grant, Precedents
from app.services.policy.questions import MonthOf, Whole, asks
from app.services.policy.standards import Entry, Measure, Parameters, Standard
from app.services.policy.terms import Payee
from app.services.policy.trace import Trace

PLACE = Clause(2, 1)
RATE = Standard("定向培养补助", PLACE, Measure.YUAN_A_MONTH, local=True)
LIMIT = 12


class Facts(PersonFacts):
    start: MonthOf = asks("补助起始月")
    end: MonthOf = asks("补助截止月")


def claims(facts: Facts) -> Iterator[Claim]:
    return months_claimed(Tally("monthly", facts.identity_number), facts.identity_number, facts.start, facts.end)


def rule(facts: Facts, trace: Trace) -> int:
    months = facts.start.until(facts.end)
    trace.require("起止月份顺序正确", months > 0, basis=Basis.READING)
    trace.require_tally(Tally("monthly", facts.identity_number), months, LIMIT, "不超过 12 个月")
    rate = trace.rate(RATE)
    return trace.add("补助", months * rate, f"{months} 个月 × {rate}", standard=RATE)


MONTHLY = Subsidy(
    "monthly",
    "按月补助",
    PLACE,
    Facts,
    rule,
    payee=lambda _: Payee.PERSON,
    claims=claims,
    plan=lambda total, _: (Instalment("首期", total // 2), Instalment("二期", total - total // 2, 1, needs_check=True)),
)
WITH_RATE = SHIPPED.plus([Entry("定向培养补助", "", date(2018, 1, 1), "皖〔2018〕1号", Decimal("300.50"))])


def monthly(start: Month, end: Month, before: Precedents | None = None, numbers: Parameters = WITH_RATE) -> Assessment:
    facts = Facts(applied_on=date(2025, 6, 1), person_name="张伟", identity_number=WEI, start=start, end=end)
    return MONTHLY.assess(facts, numbers, before or Precedents())


def test_months_are_paid_by_the_month_and_in_instalments() -> None:
    found = monthly(Month(2024, 11), Month(2025, 1))
    assert (found.eligible, found.gross_fen) == (True, 90150)
    assert [(part.label, part.amount_fen, part.needs_check) for part in found.instalments] == [
        ("首期", 45075, False),
        ("二期", 45075, True),
    ]
    assert found.components[0].source == "皖〔2018〕1号"


def test_no_month_twice() -> None:
    before = Precedents()
    before.take("一", monthly(Month(2024, 11), Month(2025, 1)))
    again = monthly(Month(2025, 1), Month(2025, 2), before)
    assert [step.text for step in again.failed] == ["2025-01 月份未重复申领"]
    assert monthly(Month(2025, 2), Month(2025, 2), before).eligible


def test_a_claim_over_the_limit_of_months_fails_whole() -> None:
    before = Precedents()
    before.take("一", monthly(Month(2024, 1), Month(2024, 10)))
    assert monthly(Month(2024, 11), Month(2024, 12), before).eligible
    over = monthly(Month(2024, 11), Month(2025, 1), before)
    assert [step.sentence for step in over.failed] == ["不超过 12 个月：已申领 10 个月，本次 3 个月，上限 12 个月"]
    stored = Precedents()
    stored.tally("monthly", WEI, 11)
    assert not monthly(Month(2024, 11), Month(2024, 12), stored).eligible


def test_a_missing_local_standard_is_named_and_pays_nothing() -> None:
    found = monthly(Month(2024, 11), Month(2025, 1), numbers=SHIPPED)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert found.missing == ("定向培养补助",)
    assert found.failed[0].sentence == "标准未配置：定向培养补助"


def test_an_upside_down_range_fails() -> None:
    assert [step.text for step in monthly(Month(2025, 2), Month(2025, 1)).failed] == ["起止月份顺序正确"]


def test_a_service_has_no_money_and_the_same_shape() -> None:
    service = Subsidy("service", "服务", PLACE, PersonFacts, _always, payee=lambda _: Payee.PERSON, money=False)
    facts = PersonFacts(applied_on=date(2025, 6, 1), person_name="张伟", identity_number=WEI, already_funded=True)
    found = service.assess(facts, SHIPPED, Precedents())
    assert (found.eligible, found.payable_fen, found.instalments) == (True, 0, ())
    assert found.warnings == ("联系电话未填，须在补正时补齐", "申请人填报已获同类财政资金，须核实")
    assert [text for _, text in service.shown(facts)] == ["2025-06-01", "张伟", WEI, "是"]


def _always(_facts: CaseFacts, _trace: Trace) -> int:
    return 0


@pytest.mark.parametrize(
    ("payable", "filled"),
    [
        (3000000, [2000000, 1000000]),
        (1800000, [1800000, 0]),
        (2500000, [2000000, 500000]),
        (0, [0, 0]),
    ],
)
def test_a_reduced_sum_fills_the_instalments_in_order(payable: int, filled: list[int]) -> None:
    plan = (Instalment("首年", 2000000), Instalment("次年", 1000000, 1))
    assert [part.amount_fen for part in fill(plan, payable)] == filled


def test_whole_numbers_keep_to_their_minimum() -> None:
    class Counted(CaseFacts):
        year: Whole = asks("培训年度", minimum=1)

    service: Subsidy[Any] = Subsidy("c", "c", PLACE, Counted, _always, payee=lambda _: Payee.UNIT, money=False)
    question = next(one for one in service.questions if one.name == "year")
    assert question.reader({})("1") == 1
    with pytest.raises(ValueError, match="不小于 1"):
        question.reader({})("0")


def test_a_case_on_two_grounds_gets_the_lesser_of_what_they_leave() -> None:
    pool = Pool("made", "同一事项", Combine.SUM)
    first, second = Ground(pool, "a"), Ground(pool, "b")
    double = Subsidy(
        "double",
        "两项",
        PLACE,
        PersonFacts,
        lambda _, trace: trace.add("补助", 1000, ""),
        payee=lambda _: Payee.PERSON,
        grounds=lambda _: (first, second),
    )
    before = Precedents()
    before.grant("made", "a", Grant("甲", "other", 1200, 400))
    before.grant("made", "b", Grant("乙", "other", 500, 500))
    facts = PersonFacts(applied_on=date(2025, 6, 1), person_name="张伟", identity_number=WEI)
    found = double.assess(facts, SHIPPED, before)
    assert (found.payable_fen, [taken.amount_fen for taken in found.deductions]) == (500, [200, 500])


@pytest.mark.parametrize(
    ("number", "reading", "cited"),
    [
        ("", "", "《实施意见》第三部分第二段（解释口径）"),
        (
            "叶人社〔2026〕5号",
            "叶人社〔2026〕5号，2021年3月1日",
            "《实施意见》第三部分第二段（解释口径：叶人社〔2026〕5号，2021年3月1日）",
        ),
    ],
)
def test_a_reading_is_cited_with_its_number_and_date_and_the_text_with_its_place(
    number: str, reading: str, cited: str
) -> None:
    paper = Entry("解释口径", "文号", date(2021, 3, 1), "叶人社〔2026〕5号", number)
    found = assess("certificate-reward", parameters=SHIPPED.plus([paper]))
    of_text, of_reading = found.steps[0], next(step for step in found.steps if step.basis is Basis.READING)
    assert (found.reading, found.cited(of_reading)) == (reading, cited)
    assert found.cited(of_text) == "《实施意见》第三部分第二段"
