"""培训机构质量评估, 培训项目质量督导, 资金绩效评价: a yearly score sheet a unit, project or fund."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.services.policy.clauses import Clause
from app.services.policy.money import points
from app.services.policy.parties import CaseFacts, UnitFacts
from app.services.policy.questions import CreditCode, Day, Facts, Group, Name, Need, Text, Year, asks
from app.services.policy.standards import InForce
from app.services.registers.definition import Extra, Extras, Register, joined_mark, same
from app.services.registers.scoring import ScoreLine, ScoreLines, indicator_lines, total
from app.services.registers.stored import stored_lines
from app.services.unit_of_work import Work

DONE, OPEN = "已评", "未评完"
WHOLE_FUND = "技工强区专项资金"


class Sheet(Facts):
    """What every sheet says; it is of one year."""

    year: Year = asks("年度", group=Group.ENTRY, example="2024")
    assessed_on: Day = asks("评估日期", group=Group.ENTRY, example="2024-12-20", last=True)
    assessor: Name = asks("评估人", group=Group.ENTRY, hint="多人用顿号隔开", last=True)
    lines: ScoreLines = asks("评分", group=Group.ENTRY, last=True)
    note: Text | None = same(CaseFacts, "note", need=Need.OPTIONAL, last=True)


class InstitutionSheet(Sheet):
    """The quality of an institution that trains."""

    unit_name: Text = asks("机构名称", group=Group.ENTRY, example="叶集区新匠人培训中心")
    credit_code: CreditCode | None = same(UnitFacts, "credit_code", need=Need.OPTIONAL)


class ProjectSheet(Sheet):
    """The quality of one training project."""

    subject: Text = asks("项目名称", group=Group.ENTRY, example="2024年家具制作工高级工培训班")
    unit_name: Text = asks("承办单位", group=Group.ENTRY, example="叶集区新匠人培训中心")


class FundSheet(Sheet):
    """What the money came to."""

    subject: Text = asks("资金名称", group=Group.ENTRY, example=WHOLE_FUND)


def subject_of(sheet: Any) -> str:
    """What a sheet is about: the project or fund, else the institution."""
    return getattr(sheet, "subject", None) or str(sheet.unit_name)


def _mark(sheet: Any) -> str:
    return joined_mark(sheet.year, *(getattr(sheet, name, "") for name in ("subject", "unit_name")))


def _extend(_work: Work, sheets: Mapping[int, Any]) -> dict[int, Extras]:
    return {entry: _beside(sheet.lines) for entry, sheet in sheets.items()}


def _beside(lines: Sequence[ScoreLine]) -> Extras:
    found = total(lines)
    standing = OPEN if found is None else DONE
    return {"standing": standing, "total": "" if found is None else points(found), "low": sum(one.low for one in lines)}


def _sheets(code: str, title: str, clause: Clause, purpose: str, facts: type[Sheet]) -> Register:
    return Register(
        code,
        title,
        clause,
        purpose,
        facts,
        mark=_mark,
        lines=stored_lines,
        day=lambda sheet: date(sheet.year, 12, 31),
        extras=(Extra("standing", "状态", "chip"), Extra("total", "总分"), Extra("low", "低于90%项数", "whole")),
        extend=_extend,
        by_hand=False,
        counted_in="张",
    )


INSTITUTIONS = _sheets(
    "institution-quality",
    "培训机构质量评估",
    Clause(1, 1),
    "每年对培训机构逐项评分；得分低于权重 90% 的指标须写明理由，评分表可导出打印。",
    InstitutionSheet,
)
PROJECTS = _sheets(
    "project-supervision",
    "培训项目质量督导",
    Clause(10, 2),
    "每年对培训项目逐项评分；得分低于权重 90% 的指标须写明理由，评分表可导出打印。",
    ProjectSheet,
)
FUNDS = _sheets(
    "fund-performance",
    "资金绩效评价",
    Clause(10, 2),
    "每年对专项资金逐项评分；程序能够计算的指标值自动列出，评完的评分表列入年度报表的绩效评价。",
    FundSheet,
)


@dataclass(frozen=True)
class Scheme:
    """A kind of score sheet: its register, and the dated list that names its indicators."""

    register: Register
    indicators: str

    def begun(self, standards: InForce) -> tuple[ScoreLine, ...]:
        """The indicators in force, none of them scored; UserError when the list holds a line that cannot be read."""
        return indicator_lines(self.indicators, standards.lists().get(self.indicators, ()))


SCHEMES = {
    scheme.register.code: scheme
    for scheme in (
        Scheme(INSTITUTIONS, "培训机构质量评估指标"),
        Scheme(PROJECTS, "培训项目质量督导指标"),
        Scheme(FUNDS, "资金绩效评价指标"),
    )
}
