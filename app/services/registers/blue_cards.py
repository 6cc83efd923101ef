"""技工蓝卡: every mark that was granted, by its number; the list with which the card centre loads it on the cards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.models import Case
from app.models.cases import GRANTED
from app.services.policy.entitlements.blue_card import PLACE, SUBSIDY, CardFacts
from app.services.policy.parties import CaseFacts, PersonFacts, UnitFacts
from app.services.policy.questions import Code, Day, Facts, Group, IdentityNumber, Name, Need, Phone, Text, asks
from app.services.policy.skills import SkilledFacts
from app.services.policy.terms import SkillLevel
from app.services.registers.definition import Extra, Line, Register, same
from app.services.registers.talents import PENDING, TALENTS, talent_lines
from app.services.unit_of_work import Work


class Card(Facts):
    """A mark, and on whose card it is loaded."""

    entry: Code = same(CardFacts, "entry")
    entered_on: Day = asks("登记日期", group=Group.ENTRY)
    person_name: Name = same(PersonFacts, "person_name")
    identity_number: IdentityNumber = same(PersonFacts, "identity_number")
    card: Code = same(CardFacts, "card")
    level: SkillLevel = same(SkilledFacts, "level")
    occupation: Text = same(SkilledFacts, "occupation")
    certificate: Code = same(SkilledFacts, "certificate")
    unit_name: Text | None = same(UnitFacts, "unit_name", need=Need.OPTIONAL)
    phone: Phone | None = same(CaseFacts, "phone", need=Need.OPTIONAL)


def card_lines(work: Work, _register: Register, search: str = "") -> Sequence[Line]:
    """The marks granted, in the order of their numbers."""
    query = select(Case).where(Case.code == SUBSIDY.code, Case.state.in_(GRANTED))
    for word in search.split():
        query = query.where(Case.search.contains(word, autoescape=True))
    query = query.order_by(func.json_extract(Case.facts, "$.entry"))
    return [_line(case) for case in work.session.scalars(query)]


def _line(case: Case) -> Line:
    said = SUBSIDY.facts.model_validate_json(case.facts)
    shared = {name: getattr(said, name) for name in Card.model_fields if name != "entered_on"}
    card = Card.model_construct(**shared, entered_on=case.decided_on or date.min)
    return Line(0, card, {"origin": case.number}, entered_at=case.filed_at)


def in_register(work: Work, identity_number: str, certificate: str) -> bool:
    """Whether 技能人才台账 holds a person's certificate, entered or from an approved case."""
    wanted = (identity_number, certificate.upper())
    lines = talent_lines(work, TALENTS, identity_number)
    held = (line.facts for line in lines if line.extras["standing"] != PENDING)
    return any((talent.identity_number, talent.certificate.upper()) == wanted for talent in held)


def doubts(work: Work, code: str, facts: Any) -> tuple[str, ...]:
    """What the register says against an application for a blue card; nothing of a case of another type."""
    if code != SUBSIDY.code or in_register(work, facts.identity_number, facts.certificate):
        return ()
    return (f"技能人才台账中没有证书 {facts.certificate}，批准前须先登记台账",)


BLUE_CARDS = Register(
    "blue-cards",
    "技工蓝卡",
    PLACE,
    "批准的技工蓝卡按登记号排列；导出的 Excel 名单送社会保障卡管理机构加载标记。",
    Card,
    mark=lambda card: card.entry,
    lines=card_lines,
    day=lambda card: card.entered_on,
    extras=(Extra("origin", "来源案件"),),
    by_hand=False,
    counted_in="张",
)
