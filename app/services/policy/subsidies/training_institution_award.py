"""培训机构质量奖励: a training institution whose yearly score and placements reach the standard."""

from __future__ import annotations

from app.services.policy.claims import Claim, joined
from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts, UnitFacts
from app.services.policy.questions import Score, Whole, Year, asks
from app.services.policy.standards import Measure, Standard
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, year
from app.services.policy.trace import Trace

CODE = "training-institution-award"
PLACE = Clause(1, 1)
LEAST_SCORE = Standard("奖励最低得分", PLACE, Measure.POINTS, local=True)
LEAST_PLACED = Standard("奖励最低就业人数", PLACE, Measure.PERSONS, local=True)
AWARD = Standard("培训机构奖励", PLACE, local=True)


class Facts(UnitFacts, AccountFacts):
    """What 培训机构质量奖励 asks."""

    year: Year = asks("评估年度", example="2023", aliases=("考核年度", "评估年份", "年度"))
    score: Score = asks(
        "评估得分", hint="0 至 100", unit="分", example="92.5", aliases=("得分", "评分", "评估分数", "考核得分")
    )
    placed: Whole = asks(
        "区内就业人数",
        hint="当年培训后在区内就业的人数",
        unit="人",
        example="60",
        aliases=("就业人数", "区内就业", "培训后区内就业人数"),
    )


def rule(facts: Facts, trace: Trace) -> int:
    """A training school or institution, score and placements high enough."""
    trace.require("申领单位为职业培训学校或培训机构", facts.unit_kind.trains, facts.unit_kind)
    trace.require_least("评估得分达到标准", facts.score, LEAST_SCORE)
    trace.require_least("区内就业人数达到标准", facts.placed, LEAST_PLACED)
    return trace.flat("培训机构质量奖励", AWARD)


SUBSIDY = Subsidy(
    CODE,
    "培训机构质量奖励",
    PLACE,
    Facts,
    rule,
    for_whom="年度评估优秀的本区职业培训学校、培训机构",
    repeats="同一单位同一年度只申领一次",
    payee=lambda _: Payee.UNIT,
    deciding=Deciding("评估年度", lambda facts: year(facts.year)),
    claims=lambda facts: (Claim(CODE, joined(facts.credit_code, str(facts.year)), f"本单位 {facts.year} 年度奖励"),),
    standards=(LEAST_SCORE, LEAST_PLACED, AWARD),
)
