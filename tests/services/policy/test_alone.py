"""A sum reckoned without reasons is the sum of the assessment; and every definition says for whom it is."""

from datetime import date, timedelta
from typing import Any

import pytest
from policy_samples import FULL, GOOD, SHIPPED, facts_of

from app.services.policy.catalogue import BY_CODE, CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.precedents import Precedents
from app.services.policy.terms import SkillLevel, UnitKind

CODES = sorted(GOOD)


def variations(code: str) -> list[Any]:
    """A good application, and one with each answer that a rule may compare turned to its edges."""
    good = facts_of(code)
    found = [good]
    for name in type(good).model_fields:
        value = getattr(good, name)
        if isinstance(value, bool):
            found.append(good.model_copy(update={name: not value}))
        elif isinstance(value, date):
            days = (value - timedelta(days=900), value + timedelta(days=900), date(2017, 12, 31))
            found += [good.model_copy(update={name: day}) for day in days]
        elif isinstance(value, int):
            found += [good.model_copy(update={name: number}) for number in (0, 1, value * 3)]
        elif isinstance(value, SkillLevel | UnitKind):
            found += [good.model_copy(update={name: other}) for other in type(value)]
    return [*found, good.model_copy(update={"township": "区外"})] if "township" in type(good).model_fields else found


@pytest.mark.parametrize("code", CODES)
def test_alone_gives_what_assess_gives_when_no_other_case_counts(code: str) -> None:
    subsidy = BY_CODE[code]
    outcomes: set[bool] = set()
    for facts in variations(code):
        for parameters in (FULL, SHIPPED):
            whole = subsidy.assess(facts, parameters, Precedents())
            assert subsidy.alone(facts, parameters) == (whole.gross_fen if whole.eligible else None)
            outcomes.add(whole.eligible)
    assert True in outcomes


@pytest.mark.parametrize("subsidy", CATALOGUE, ids=lambda subsidy: subsidy.code)
def test_every_definition_says_for_whom_it_is_and_what_may_be_had_only_once(subsidy: AnySubsidy) -> None:
    assert len(subsidy.for_whom) >= 8
    assert bool(subsidy.repeats) == bool(list(subsidy.claims(facts_of(subsidy.code))))
