"""What the certificate subsidies of 三 share: the fields of a skill certificate, its keys, and the level that counts."""

from __future__ import annotations

from app.services.policy.claims import Claim, joined
from app.services.policy.parties import PersonFacts
from app.services.policy.questions import Code, Day, Need, Text, asks
from app.services.policy.standards import Standard
from app.services.policy.terms import CertificateKind, SkillLevel
from app.services.policy.trace import Trace

KIND_ALIASES = ("证书类型", "证书种类")


class CertificateFacts(PersonFacts):
    """A person's skill certificate."""

    level: SkillLevel = asks(
        "技能等级",
        example="高级工",
        aliases=(
            "证书等级",
            "等级",
            "技能级别",
            "证书级别",
            "职业等级",
            "职业资格等级",
            "职业技能等级",
            "级别",
            "资格等级",
            "证书技能等级",
        ),
    )
    certificate_kind: CertificateKind | None = asks(
        "证书类别",
        need=Need.OPTIONAL,
        hint="留空按职业资格证书",
        example="职业资格证书",
        aliases=KIND_ALIASES,
    )
    certificate: Code = asks(
        "证书编号",
        example="S000034150001234001",
        aliases=("证书号", "职业资格证书编号", "资格证书编号", "技能等级证书编号", "职业技能等级证书编号", "证书编码"),
    )
    certified_on: Day = asks(
        "发证日期",
        example="2023-06-10",
        aliases=(
            "取证日期",
            "获证日期",
            "证书日期",
            "颁证日期",
            "取得证书日期",
            "证书取得日期",
            "证书发证日期",
            "颁发日期",
            "证书颁发日期",
            "签发日期",
            "发放日期",
        ),
    )
    occupation: Text = asks(
        "职业工种",
        example="木工",
        aliases=(
            "职业（工种）",
            "职业",
            "工种",
            "职业名称",
            "工种名称",
            "证书工种",
            "职业（工种）名称",
            "申报工种",
            "鉴定工种",
        ),
    )


def certificate_claims(scope: str, facts: CertificateFacts) -> tuple[Claim, ...]:
    """A certificate once, and an occupation at a level once a person, whoever asks."""
    certificate, occupation, level = facts.certificate, facts.occupation, facts.level
    skill = joined("工种", facts.identity_number, occupation, level)
    return (
        Claim(scope, joined("证书", certificate), f"证书 {certificate} "),
        Claim(scope, skill, f"本人{occupation}{level}"),
    )


def require_certificate(trace: Trace, level: SkillLevel, kind: CertificateKind) -> None:
    """高级工 or above, on a certificate of a kind that counts."""
    trace.require("技能等级为高级工及以上", level.rank >= SkillLevel.SENIOR.rank, level)
    trace.require("证书类别为职业资格证书或职业技能等级证书", kind.counts, kind)


def by_level(trace: Trace, standard: Standard, level: SkillLevel) -> int:
    """The flat sum of the level in fen; nothing below 高级工."""
    if level.rank < SkillLevel.SENIOR.rank:
        return 0
    return trace.flat(f"按{level}计", standard, level.paid_as)
