"""符合多重条件的，按上限资助，不重复享受 (十.1)."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy_samples import WEI, assess, failures

from app.services.policy.claims import Combine, Pool
from app.services.policy.duplicates import CERTIFICATE, payable_of
from app.services.policy.precedents import Grant, Precedents

HIGHEST = Pool("honour", "同一称号", Combine.HIGHEST)


def test_the_worked_examples_of_one_certificate() -> None:
    before = Precedents()
    reward = assess("certificate-reward", before)
    before.take("奖励", reward)
    upgrade = assess("skill-upgrade", before)
    assert (reward.payable_fen, upgrade.gross_fen, upgrade.payable_fen) == (200000, 350000, 150000)
    assert upgrade.deductions[0].amount_fen == 200000
    assert upgrade.deductions[0].cases == ("奖励",)
    assert [part.amount_fen for part in upgrade.instalments] == [150000]


def test_a_unit_is_another_payee_and_takes_the_certificate_from_the_person() -> None:
    before = Precedents()
    before.take("奖励", assess("certificate-reward", before))
    unit = assess("skill-upgrade", before, claimant="培养单位", bearer="培养单位")
    assert unit.payable_fen == 350000
    before.take("单位", unit)
    assert failures(assess("skill-upgrade", before)) == ["证书 S0001 未重复申领", "本人木工技师未重复申领"]


def test_a_worse_type_gives_nothing_and_that_is_no_refusal() -> None:
    before = Precedents()
    before.take("研修", assess("skill-upgrade", before))
    reward = assess("certificate-reward", before)
    assert (reward.eligible, reward.gross_fen, reward.payable_fen) == (True, 200000, 0)
    assert reward.instalments == ()


def test_another_certificate_for_the_same_occupation_and_level_fails() -> None:
    before = Precedents()
    before.take("一", assess("certificate-reward", before))
    again = assess("certificate-reward", before, certificate="S0002")
    assert failures(again) == ["本人木工技师未重复申领"]
    assert assess("certificate-reward", before, certificate="S0002", occupation="钳工").eligible
    assert assess("certificate-reward", before, certificate="S0002", level="高级技师").eligible


def test_one_that_fails_takes_no_key() -> None:
    before = Precedents()
    before.take("一", assess("certificate-reward", before, insured=False))
    assert assess("certificate-reward", before).payable_fen == 200000


def test_one_that_was_granted_nothing_takes_nothing_off() -> None:
    before = Precedents()
    before.grant("certificate", f"{WEI}|S0001", Grant("奖励", "certificate-reward", 200000, 0))
    found = assess("skill-upgrade", before)
    assert (found.payable_fen, found.deductions) == (350000, ())


def grants(*rows: tuple[str, int, int]) -> list[Grant]:
    return [Grant(str(place), *row) for place, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("code", "alone", "pool", "before", "payable"),
    [
        ("b", 3600000, CERTIFICATE, grants(("a", 3000000, 3000000)), 600000),
        ("b", 2000000, CERTIFICATE, grants(("a", 3000000, 3000000), ("b", 3600000, 600000)), 2000000),
        ("a", 10000000, HIGHEST, grants(("a", 5000000, 5000000)), 5000000),
        ("a", 6000000, HIGHEST, grants(("a", 5000000, 5000000), ("a", 10000000, 5000000)), 0),
        ("a", 100, CERTIFICATE, grants(("b", 500, 0)), 100),
        ("a", 100, CERTIFICATE, grants(("b", 50, 500)), 0),
    ],
)
def test_the_rule_in_figures(code: str, alone: int, pool: Pool, before: list[Grant], payable: int) -> None:
    assert payable_of(code, alone, pool, before) == payable


claims = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 10**7)), min_size=1, max_size=6)


@given(claims=claims, pool=st.sampled_from([CERTIFICATE, HIGHEST]))
def test_whatever_the_order_the_total_is_what_the_best_type_alone_gives(
    claims: Sequence[tuple[str, int]], pool: Pool
) -> None:
    granted: list[Grant] = []
    for place, (code, alone) in enumerate(claims):
        payable = payable_of(code, alone, pool, granted)
        assert 0 <= payable <= alone
        granted.append(Grant(str(place), code, alone, payable))
    by_type = {code: [alone for one, alone in claims if one == code] for code, _ in claims}
    best = max(max(sums) if pool is HIGHEST else sum(sums) for sums in by_type.values())
    total = sum(grant.granted_fen for grant in granted)
    assert total <= best
    if len(by_type) == 1:
        assert total == best
