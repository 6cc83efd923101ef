"""Checks on where a person works, and what lists from elsewhere say of it."""

from __future__ import annotations

from datetime import date

import pytest
from doubt_samples import GOOD, case, hit, listed, person, seen, span
from hypothesis import given
from hypothesis import strategies as st

from app.services.doubts import employment
from app.services.doubts.employment import DEAD, INSURED, PENSION, STATE_PAID, STUDENT
from app.services.doubts.evidence import Listed, Span, Stated
from app.services.policy.months import Month

OTHER_UNIT = {"unit": "91341504MA2ABC00X7", "unit_name": "叶集家具厂"}
HALF = span("2024-01", "2024-06")


@pytest.mark.parametrize(
    ("second", "found"),
    [
        pytest.param(case(2, employed=span("2024-06", "2024-08"), **OTHER_UNIT), [1, 2], id="one month in common"),
        pytest.param(case(2, employed=span("2024-07", "2024-08"), **OTHER_UNIT), [], id="one after the other"),
        pytest.param(case(2, employed=HALF), [], id="the same unit"),
        pytest.param(person(2, "李娜", employed=HALF, **OTHER_UNIT), [], id="two persons"),
        pytest.param(case(2, **OTHER_UNIT), [], id="no employment stated"),
    ],
)
def test_a_person_at_two_units_in_the_same_months(second: Stated, found: list[int]) -> None:
    assert hit(employment.two_units_at_once, seen(case(1, employed=HALF), second)) == found


def _on(subject: Stated, *rows: Listed, **kinds: object) -> list[str]:
    """What every list check says of one case."""
    evidence = seen(subject, listed={GOOD.person: list(rows)})
    checks = (
        employment.dead,
        employment.pensioner,
        employment.student,
        employment.paid_by_the_state,
        employment.insured_elsewhere,
        employment.not_insured_by_the_employer,
    )
    return [finding.text for check in checks for finding in check(evidence)]


@pytest.mark.parametrize(
    ("subject", "start", "says"),
    [
        pytest.param(
            case(1, claimed=span("2023-01", "2023-06"), to_person=False),
            date(2023, 5, 20),
            "至 2023-06",
            id="months after",
        ),
        pytest.param(
            case(1, claimed=span("2023-01", "2023-05"), to_person=False), date(2023, 5, 20), "", id="the month itself"
        ),
        pytest.param(case(1), date(2024, 10, 31), "申报日期为 2024-11-01", id="applied after"),
        pytest.param(case(1), date(2024, 11, 1), "", id="died on the day of the application"),
        pytest.param(case(1, to_person=False), date(2024, 10, 31), "", id="a unit applies for one who died later"),
        pytest.param(
            case(1, paid_fen=200000, paid_on=date(2024, 12, 1)),
            date(2024, 11, 20),
            "2024-12-01 仍有拨付",
            id="paid after",
        ),
        pytest.param(case(1), None, "须核实死亡日期", id="no date on the list"),
    ],
)
def test_after_a_death_nothing_is_due(subject: Stated, start: date | None, says: str) -> None:
    said = _on(subject, listed(DEAD, start=start))
    assert [says in text for text in said] == ([True] if says else [])


@pytest.mark.parametrize("kind", [PENSION, STUDENT, STATE_PAID])
@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        pytest.param(date(2024, 6, 1), None, True, id="from the last month on"),
        pytest.param(date(2024, 7, 1), None, False, id="only later"),
        pytest.param(None, date(2024, 1, 1), True, id="until the first month"),
        pytest.param(None, date(2023, 12, 1), False, id="only before"),
        pytest.param(None, None, True, id="no months given"),
    ],
)
def test_a_pension_a_school_or_a_payroll_counts_in_months_of_the_case(
    kind: str, start: date | None, end: date | None, found: bool
) -> None:
    assert bool(_on(case(1, claimed=HALF), listed(kind, start=start, end=end))) is found


def test_a_case_without_months_is_looked_at_in_the_month_of_its_application() -> None:
    assert _on(case(1), listed(PENSION, start=date(2024, 11, 1)))
    assert not _on(case(1), listed(PENSION, start=date(2024, 12, 1)))


def test_students_under_a_training_agreement_are_to_be_at_school() -> None:
    assert not _on(case(1, code="directed-student-allowance", claimed=HALF), listed(STUDENT))


def test_the_list_is_named_with_date_and_source_and_another_name_on_it() -> None:
    (text,) = _on(case(1, claimed=HALF, paid_fen=600000, paid_on=date(2024, 9, 2)), listed(PENSION, name="张玮"))
    assert text == (
        "养老待遇领取名单（2024-10-31，区社保中心）：张伟 领取养老待遇 起止不详，与本案 2024-01 至 2024-06 重叠，"
        "名单姓名“张玮”与本案“张伟”不同；本案已拨付 6,000.00 元，最近一笔 2024-09-02"
    )


WORKS = case(1, claimed=HALF, employed=HALF)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param(
            [("叶集家具厂", date(2024, 6, 1), date(2024, 8, 1))], ["由 叶集家具厂", "共 6 个月"], id="elsewhere"
        ),
        pytest.param([("叶集木业有限公司", date(2024, 1, 1), None)], [], id="by the employer all along"),
        pytest.param(
            [("叶集木业有限公司", date(2024, 1, 1), date(2024, 4, 1))],
            ["2024-05、2024-06 共 2 个月"],
            id="not to the end",
        ),
        pytest.param([("", date(2024, 1, 1), date(2024, 6, 1))], [], id="no unit on the list"),
        pytest.param([], [], id="not listed at all"),
        pytest.param(
            [("叶集木业有限公司", date(2024, n, 1), date(2024, n, 1)) for n in range(1, 7)], [], id="a row a month"
        ),
    ],
)
def test_contributions_are_those_of_the_employer(rows: list[tuple[str, date, date | None]], says: list[str]) -> None:
    said = _on(WORKS, *(listed(INSURED, unit=unit, start=start, end=end) for unit, start, end in rows))
    assert len(said) == len(says)
    assert all(part in text for part, text in zip(says, said, strict=True))


def test_months_after_the_list_was_drawn_are_not_missed() -> None:
    row = listed(
        INSURED, unit="叶集木业有限公司", start=date(2024, 1, 1), end=date(2024, 3, 1), list_date=date(2024, 3, 31)
    )
    assert not _on(WORKS, row)


MONTHS = st.none() | st.builds(Month, st.just(2024), st.integers(1, 12))
SPANS = st.builds(Span, MONTHS, MONTHS)


@given(SPANS, SPANS)
def test_spans_meet_when_a_month_lies_in_both(one: Span, other: Span) -> None:
    def holds(span_: Span, month: Month) -> bool:
        return (span_.first is None or span_.first <= month) and (span_.last is None or month <= span_.last)

    upright = all(s.first is None or s.last is None or s.first <= s.last for s in (one, other))
    months = [Month(2024, 1).plus(step) for step in range(-1, 13)]
    if upright:
        assert one.meets(other) is any(holds(one, month) and holds(other, month) for month in months)
