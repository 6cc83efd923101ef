"""技能竞赛获奖奖励: a reward for a prize in a skills contest, by its level."""

from __future__ import annotations

from app.services.policy.claims import Claim, joined
from app.services.policy.clauses import Clause
from app.services.policy.contests import ContestLevel, Prize, PrizeFacts
from app.services.policy.duplicates import same_contest
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts, OptionalUnitFacts, PersonFacts
from app.services.policy.standards import Standard
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace

CODE = "contest-award"
PLACE = Clause(7, 2)
ROWS = tuple(f"{level.value}/{prize.value}" for level in ContestLevel for prize in Prize)
AWARD = Standard("竞赛奖励", PLACE, by=ROWS, local=True)


class Facts(PrizeFacts, PersonFacts, OptionalUnitFacts, AccountFacts):
    """What 技能竞赛获奖奖励 asks; the unit is the one that the person stood for."""


def prize_once(facts: Facts) -> Claim:
    """A contest, year and prize once a person."""
    year, level, prize = facts.won_on.year, facts.level.value, facts.prize.value
    key = joined(facts.identity_number, facts.contest, level, prize, str(year))
    return Claim(CODE, key, f"本人 {year} 年{facts.contest}{prize}")


def rule(facts: Facts, trace: Trace) -> int:
    """The reward of the level and prize."""
    label = f"{facts.level.value}{facts.prize.value}奖励"
    return trace.flat(label, AWARD, f"{facts.level.value}/{facts.prize.value}")


SUBSIDY = Subsidy(
    CODE,
    "技能竞赛获奖奖励",
    PLACE,
    Facts,
    rule,
    for_whom="在区级及以上技能竞赛中获奖的选手本人",
    repeats="同一人同一年度同一赛事的同一奖项只申领一次",
    payee=lambda _: Payee.PERSON,
    deciding=Deciding("获奖日期", lambda facts: day(facts.won_on)),
    claims=lambda facts: (prize_once(facts),),
    grounds=lambda facts: (same_contest(facts.identity_number, facts.contest, facts.won_on.year),),
    standards=(AWARD,),
)
