"""新引进技能人才生活住房补贴: a sum for living and one for housing once a skilled person has come and stayed."""

from __future__ import annotations

from app.services.policy.assessments import Instalment
from app.services.policy.claims import Claim, joined
from app.services.policy.clauses import Basis, Clause
from app.services.policy.duplicates import same_introduction
from app.services.policy.kernel import Plan, Subsidy
from app.services.policy.months import Month
from app.services.policy.parties import AccountFacts, CaseFacts, PersonFacts, UnitFacts
from app.services.policy.questions import Day, Whole, asks
from app.services.policy.ranges import ContractFacts
from app.services.policy.standards import UNCHECKED, YEARLY_CHECK, InForce, Measure, Standard
from app.services.policy.talents import FromOutside
from app.services.policy.terms import Payee, SkillLevel, UnitKind
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace

CODE = "settlement-subsidy"
PLACE = Clause(4, 1)
LIVING = Standard("生活补贴标准", PLACE)
HOUSING = Standard("住房补贴标准", PLACE)
FIRST_YEAR = Standard("生活住房补贴首年发放额", PLACE)
INSURED = Standard("引进后社保缴纳月数下限", PLACE, Measure.MONTHS)
EMPLOYERS = frozenset({UnitKind.PRIVATE, UnitKind.DISTRICT_STATE})


class ArrivalFacts(FromOutside):
    """What the person can do, and since when the person is here."""

    level: SkillLevel = asks("技能等级", example="技师", aliases=("证书等级", "等级", "技能级别", "职业技能等级"))
    introduced_on: Day = asks("引进日期", example="2021-03-01", aliases=("引进入职日期", "来区日期", "到岗日期"))


class InsuredFacts(CaseFacts):
    """How long the person has been insured."""

    insured_months: Whole = asks(
        "引进后社保缴纳月数",
        unit="个月",
        hint="自引进当月起在本区缴纳社会保险的月数",
        example="36",
        aliases=("社保缴纳月数", "社保月数", "缴纳社保月数", "引进后缴纳社保月数", "参保月数"),
    )


class Facts(InsuredFacts, ContractFacts, ArrivalFacts, PersonFacts, UnitFacts, AccountFacts):
    """What 新引进技能人才生活住房补贴 asks."""


def rule(facts: Facts, trace: Trace) -> int:
    """Private or district firm, from outside, 技师 or above, contract in force, insured long enough."""
    trace.require("所在单位为民营企业或区属国有企业", facts.unit_kind in EMPLOYERS, facts.unit_kind)
    trace.require("从区外引进", facts.from_outside)
    trace.require("技能等级为技师及以上", facts.level.rank >= SkillLevel.TECHNICIAN.rank, facts.level)
    start, end = facts.contract_from, facts.contract_until
    trace.require(
        "申报日劳动合同有效",
        start <= trace.applied_on <= end,
        "合同 {} 至 {}，申报日 {}",
        start,
        end,
        trace.applied_on,
        earliest=start if trace.applied_on < start <= end else None,
    )
    require_insured(facts, trace)
    return trace.flat("生活补贴", LIVING) + trace.flat("住房补贴", HOUSING)


def require_insured(facts: Facts, trace: Trace) -> None:
    """Enough months, and not more than have passed; a month that is short can be made up by the next one."""
    least, stated, now = trace.rate(INSURED), facts.insured_months, Month.of(trace.applied_on)
    lacking = least - stated
    if lacking > 0:
        earliest = now.plus(lacking).first_day()
        words = "已缴 {} 个月，差 {} 个月满 {} 个月，最早 {}"
        figures = stated, lacking, least, earliest
        trace.require(f"引进后社保缴纳满 {least} 个月", False, words, *figures, earliest=earliest)
    else:
        trace.require(f"引进后社保缴纳满 {least} 个月", True, "已缴 {} 个月", stated)
    passed = Month.of(facts.introduced_on).until(now)
    words = "申报 {} 个月，{} 至 {} 首尾共 {} 个月"
    span = stated, facts.introduced_on, trace.applied_on, max(passed, 0)
    trace.require("社保缴纳月数不超过引进以来的月数", stated <= passed, words, *span, basis=Basis.READING)


def plan(sum_fen: int, standards: InForce) -> Plan:
    """The first year's part, and the rest one year later after a 年度核查, unless the office has set that aside."""
    first, checked = min(sum_fen, standards.fen(FIRST_YEAR)), standards.text(YEARLY_CHECK) != UNCHECKED
    return (Instalment("第一年", first), Instalment("第二年", sum_fen - first, years_after=1, needs_check=checked))


SUBSIDY = Subsidy(
    CODE,
    "新引进技能人才生活住房补贴",
    PLACE,
    Facts,
    rule,
    for_whom="从区外引进到本区民营企业、区属国有企业的技师及以上技能人才本人",
    repeats="每人只享受一次",
    payee=lambda _: Payee.PERSON,
    deciding=Deciding("引进日期", lambda facts: day(facts.introduced_on)),
    claims=lambda facts: (Claim(CODE, joined(facts.identity_number), "本人生活住房补贴"),),
    grounds=lambda facts: (same_introduction(facts.identity_number),),
    standards=(LIVING, HOUSING, FIRST_YEAR, INSURED),
    plan=plan,
)
