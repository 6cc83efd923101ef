"""技能人才供求信息: posts that units want filled and persons who look for one, each until its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from app.services.policy.certificates import CertificateFacts
from app.services.policy.clauses import Clause
from app.services.policy.parties import CaseFacts, PersonFacts, UnitFacts
from app.services.policy.questions import (
    CreditCode,
    Day,
    Facts,
    Group,
    IdentityNumber,
    Name,
    Need,
    Phone,
    Text,
    Whole,
    asks,
)
from app.services.policy.terms import SkillLevel
from app.services.registers.definition import Extra, Extras, Register, joined_mark, same
from app.services.registers.stored import stored_lines
from app.services.unit_of_work import Work

PLACE = Clause(9, 1)
OPEN, ENDED = "有效", "已到期"
STATE = Extra("state", "状态", "chip")


class Sex(StrEnum):
    """How a bulletin addresses a person whose name it does not give."""

    MALE = "男"
    FEMALE = "女"


class Dated(Facts):
    """How long it stands."""

    since: Day = asks("登记日期", group=Group.ENTRY, example="2024-11-01")
    until: Day = asks(
        "有效期至", group=Group.ENTRY, example="2025-01-31", aliases=("截止日期", "有效日期", "到期日期"), last=True
    )
    note: Text | None = same(CaseFacts, "note", need=Need.OPTIONAL, last=True)


class Post(Dated):
    """A post wanted by a unit."""

    unit_name: Text = same(UnitFacts, "unit_name")
    credit_code: CreditCode = same(UnitFacts, "credit_code")
    occupation: Text = same(CertificateFacts, "occupation")
    level: SkillLevel | None = same(CertificateFacts, "level", need=Need.OPTIONAL, hint="留空为不限")
    wanted: Whole = asks(
        "招聘人数", group=Group.ENTRY, unit="人", minimum=1, example="5", aliases=("人数", "需求人数", "用工人数")
    )
    pay: Text = asks(
        "薪酬待遇", group=Group.ENTRY, example="6000—8000元/月", aliases=("薪酬", "工资待遇", "待遇", "月薪")
    )
    contact: Name = same(UnitFacts, "contact", need=Need.REQUIRED)
    phone: Phone = same(CaseFacts, "phone", need=Need.REQUIRED, hint="在供求信息中公布")


class Seeker(Dated):
    """A person available. Number and telephone stay in the office: a bulletin names neither."""

    person_name: Name = same(PersonFacts, "person_name")
    identity_number: IdentityNumber = same(PersonFacts, "identity_number", hint="18 位，不公布")
    occupation: Text = same(CertificateFacts, "occupation")
    level: SkillLevel = same(CertificateFacts, "level")
    sought: Text = asks(
        "求职意向", group=Group.ENTRY, example="本区家具企业，6000元/月以上", aliases=("意向", "求职意愿", "期望")
    )
    phone: Phone = same(CaseFacts, "phone", need=Need.REQUIRED, hint="由本局转告，不公布")


def stands(entry: Dated, day: date) -> bool:
    """Whether a post or a person is still to be had on a day."""
    return entry.since <= day <= entry.until


def sex_of(identity_number: str) -> Sex:
    """What the identity number says (GB 11643, the 17th figure)."""
    return Sex.MALE if int(identity_number[16]) % 2 else Sex.FEMALE


def _extend(work: Work, entries: Mapping[int, Any]) -> dict[int, Extras]:
    return {
        key: {STATE.key: OPEN if stands(entry, work.today) else ENDED if entry.until < work.today else "未到登记日"}
        for key, entry in entries.items()
    }


POSTS = Register(
    "posts",
    "岗位需求",
    PLACE,
    "用人单位的技能岗位需求，有效期内的编入技能人才供求信息。",
    Post,
    mark=lambda post: joined_mark(post.credit_code, post.occupation, post.level or "", post.since),
    lines=stored_lines,
    day=lambda post: post.since,
    extras=(STATE,),
    extend=_extend,
    counted_in="个",
)
SEEKERS = Register(
    "seekers",
    "求职人员",
    PLACE,
    "求职的技能人才；供求信息中只写姓氏、工种、等级和意向，不公布证件号和电话。",
    Seeker,
    mark=lambda seeker: joined_mark(seeker.identity_number, seeker.occupation, seeker.since),
    lines=stored_lines,
    day=lambda seeker: seeker.since,
    extras=(STATE,),
    extend=_extend,
    counted_in="名",
)
