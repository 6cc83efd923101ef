"""企业新型学徒制补助: 60% of what a pilot enterprise paid for an apprentice's training, up to a sum a year, two years."""

from __future__ import annotations

from app.services.policy.claims import Claim, Combine, Ground, Pool, joined
from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.money import percent_of
from app.services.policy.parties import AccountFacts, PersonFacts, UnitFacts
from app.services.policy.questions import Amount, Code, Day, Text, Whole, YesNo, asks
from app.services.policy.standards import Measure, Standard
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace

PLACE = Clause(3, 2)
PERCENT = Standard("新型学徒制补助比例", PLACE, Measure.PERCENT)
CEILING = Standard("新型学徒制年度上限", PLACE)
YEARS = Standard("新型学徒制补助年限", PLACE, Measure.YEARS)
APPRENTICE_YEAR = Pool("apprentice-year", "同一学徒同一培训年度", Combine.CAP)


class Facts(PersonFacts, UnitFacts, AccountFacts):
    """What 企业新型学徒制补助 asks; the person is the apprentice."""

    pilot: YesNo = asks(
        "学徒制试点企业",
        hint="是否列入试点企业名单",
        example="是",
        aliases=("试点企业", "学徒制试点", "试点单位", "试点"),
    )
    college: Text = asks("培养院校", example="六安技师学院", aliases=("培训院校", "培养学校", "合作院校", "院校名称"))
    apprenticed_on: Day = asks(
        "学徒协议起始日期",
        example="2023-03-01",
        aliases=(
            "协议起始日期",
            "学徒协议起始",
            "学徒起始日期",
            "培养协议起始日期",
            "协议日期",
            "培养起始日期",
            "学徒期起始日期",
        ),
    )
    training_year: Whole = asks(
        "培训年度",
        hint="第几个培训年度，填 1、2",
        example="1",
        minimum=1,
        aliases=("学徒年度", "第几年度", "第几培训年度", "培养年度", "第几个培训年度"),
    )
    fee: Amount = asks(
        "企业支付培训费（元）",
        unit="元",
        example="12000.00",
        aliases=(
            "支付培训费",
            "培训费",
            "企业支付费用",
            "实际支付培训费",
            "支付金额",
            "培训费金额",
            "金额",
            "企业实际支付培训费",
            "实付培训费",
        ),
    )
    invoice: Code = asks("发票号码", example="034001900111", aliases=("发票号", "票据号"))


def year_of(facts: Facts) -> Ground:
    """What this apprentice and year have been given counts against the year's ceiling."""
    return Ground(APPRENTICE_YEAR, joined(facts.identity_number, str(facts.training_year)))


def rule(facts: Facts, trace: Trace) -> int:
    """A pilot enterprise, in the first two years, while something of the year's ceiling is left."""
    years, ceiling, percent = trace.rate(YEARS), trace.rate(CEILING), trace.rate(PERCENT)
    trace.require("申领单位为企业", facts.unit_kind.is_enterprise, facts.unit_kind)
    trace.require("列入学徒制试点企业名单", facts.pilot)
    trace.require(f"培训年度不超过 {years} 年", facts.training_year <= years, "第 {} 年", facts.training_year)
    given = trace.given(year_of(facts))
    left = ceiling - given
    trace.require(
        "本培训年度尚有额度",
        left > 0,
        "年度上限 {:fen} 元，已核定 {:fen} 元，余 {:fen} 元",
        ceiling,
        given,
        max(left, 0),
    )
    share = percent_of(facts.fee, percent)
    amount = min(share, max(left, 0))
    formula, figures = "{:fen} × {}% = {:fen} 元", [facts.fee, percent, share]
    if share > amount:
        formula, figures = f"{formula}，不超过年度余额 {{:fen}} 元", [*figures, left]
    return trace.add("学徒培训费补助", amount, formula, *figures, standard=PERCENT)


SUBSIDY = Subsidy(
    "apprenticeship",
    "企业新型学徒制补助",
    PLACE,
    Facts,
    rule,
    for_whom="列入试点名单、为学徒支付培训费的本区企业",
    repeats="同一发票只申领一次；每名学徒每个培训年度不超过年度上限",
    payee=lambda _: Payee.UNIT,
    deciding=Deciding("学徒协议起始日期", lambda facts: day(facts.apprenticed_on)),
    claims=lambda facts: (Claim("apprenticeship", joined("发票", facts.invoice), f"发票 {facts.invoice} "),),
    grounds=lambda facts: (year_of(facts),),
    standards=(PERCENT, CEILING, YEARS),
)
