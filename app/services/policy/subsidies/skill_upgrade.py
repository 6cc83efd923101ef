"""研修提升补助: whoever bore the cost of reaching 高级工 or above gets it back at a flat rate."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from app.services.policy.certificates import (
    KIND_ALIASES,
    CertificateFacts,
    by_level,
    certificate_claims,
    require_certificate,
)
from app.services.policy.claims import Ground
from app.services.policy.clauses import Clause
from app.services.policy.duplicates import same_certificate
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts, CaseFacts, UnitFacts
from app.services.policy.questions import Group, asks
from app.services.policy.standards import Standard
from app.services.policy.terms import SENIOR_LEVELS, CertificateKind, Payee
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace

PLACE = Clause(3, 1)
RATE = Standard("研修提升补助标准", PLACE, by=SENIOR_LEVELS)


class Bearer(StrEnum):
    """申领主体 and 费用承担方."""

    UNIT = "培养单位"
    WORKER = "职工个人"


class CostFacts(CaseFacts):
    """Who asks, and who bore the cost."""

    claimant: Bearer = asks(
        "申领主体", group=Group.FILING, hint="由谁申领", example="职工个人", aliases=("申请主体", "申报主体")
    )
    bearer: Bearer = asks(
        "费用承担方",
        hint="培训费用实际由谁承担，须与申领主体一致",
        example="职工个人",
        aliases=("费用承担人", "费用承担主体", "承担方", "培训费承担方"),
    )


class Facts(CertificateFacts, CostFacts, UnitFacts, AccountFacts):
    """What 研修提升补助 asks; 证书类别 must be told."""

    certificate_kind: CertificateKind = asks("证书类别", example="职业技能等级证书", aliases=KIND_ALIASES)


def rule(facts: Facts, trace: Trace) -> int:
    """高级工 or above with a certificate that counts, asked by the one who bore the cost."""
    require_certificate(trace, facts.level, facts.certificate_kind)
    claimant, bearer = facts.claimant, facts.bearer
    trace.require("费用由申领主体承担", claimant is bearer, "申领主体 {}，费用承担方 {}", claimant, bearer)
    return by_level(trace, RATE, facts.level)


def grounds(facts: Facts) -> Iterator[Ground]:
    """Only what the person asks shares a ground: a unit is another payee."""
    if facts.claimant is Bearer.WORKER:
        yield same_certificate(facts.identity_number, facts.certificate)


SUBSIDY = Subsidy(
    "skill-upgrade",
    "研修提升补助",
    PLACE,
    Facts,
    rule,
    for_whom="承担研修费用并取得高级工及以上证书的职工本人，或承担费用的培养单位",
    repeats="同一证书、同一人同一职业工种同一等级只申领一次，不论由谁申领",
    payee=lambda facts: Payee.PERSON if facts.claimant is Bearer.WORKER else Payee.UNIT,
    deciding=Deciding("发证日期", lambda facts: day(facts.certified_on)),
    claims=lambda facts: certificate_claims("skill-upgrade", facts),
    grounds=grounds,
    standards=(RATE,),
)
