"""目标任务 and what the cases show of them: persons by the highest level that an approved case certifies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from app.models import Case
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.certificates import CertificateFacts
from app.services.policy.terms import SkillLevel
from app.services.unit_of_work import Work
from app.services.year_counts import approved

TARGETS = "目标任务"
Counted = Callable[[SkillLevel], bool]
MEASURED: dict[str, Counted] = {
    "技工总量": lambda level: level.rank >= SkillLevel.JUNIOR.rank,
    "高级工以上": lambda level: level.rank >= SkillLevel.SENIOR.rank,
    "培养高级技师和技师": lambda level: level.rank >= SkillLevel.TECHNICIAN.rank,
    "培养高级工": lambda level: level is SkillLevel.SENIOR,
}


@dataclass(frozen=True, slots=True)
class Target:
    """A target in persons, the year by which it is to be met, and what is done; None where cases do not show it."""

    name: str
    by_year: int
    goal: int
    done: int | None
    source: str


def targets(work: Work, day: date) -> tuple[Target, ...]:
    """The targets in force on a day, with what cases approved up to it have done toward them."""
    levels = tuple(_levels(work, day))
    found = []
    for entry in work.parameters.at(day).entries.values():
        if entry.name == TARGETS and isinstance(entry.value, Decimal):
            year, name = entry.key.split("/", 1)
            counted = MEASURED.get(name)
            done = sum(map(counted, levels)) if counted else None
            found.append(Target(name, int(year), int(entry.value), done, entry.source))
    return tuple(sorted(found, key=lambda target: target.by_year))


def _levels(work: Work, day: date) -> Iterable[SkillLevel]:
    """The highest certified level of each person with an approved case."""
    codes = [subsidy.code for subsidy in CATALOGUE if issubclass(subsidy.facts, CertificateFacts)]
    rows = work.session.execute(
        select(Case.person_id, func.json_extract(Case.facts, "$.level"))
        .where(Case.code.in_(codes), Case.person_id.is_not(None), approved(date.min, day))
        .distinct()
    )
    highest: dict[int, SkillLevel] = {}
    for person_id, text in rows:
        level = SkillLevel(text)
        if person_id not in highest or level.rank > highest[person_id].rank:
            highest[person_id] = level
    return highest.values()
