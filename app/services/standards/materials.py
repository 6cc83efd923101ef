"""Material lists (材料清单): what each type asks applicants to hand in; dated, kept by an administrator, never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.services.errors import UserError
from app.services.policy.catalogue import BY_CODE
from app.services.policy.material_lists import MATERIALS, SEPARATOR, Form, Material, unpacked
from app.services.policy.standards import Entry, Parameters
from app.services.policy.values import Unreadable, read_day
from app.services.standards import parameters
from app.services.unit_of_work import UnitOfWork

MOST_COPIES = 20


@dataclass(frozen=True)
class TypedMaterial:
    """A line as typed in the editor."""

    name: str
    basis: str
    form: str
    copies: str
    deferrable: bool


@dataclass(frozen=True)
class MaterialList:
    """The list of a type from a day on, with its source."""

    start: date
    source: str
    materials: tuple[Material, ...]


def materials_of(known: Parameters, code: str, day: date) -> tuple[Material, ...]:
    """What a type asks for on a day, in the order of its list; nothing when no list is in force."""
    value = known.at(day).value(MATERIALS, code)
    return tuple(map(unpacked, value)) if isinstance(value, tuple) else ()


def materials_today(uow: UnitOfWork, code: str, day: date | None = None) -> tuple[Material, ...]:
    """What a type asks for on a day, today by default."""
    with uow.read() as work:
        return materials_of(work.parameters, code, day or work.today)


def lists_of(uow: UnitOfWork, code: str) -> tuple[MaterialList, ...]:
    """Every list a type has had or will have, the latest first; of one day the last entered stands first."""
    with uow.read() as work:
        own = [entry for entry in work.parameters.entries if (entry.name, entry.key) == (MATERIALS, code)]
    past = [
        MaterialList(one.start, one.source, tuple(map(unpacked, one.value)))
        for one in reversed(own)
        if isinstance(one.value, tuple)
    ]
    return tuple(sorted(past, key=lambda one: one.start, reverse=True))


def enter_list(uow: UnitOfWork, code: str, lines: Sequence[TypedMaterial], start: str, source: str) -> int:
    """An administrator enters the list of a type from a day on; how many materials it has.

    UserError, with its field (start, source or the number of the line from 0), for what cannot be read or is missing.
    """
    materials = [_material(place, line) for place, line in enumerate(lines)]
    if not materials:
        raise UserError(f"“{BY_CODE[code].title}”的材料清单是空的，请管理员至少填一项材料。")
    if not source.strip():
        raise UserError("请填写来源文号或依据。", "source")
    entry = Entry(MATERIALS, code, _day(start), source.strip(), tuple(one.packed for one in materials))
    parameters.enter(uow, (entry,))
    return len(materials)


def _day(text: str) -> date:
    try:
        return read_day(text.strip())
    except Unreadable as error:
        raise UserError(f"起始日期“{text}”读不出（{error.text}），请改正。", "start") from error


def _material(place: int, line: TypedMaterial) -> Material:
    name, basis, copies = line.name.strip(), line.basis.strip(), line.copies.strip()
    where, field = f"第 {place + 1} 项材料", str(place)
    if not name or not basis:
        raise UserError(f"{where}的{'依据' if name else '材料名称'}没有填，请管理员补齐。", field)
    if SEPARATOR in name + basis:
        raise UserError(f"{where}含有分隔符“{SEPARATOR}”，请改用其他符号。", field)
    if line.form not in list(Form):
        raise UserError(f"{where}的“{line.form}”不是原件、复印件或原件及复印件，请改正。", field)
    if not (copies.isascii() and copies.isdigit() and 1 <= int(copies) <= MOST_COPIES):
        raise UserError(f"{where}的份数“{copies}”应为 1 至 {MOST_COPIES} 的整数，请改正。", field)
    return Material(name, basis, Form(line.form), int(copies), line.deferrable)
