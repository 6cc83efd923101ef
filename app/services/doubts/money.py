"""Checks on accounts and wages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from app.services.doubts.evidence import Evidence, Finding, Stated, named, numbers
from app.services.doubts.grouping import beside, differing, groups
from app.services.doubts.parties import plain_name
from app.services.policy.money import yuan

FAR = 2
"""Wages are far from the others' when they are more than so many times their median, or less than its so-many-th part."""
LEAST_OTHERS = 3


def account_name_not_payee(seen: Evidence) -> Iterator[Finding]:
    """The account is in another name than that of whoever is paid."""
    for one in seen.cases:
        if one.account_name and plain_name(one.account_name) != plain_name(one.applicant):
            text = f"开户名“{one.account_name}”与收款对象“{one.applicant}”不一致"
            yield Finding(one.case_id, f"{one.account_name}|{one.applicant}", text)


def one_account_two_names(seen: Evidence) -> Iterator[Finding]:
    """A bank account that cases state for different payees, or under different names."""

    def say(one: Stated, others: str) -> str:
        return f"银行账号（尾号 {one.account[-4:]}）本案户名“{one.account_name}”、收款对象“{one.applicant}”，另用于 {others}"

    return differing(seen.cases, lambda one: one.account, _holder, say)


def _holder(one: Stated) -> str:
    return f"{plain_name(one.account_name)}|{plain_name(one.applicant)}"


def wages_far_from_the_others(seen: Evidence) -> Iterator[Finding]:
    """Monthly wages far from the median of the same unit's others in the batch, when there are three or more."""
    for _, those in groups(seen.cases, _unit_and_batch, LEAST_OTHERS + 1):
        ordered = sorted(map(_monthly, those))
        for one in those:
            own = _monthly(one)
            middle = _median_of_others(ordered, own)
            if own > middle * FAR or own * FAR < middle:
                others = beside(one, those)
                text = (
                    f"月均税后工资 {yuan(own)} 元，同批同单位其余 {len(those) - 1} 件的中位数为 {yuan(middle)} 元，"
                    f"相差悬殊：{named(others, len(those) - 1)}"
                )
                yield Finding(one.case_id, str(one.batch), text, str(own), numbers(others))


def _median_of_others(ordered: Sequence[int], own: int) -> int:
    """The median of sorted sums without one of them, in fen rounded down."""
    place, count = bisect_left(ordered, own), len(ordered) - 1

    def other(index: int) -> int:
        return ordered[index + (index >= place)]

    return (other((count - 1) // 2) + other(count // 2)) // 2


def _unit_and_batch(one: Stated) -> tuple[int, str] | None:
    months = _months(one)
    return (one.batch, one.unit) if one.batch and one.unit and one.wages is not None and months > 0 else None


def _months(one: Stated) -> int:
    span = one.claimed
    return span.first.until(span.last) if span and span.first and span.last else 0


def _monthly(one: Stated) -> int:
    """Wages a month in fen, rounded half up."""
    months = _months(one)
    return ((one.wages or 0) * 2 + months) // (months * 2)
