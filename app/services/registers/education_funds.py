"""职工教育经费: what a unit set aside and spent in a year, and whether enough of it went to workers at the line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.models import Letter
from app.services.policy.clauses import Clause
from app.services.policy.money import yuan
from app.services.policy.parties import CaseFacts, UnitFacts
from app.services.policy.questions import Amount, CreditCode, Facts, Group, Name, Need, Phone, Text, Year, asks
from app.services.policy.standards import InForce, Measure, Standard
from app.services.registers.definition import Extra, Extras, Register, joined_mark, same
from app.services.registers.stored import stored_lines
from app.services.unit_of_work import Work

PLACE = Clause(10, 1)
LEAST_SHARE = Standard("职工教育经费一线比例下限", PLACE, Measure.PERCENT)
BELOW, ENOUGH, NOTHING = "一线不足", "达标", "未提取"


class Fund(Facts):
    """What a unit reports for a year; sums in fen."""

    unit_name: Text = same(UnitFacts, "unit_name")
    credit_code: CreditCode = same(UnitFacts, "credit_code")
    year: Year = asks("年度", group=Group.ENTRY, example="2024", aliases=("所属年度", "经费年度", "年份"))
    payroll: Amount = asks(
        "工资总额（元）", group=Group.ENTRY, unit="元", example="12000000.00", aliases=("职工工资总额", "全年工资总额")
    )
    set_aside: Amount = asks(
        "提取额（元）",
        group=Group.ENTRY,
        unit="元",
        example="180000.00",
        aliases=("提取金额", "职工教育经费提取额", "提取经费"),
    )
    spent: Amount = asks(
        "使用额（元）", group=Group.ENTRY, unit="元", example="150000.00", aliases=("使用金额", "支出额", "实际使用额")
    )
    at_the_line: Amount = asks(
        "其中一线职工（元）",
        group=Group.ENTRY,
        unit="元",
        hint="使用额中用于一线职工教育培训的部分",
        example="110000.00",
        aliases=("一线职工", "一线职工使用额", "用于一线职工"),
    )
    contact: Name | None = same(UnitFacts, "contact", need=Need.OPTIONAL)
    phone: Phone | None = same(CaseFacts, "phone", need=Need.OPTIONAL)
    note: Text | None = same(CaseFacts, "note", need=Need.OPTIONAL)


def least_fen(fund: Fund, standards: InForce) -> int:
    """What of the sum set aside must go to workers at the line, in fen, rounded up; MissingStandard when unset."""
    return -(-fund.set_aside * standards.number(LEAST_SHARE) // 100)


def below(fund: Fund, standards: InForce) -> bool:
    """Whether workers at the line got less of what was set aside than the text asks for."""
    return fund.at_the_line < least_fen(fund, standards)


def remark(fund: Fund) -> str:
    """What the figures themselves get wrong; empty when nothing."""
    if fund.at_the_line > fund.spent:
        return f"一线职工 {yuan(fund.at_the_line)} 元大于使用额 {yuan(fund.spent)} 元，请核对填报"
    return f"使用额大于提取额 {yuan(fund.spent - fund.set_aside)} 元" if fund.spent > fund.set_aside else ""


def share(fund: Fund) -> int | None:
    """What part of the sum set aside went to workers at the line, in hundredths of a percent; None without a sum."""
    return fund.at_the_line * 10000 // fund.set_aside if fund.set_aside else None


def _extend(work: Work, funds: Mapping[int, Any]) -> dict[int, Extras]:
    standards = work.parameters.at(work.today)
    letters = work.session.execute(select(Letter.entry_id, Letter.number).where(Letter.entry_id.is_not(None)))
    sent = {row[0]: row[1] for row in letters}
    return {
        entry: {
            "share": share(fund),
            "verdict": _verdict(fund, standards),
            "remark": remark(fund),
            "reminder": sent.get(entry, ""),
        }
        for entry, fund in funds.items()
    }


def _verdict(fund: Fund, standards: InForce) -> str:
    if not fund.set_aside:
        return NOTHING
    return BELOW if below(fund, standards) else ENOUGH


EDUCATION_FUNDS = Register(
    "education-funds",
    "职工教育经费",
    PLACE,
    "各单位每年的职工教育经费；用于一线职工的不足提取额的 60% 时提示，并可出具培训经费提醒函。",
    Fund,
    mark=lambda fund: joined_mark(fund.credit_code, fund.year),
    lines=stored_lines,
    extras=(
        Extra("share", "一线占提取额", "percent"),
        Extra("verdict", "核对结果", "chip"),
        Extra("remark", "数据提示"),
        Extra("reminder", "提醒函"),
    ),
    extend=_extend,
)
