"""Every number, limit, list and text that the rules and letters use, as an administrator reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum

from sqlalchemy import select

from app.models import ParameterEntry
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.material_lists import MATERIALS
from app.services.policy.restrictions import BAN_YEARS
from app.services.policy.standards import (
    CHOICES,
    CONFIRMED,
    GUARDS,
    LIMITS,
    PUBLISHED,
    Entry,
    InForce,
    Measure,
    Standard,
    Value,
)
from app.services.registers.education_funds import LEAST_SHARE
from app.services.standards.shared_types import may_share, titled
from app.services.unit_of_work import UnitOfWork, Work

TARGETS = "目标任务"
GUARD_UNITS = {"密码有效期": "天", "密码字符种类": "种", "连续输错次数": "次"}
OFFICE_STANDARDS = (BAN_YEARS, LEAST_SHARE)  # numbers that no subsidy needs and the office may set


class Section(StrEnum):
    """What kind of thing is set."""

    NUMBERS = "补贴标准"
    LIMITS = "办理时限"
    LISTS = "名单目录"
    OFFICE = "机关文号"
    TARGETS = "目标任务"
    GUARDS = "账号安全"


_SECTIONS = {LIMITS: Section.LIMITS, TARGETS: Section.TARGETS, GUARDS: Section.GUARDS}


class Status(StrEnum):
    """How a value stands today."""

    IN_FORCE = "现行"
    MISSING = "未配置"
    COMING = "待生效"


@dataclass(frozen=True)
class Shown:
    """A value as it stands today. `waits` names the types that cannot be granted without it; `note` the next value and what may be chosen."""

    section: Section
    name: str
    key: str
    value: str
    unit: str
    start: date | None
    source: str
    status: Status
    note: str
    waits: str

    @property
    def id(self) -> str:
        """Name and row, which identify it."""
        return f"{self.name}/{self.key}"


@dataclass(frozen=True)
class Past:
    """One value that was ever entered; `entered` says by whom and when, or that it came with the program."""

    start: date
    value: str
    source: str
    entered: str


@dataclass(frozen=True)
class Publication:
    """发布日期, its 文号, and whether an administrator has confirmed it."""

    published: date
    source: str
    confirmed: bool


def publication(uow: UnitOfWork) -> Publication:
    """发布日期 as it stands today."""
    with uow.read() as work:
        today = work.parameters.at(work.today)
        entry = today.entries[PUBLISHED, ""]
        return Publication(today.published, entry.source if today.confirmed else "", today.confirmed)


def shown(uow: UnitOfWork) -> tuple[Shown, ...]:
    """All values in the order of sections; what the rules need and nobody has set stands there as 未配置."""
    with uow.read() as work:
        rows = [_row(work, name, key) for name, key in _keys(work)]
    order = list(Section)
    return tuple(sorted(rows, key=lambda row: order.index(row.section)))


def history(uow: UnitOfWork, name: str, key: str) -> tuple[Past, ...]:
    """Every value of one parameter, the latest first; nothing is ever overwritten."""
    with uow.read() as work:
        shipped = [(entry, "随程序提供") for entry in work.shipped.entries if (entry.name, entry.key) == (name, key)]
        rows = work.session.execute(
            select(ParameterEntry.entered_at, ParameterEntry.entered_by)
            .where(ParameterEntry.name == name, ParameterEntry.key == key)
            .order_by(ParameterEntry.id)
        ).all()
        own = [entry for entry in work.parameters.entries if (entry.name, entry.key) == (name, key)][len(shipped) :]
    entered = [(entry, _who(by, at)) for entry, (at, by) in zip(own, rows, strict=True)]
    past = [Past(entry.start, written(entry.value), entry.source, who) for entry, who in (*shipped, *entered)]
    past.reverse()  # of equal days the last entered holds
    return tuple(sorted(past, key=lambda one: one.start, reverse=True))


def section_of(name: str, value: Value | None) -> Section:
    """The section a parameter stands in."""
    if name in _SECTIONS:
        return _SECTIONS[name]
    if isinstance(value, tuple):
        return Section.LISTS
    return Section.OFFICE if isinstance(value, str) else Section.NUMBERS


def standard_named(name: str) -> Standard | None:
    """The standard with this name; None for what neither a rule nor the office needs."""
    return next((one for one in _standards() if one.name == name), None)


def _standards() -> Iterator[Standard]:
    """All standards: those that the types need in their order, then the office's own."""
    for subsidy in CATALOGUE:
        yield from subsidy.standards
    yield from OFFICE_STANDARDS


def written(value: Value) -> str:
    """A value as people read it: numbers with separators, lists on one line, types by their titles."""
    if isinstance(value, tuple):
        return "、".join(titled(value)) or "（空）"
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return str(value)


def _who(account: str, at: datetime) -> str:
    return f"{account} {at:%Y-%m-%d %H:%M}"


def _keys(work: Work) -> Iterable[tuple[str, str]]:
    """Standards of the catalogue with every row they need, then whatever else has ever been entered."""
    entered = dict.fromkeys((entry.name, entry.key) for entry in work.parameters.entries)
    wanted = dict.fromkeys(key for one in _standards() for key in _rows_of(one, entered))
    return (at for at in {**wanted, **entered} if at[0] not in (PUBLISHED, CONFIRMED, MATERIALS))


def _rows_of(standard: Standard, entered: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    known = [at for at in entered if at[0] == standard.name]
    yield from known
    if standard.local or not known:
        yield from ((standard.name, key) for key in _options(standard))


def _options(standard: Standard) -> tuple[str, ...]:
    if standard.by is None:
        return ("",)
    if isinstance(standard.by, tuple):
        return standard.by
    return tuple(str(one.value) for one in standard.by if isinstance(one, Enum))


def _row(work: Work, name: str, key: str) -> Shown:
    today: InForce = work.parameters.at(work.today)
    entry = today.entries.get((name, key))
    later = [one for one in work.parameters.entries if (one.name, one.key) == (name, key) and one.start > work.today]
    coming = min(later, key=lambda one: one.start, default=None)
    status = Status.IN_FORCE if entry else Status.COMING if coming else Status.MISSING
    any_entry = entry or coming
    waits = "" if entry else "、".join(_needing(name))
    return Shown(
        section=section_of(name, any_entry.value if any_entry else None),
        name=name,
        key=key,
        value=written(entry.value) if entry else "",
        unit=_unit(name, key, any_entry),
        start=entry.start if entry else None,
        source=entry.source if entry else "",
        status=status,
        note=_note(CHOICES.get(name) or titled(may_share(name, work.shipped)), coming),
        waits=waits,
    )


def _note(choices: Iterable[str], coming: Entry | None) -> str:
    said = "、".join(choices)
    parts = [f"可填：{said}"] if said else []
    parts += [f"自 {coming.start} 起为 {written(coming.value)}"] if coming else []
    return "；".join(parts)


def _needing(name: str) -> Iterator[str]:
    return (subsidy.title for subsidy in CATALOGUE if any(one.name == name for one in subsidy.standards))


def _unit(name: str, key: str, entry: Entry | None) -> str:
    if name == GUARDS:
        return GUARD_UNITS.get(key, "分钟")
    standard = standard_named(name)
    if standard is not None:
        return "" if standard.measure is Measure.COUNT else standard.measure.value
    return {LIMITS: "工作日", TARGETS: "人"}.get(name, "元" if entry and isinstance(entry.value, Decimal) else "")
