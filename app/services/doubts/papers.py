"""Checks on papers: one certificate for two persons, one invoice twice, and money got elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from app.services.doubts.evidence import Evidence, Finding, Stated, named, numbers
from app.services.doubts.grouping import beside, differing, groups
from app.services.policy.subsidies.prepaid_training import CODE as PREPAID_TRAINING


def one_certificate_two_persons(seen: Evidence) -> Iterator[Finding]:
    """A certificate number stated by two persons; numbers of training and of skill certificates are two series."""

    def say(one: Stated, others: str) -> str:
        return f"证书 {one.certificate} 由 {one.person_name} 申报，同一证书编号另有他人申报：{others}"

    return differing(seen.cases, _certificate, lambda one: one.person, say)


def _certificate(one: Stated) -> str:
    if not one.certificate or not one.person:
        return ""
    return f"结业 {one.certificate}" if one.code == PREPAID_TRAINING else one.certificate


def one_invoice_twice(seen: Evidence) -> Iterator[Finding]:
    """An invoice number stated by two cases, whoever they are."""
    for held, those in groups(seen.cases, lambda one: one.invoice):
        for one in those:
            others = beside(one, those)
            text = f"发票 {one.invoice} 另在 {named(others, len(those) - 1)} 中使用"
            yield Finding(one.case_id, str(held), text, ",".join(sorted(numbers(others))), numbers(others))


def funded_already(seen: Evidence) -> Iterator[Finding]:
    """The applicant states that money for the same was got from another public source."""
    for one in seen.cases:
        if one.funded:
            text = "申请人填报已获同类财政资金，须核实资金来源、金额，是否与本项重复"
            yield Finding(one.case_id, "申报", text)
