"""技能竞赛赛事补助: what the host of a contest asks for, within a band; the approver may fix less."""

from __future__ import annotations

from app.services.policy.claims import Claim, joined
from app.services.policy.clauses import Clause
from app.services.policy.contests import CONTEST_ALIASES, HostedLevel
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts, UnitFacts
from app.services.policy.questions import Amount, Day, Text, YesNo, asks
from app.services.policy.standards import Standard
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace

CODE = "contest-hosting"
PLACE = Clause(7, 1)
LEAST = Standard("赛事补助下限", PLACE)
MOST = Standard("赛事补助上限", PLACE)


class Facts(UnitFacts, AccountFacts):
    """What 技能竞赛赛事补助 asks."""

    contest: Text = asks("赛事名称", example="叶集区木工职业技能竞赛", aliases=CONTEST_ALIASES)
    level: HostedLevel = asks("赛事级别", example="区级", aliases=("竞赛级别", "大赛级别", "赛事等级", "级别"))
    planned: YesNo = asks(
        "列入年度计划", hint="是否列入年度竞赛计划", example="是", aliases=("列入年度竞赛计划", "年度计划内")
    )
    held_on: Day = asks("举办日期", example="2023-10-18", aliases=("赛事日期", "竞赛日期", "举办赛事日期", "比赛日期"))
    asked: Amount = asks(
        "申请金额（元）", unit="元", example="60000.00", aliases=("申请补助金额", "申报金额", "申请补贴金额", "金额")
    )


def rule(facts: Facts, trace: Trace) -> int:
    """A district contest must be planned; the sum asked is brought into the band."""
    planned = facts.planned or facts.level is not HostedLevel.DISTRICT
    stated = "列入" if facts.planned else "未列入"
    trace.require("区级赛事列入年度竞赛计划", planned, "{}赛事，{}", facts.level, stated)
    least, most = trace.rate(LEAST), trace.rate(MOST)
    amount = min(max(facts.asked, least), most)
    trace.least_fen = least
    formula = "申请 {:fen} 元，按 {:fen} 元至 {:fen} 元核定为 {:fen} 元"
    standard = MOST if amount == most else LEAST
    return trace.add("赛事补助", amount, formula, facts.asked, least, most, amount, standard=standard)


SUBSIDY = Subsidy(
    CODE,
    "技能竞赛赛事补助",
    PLACE,
    Facts,
    rule,
    for_whom="承办省级、市级或列入年度计划的区级技能竞赛的单位",
    repeats="同一年度同一赛事只申领一次",
    payee=lambda _: Payee.UNIT,
    deciding=Deciding("举办日期", lambda facts: day(facts.held_on)),
    claims=lambda facts: (
        Claim(CODE, joined(facts.contest, str(facts.held_on.year)), f"{facts.held_on.year} 年{facts.contest}"),
    ),
    standards=(LEAST, MOST),
)
