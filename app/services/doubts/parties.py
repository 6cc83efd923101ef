"""Checks on who applies: two names for one number, a phone of many, the same person twice in one workbook."""

from __future__ import annotations

from collections.abc import Iterator

from app.services.doubts.evidence import Evidence, Finding, Stated, named, numbers
from app.services.doubts.grouping import beside, differing, groups
from app.services.letters.masking import masked_identity

MANY = 3
"""From so many applicants on, a phone number is one of many."""


def one_identity_two_names(seen: Evidence) -> Iterator[Finding]:
    """An identity number under which cases state different names."""

    def say(one: Stated, others: str) -> str:
        return f"身份证号 {masked_identity(one.person)} 本案姓名为“{one.person_name}”，另有不同姓名：{others}"

    return differing(seen.cases, lambda one: one.person, lambda one: one.person_name, say)


def one_credit_code_two_names(seen: Evidence) -> Iterator[Finding]:
    """A credit code under which cases state different names of the unit."""

    def say(one: Stated, others: str) -> str:
        return f"统一社会信用代码 {one.unit} 本案单位名称为“{one.unit_name}”，另有不同名称：{others}"

    return differing(seen.cases, lambda one: one.unit, lambda one: plain_name(one.unit_name), say)


def one_phone_many_applicants(seen: Evidence) -> Iterator[Finding]:
    """A phone number stated by three applicants or more; a unit that is paid is one applicant."""

    def say(one: Stated, others: str) -> str:
        return f"联系电话 {one.phone[:3]}****{one.phone[-4:]} 由多名申请人共用，另见 {others}"

    for found in differing(seen.cases, lambda one: one.phone, lambda one: one.applicant, say, MANY):
        yield Finding(found.case_id, found.key, found.text, "", found.others)


def twice_in_one_workbook(seen: Evidence) -> Iterator[Finding]:
    """A person on two rows of one workbook, whatever their types."""
    for _, those in groups(seen.cases, lambda one: (one.batch, one.person) if one.batch and one.person else None):
        for one in those:
            others = beside(one, those)
            rows = "、".join(other.batch_row for other in others[:3])
            text = f"{one.person_name} 在同一份申报表中多次出现：本案 {one.batch_row}，另见 {rows}（{named(others, len(those) - 1)}）"
            yield Finding(one.case_id, str(one.batch), text, ",".join(sorted(numbers(others))), numbers(others))


def plain_name(name: str) -> str:
    """A name without what is written now so, now so: brackets in half width, no blanks."""
    return name.replace("（", "(").replace("）", ")").replace(" ", "").replace("\u3000", "")
