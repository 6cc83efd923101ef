"""职业资格证书奖励: private-firm employees who earn a skill certificate after three years' service."""

from __future__ import annotations

from app.services.policy.certificates import CertificateFacts, by_level, certificate_claims, require_certificate
from app.services.policy.clauses import Basis, Clause
from app.services.policy.duplicates import same_certificate
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts, CaseFacts, UnitFacts
from app.services.policy.questions import Day, Need, YesNo, asks
from app.services.policy.standards import Measure, Standard
from app.services.policy.terms import SENIOR_LEVELS, CertificateKind, Payee, UnitKind
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace

PLACE = Clause(3, 2)
RATE = Standard("职业资格证书奖励标准", PLACE, by=SENIOR_LEVELS)
SERVICE = Standard("职业资格证书奖励工作年限", PLACE, Measure.YEARS)


class EmploymentFacts(CaseFacts):
    """How the person is employed."""

    hired_on: Day = asks(
        "本单位入职日期",
        hint="在本单位连续工作的起始日",
        example="2018-09-01",
        aliases=("入职时间", "入职日期", "入厂日期", "到岗日期", "本单位工作起始日期", "入司日期", "进厂日期"),
    )
    unbroken: YesNo | None = asks(
        "连续工作无中断", need=Need.OPTIONAL, hint="留空按“是”", example="是", aliases=("连续工作", "连续无中断")
    )
    insured: YesNo = asks(
        "参加社会保险",
        example="是",
        aliases=(
            "是否参保",
            "参保",
            "参加社保",
            "缴纳社保",
            "缴纳社会保险",
            "社保",
            "参保情况",
            "社会保险",
            "购买社保",
        ),
    )


class Facts(CertificateFacts, EmploymentFacts, UnitFacts, AccountFacts):
    """What 职业资格证书奖励 asks."""


def rule(facts: Facts, trace: Trace) -> int:
    """Private firm, three unbroken years, insured, 高级工 or above."""
    trace.require("所在单位为民营企业", facts.unit_kind is UnitKind.PRIVATE, facts.unit_kind)
    years = trace.rate(SERVICE)
    trace.require_since(f"在本单位工作满{years}年", facts.hired_on, years=years)
    trace.require("连续工作无中断", facts.unbroken is not False, "申报为中断" if facts.unbroken is False else "")
    trace.require("依法参加社会保险", facts.insured)
    require_certificate(trace, facts.level, facts.certificate_kind or CertificateKind.QUALIFICATION)
    return by_level(trace, RATE, facts.level)


SUBSIDY = Subsidy(
    "certificate-reward",
    "职业资格证书奖励",
    PLACE,
    Facts,
    rule,
    for_whom="在本区同一民营企业工作满规定年限、取得高级工及以上证书的职工本人",
    repeats="同一证书、同一人同一职业工种同一等级只申领一次",
    payee=lambda _: Payee.PERSON,
    deciding=Deciding("发证日期", lambda facts: day(facts.certified_on), Basis.TEXT),
    claims=lambda facts: certificate_claims("certificate-reward", facts),
    grounds=lambda facts: (same_certificate(facts.identity_number, facts.certificate),),
    standards=(RATE, SERVICE),
)
