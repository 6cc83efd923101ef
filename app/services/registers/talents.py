"""技能人才台账: persons with certificates, from accepted cases as they stand and from what was entered or imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.models import Case, Person
from app.models.cases import CLOSED, GRANTED
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.certificates import CertificateFacts
from app.services.policy.parties import CaseFacts, PersonFacts, UnitFacts
from app.services.policy.questions import Code, Day, Facts, Group, IdentityNumber, Name, Need, Text, asks
from app.services.policy.terms import CertificateKind, SkillLevel
from app.services.registers.definition import Extra, Line, Register, joined_mark, same
from app.services.registers.stored import stored_lines
from app.services.reports.year_counts import approved
from app.services.unit_of_work import UnitOfWork, Work

GONE = (*CLOSED, "draft")
CONFIRMED, PENDING, ENTERED = "已核准", "审核中", "台账登记"
RESERVE = SkillLevel.TECHNICIAN
FROM_CASES = (
    "person_name", "identity_number", "unit_name", "level", "certificate_kind", "certificate", "certified_on", "occupation",
)  # fmt: skip


class Talent(Facts):
    """A person's certificate."""

    person_name: Name = same(PersonFacts, "person_name")
    identity_number: IdentityNumber = same(PersonFacts, "identity_number")
    unit_name: Text | None = same(UnitFacts, "unit_name", need=Need.OPTIONAL, hint="没有单位的留空")
    level: SkillLevel = same(CertificateFacts, "level")
    certificate_kind: CertificateKind | None = asks(
        "证书类别",
        group=Group.ENTRY,
        need=Need.OPTIONAL,
        hint="留空按职业资格证书",
        example="职业技能等级证书",
        aliases=("证书类型", "证书种类"),
    )
    certificate: Code = same(CertificateFacts, "certificate")
    certified_on: Day = same(CertificateFacts, "certified_on")
    occupation: Text = same(CertificateFacts, "occupation")
    note: Text | None = same(CaseFacts, "note", need=Need.OPTIONAL)


@dataclass(frozen=True, slots=True)
class LevelCount:
    """A level: persons whose highest it is, and its certificates by year of issue, the latest year first."""

    level: str
    persons: int
    certificates: int
    by_year: tuple[tuple[int, int], ...]


def mark_of(talent: Talent) -> str:
    """A person's certificate is in the register once."""
    return joined_mark(talent.identity_number, talent.certificate.upper())


def talent_lines(work: Work, register: Register, search: str = "") -> Sequence[Line]:
    """Every certificate once: from cases, approved ones first, then entries that no case brings; by day of issue."""
    lines = _of_cases(work, search)
    for line in stored_lines(work, register, search):
        extras = {"standing": ENTERED, "origin": ""}
        lines.setdefault(mark_of(line.facts), replace(line, extras=extras))
    return sorted(lines.values(), key=lambda line: line.facts.certified_on, reverse=True)


def _of_cases(work: Work, search: str = "") -> dict[str, Line]:
    """The certificates that cases bring, each once by its mark: of several cases an approved one, then the first."""
    lines: dict[str, Line] = {}
    for line in sorted(_case_lines(work, search), key=lambda line: line.extras["standing"] != CONFIRMED):
        lines.setdefault(mark_of(line.facts), line)
    return lines


def _case_lines(work: Work, search: str) -> Iterable[Line]:
    conditions: list[ColumnElement[bool]] = [Case.search.contains(word, autoescape=True) for word in search.split()]
    for number, state, filed, *answers in work.session.execute(_certified(*conditions)):
        standing = CONFIRMED if state in GRANTED else PENDING
        yield Line(0, _talent(answers), {"standing": standing, "origin": number}, entered_at=filed)


def _certified(*conditions: ColumnElement[bool]) -> Any:
    """Accepted cases that carry a certificate, with the answers that the register shows."""
    answers = [func.json_extract(Case.facts, f"$.{name}") for name in FROM_CASES]
    accepted = (Case.accepted_on.is_not(None), Case.state.not_in(GONE))
    return select(Case.number, Case.state, Case.filed_at, *answers).where(
        Case.code.in_(_codes()), *accepted, *conditions
    )


def _talent(answers: Sequence[Any]) -> Talent:
    said: dict[str, Any] = dict(zip(FROM_CASES, answers, strict=True))
    kind = said["certificate_kind"]
    said |= {"level": SkillLevel(said["level"]), "certificate_kind": CertificateKind(kind) if kind else None}
    return Talent.model_construct(**said | {"certified_on": date.fromisoformat(said["certified_on"]), "note": None})


def _in_cases(work: Work, talent: Talent | None) -> dict[str, str]:
    search = talent.certificate if talent else ""
    return {mark: line.extras["origin"] for mark, line in _of_cases(work, search).items()}


TALENTS = Register(
    "talents",
    "技能人才台账",
    None,
    "持有技能证书的人员；受理的证书类案件自动列入，其余可登记或从 Excel 导入。",
    Talent,
    mark=mark_of,
    lines=talent_lines,
    day=lambda talent: talent.certified_on,
    extras=(Extra("standing", "状态", "chip"), Extra("origin", "来源案件")),
    elsewhere=_in_cases,
    counted_in="本",
)


def level_counts(lines: Iterable[Line]) -> tuple[LevelCount, ...]:
    """Lines of the register by level, the highest first: persons by their highest, certificates by year of issue."""
    shown = [line.facts for line in lines]
    highest = Counter(highest_levels((talent.identity_number, talent.level) for talent in shown).values())
    years: dict[SkillLevel, Counter[int]] = {}
    for talent in shown:
        years.setdefault(talent.level, Counter())[talent.certified_on.year] += 1
    return tuple(
        LevelCount(level.value, highest[level], years[level].total(), tuple(sorted(years[level].items(), reverse=True)))
        for level in sorted(years, key=lambda level: level.rank, reverse=True)
    )


def highest_levels(held: Iterable[tuple[str, SkillLevel]]) -> dict[str, SkillLevel]:
    """The highest level of each person, by identity number."""
    highest: dict[str, SkillLevel] = {}
    for person, level in held:
        if person not in highest or level.rank > highest[person].rank:
            highest[person] = level
    return highest


def reserve(lines: Iterable[Line]) -> list[Line]:
    """技师及以上人才储备: the lines at 技师 or above."""
    return [line for line in lines if line.facts.level.rank >= RESERVE.rank]


def certified_by(work: Work, day: date) -> list[tuple[str, SkillLevel, date]]:
    """Person, level and day of every certificate known by a day: of cases approved by then that day, of entries its issue."""
    level = func.json_extract(Case.facts, "$.level")
    query = select(Person.identity_number, level, Case.decided_on).join(Case, Case.person_id == Person.id)
    cases = work.session.execute(query.where(Case.code.in_(_codes()), approved(date.min, day)).distinct())
    found = [(person, SkillLevel(text), decided) for person, text, decided in cases]
    entered = (line.facts for line in stored_lines(work, TALENTS))
    return found + [(one.identity_number, one.level, one.certified_on) for one in entered if one.certified_on <= day]


def _codes() -> list[str]:
    """The types whose cases carry a certificate."""
    return [subsidy.code for subsidy in CATALOGUE if issubclass(subsidy.facts, CertificateFacts)]


def certificates_of(uow: UnitOfWork, identity_number: str) -> tuple[Mapping[str, str], ...]:
    """A person's certificates in the register, by question name; none for a person it does not know."""
    with uow.read() as work:
        lines = talent_lines(work, TALENTS, identity_number)
        return tuple(TALENTS.shown(line.facts) for line in lines if line.facts.identity_number == identity_number)
