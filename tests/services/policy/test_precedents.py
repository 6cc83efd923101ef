"""What other cases hold and were given, as far as it concerns one case."""

from app.services.policy.claims import Claim, Keys
from app.services.policy.header_words import unpacked
from app.services.policy.precedents import Precedents

MARCH = Claim("scarce-talent-wage", "张伟|2024-03", "2024年3月", tally="张伟")
APRIL = Claim("scarce-talent-wage", "张伟|2024-04", "2024年4月", tally="张伟")
OTHER = Claim("scarce-talent-wage", "王芳|2024-04", "2024年4月", tally="王芳")


def test_a_month_held_counts_under_its_tally() -> None:
    stored = Precedents()
    stored.hold(MARCH.scope, MARCH.key, "YJJG-2024-000001", tally=MARCH.tally)
    stored.tally(MARCH.scope, MARCH.tally, 11)
    assert stored.holder(MARCH) == "YJJG-2024-000001"
    assert stored.tallied(MARCH.scope, MARCH.tally) == 12


def test_a_case_meets_the_months_counted_for_its_person_and_no_other() -> None:
    stored = Precedents()
    stored.tally(MARCH.scope, MARCH.tally, 35)
    met = stored.met_by(Keys((APRIL,), ()))
    assert met is not None
    assert met.tallied(APRIL.scope, APRIL.tally) == 35
    assert met.holder(APRIL) is None
    assert stored.met_by(Keys((OTHER,), ())) is None


def test_words_of_headers_that_say_nothing_are_passed_over() -> None:
    assert unpacked(["居民身份证=身份证号", "居民身份证", "=身份证号", "证件=身份证号", ""]) == {
        "身份证号": ("居民身份证", "证件")
    }


def test_what_was_met_is_forgotten() -> None:
    stored = Precedents()
    stored.hold(MARCH.scope, MARCH.key, "表 第2行", tally=MARCH.tally)
    assert stored.met_by(Keys((MARCH,), ())) is not None
    stored.forget()
    assert stored.met_by(Keys((MARCH, APRIL), ())) is None
