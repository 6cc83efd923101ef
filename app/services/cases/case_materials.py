"""The material list of a case: what was handed in, what is missing, and what may come later (容缺) until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from app.models import Case, CaseMaterial
from app.services.cases import scans
from app.services.cases.course import State
from app.services.cases.dossiers import fetch
from app.services.cases.orders import Action
from app.services.cases.scans import File, Scan
from app.services.errors import UserError
from app.services.policy.material_lists import Material
from app.services.standards.materials import materials_of
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

ALL_PRESENT = "受理时确认材料齐全"
BEFORE_ACCEPTANCE = (State.DRAFT, State.SUPPLEMENT)
STILL_OPEN = (*BEFORE_ACCEPTANCE, State.ACCEPTED, State.REVIEWED, State.COUNTERSIGN, State.PUBLICITY, State.APPROVAL)


class Handed(StrEnum):
    """How a line of the list stands."""

    RECEIVED = "received"
    MISSING = "missing"
    DEFERRED = "deferred"

    @property
    def label(self) -> str:
        """The state as the office calls it."""
        return {"received": "已交", "missing": "缺", "deferred": "容缺"}[self.value]


@dataclass(frozen=True, slots=True)
class Tick:
    """What a clerk says of a line: `day` is when it came, or for 容缺 by when it must come."""

    handed: Handed
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A line of the list as it stands; `handed` is None while nobody has looked at it."""

    material: Material
    handed: Handed | None
    received_on: date | None
    due_on: date | None
    note: str
    account: str
    scans: tuple[Scan, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is known to be wanting, now or until a day."""
        return self.handed in (Handed.MISSING, Handed.DEFERRED)


@dataclass(frozen=True)
class MaterialSheet:
    """The whole list of a case; `version` goes back with what is recorded."""

    number: str
    version: int
    state: State
    lines: tuple[MaterialLine, ...]
    may_change: bool

    @property
    def open_lines(self) -> tuple[MaterialLine, ...]:
        """What is wanting."""
        return tuple(line for line in self.lines if line.is_open)


def material_sheet(uow: UnitOfWork, number: str) -> MaterialSheet:
    """The list of a case; UserError when there is no such case."""
    with uow.read() as work:
        case = fetch(work.session, number)
        state = State(case.state)
        return MaterialSheet(number, case.version, state, lines_of(work, case), state in STILL_OPEN)


def lines_of(work: Work, case: Case) -> tuple[MaterialLine, ...]:
    """The list in force when the case was applied for, each line with what is known of it."""
    rows = _rows(work, case)
    found = scans.scans_of(work, "material", [row.id for row in rows.values()])
    return tuple(_line(one, rows.get(one.name), found) for one in _asked(work, case))


def _asked(work: Work, case: Case) -> tuple[Material, ...]:
    return materials_of(work.parameters, case.code, case.applied_on)


def _rows(work: Work, case: Case) -> dict[str, CaseMaterial]:
    query = select(CaseMaterial).where(CaseMaterial.case_id == case.id).order_by(CaseMaterial.position)
    return {row.name: row for row in work.session.execute(query).scalars()}


def _line(material: Material, row: CaseMaterial | None, found: Sequence[Scan]) -> MaterialLine:
    if row is None:
        return MaterialLine(material, None, None, None, "", "", ())
    own = tuple(scan for scan in found if scan.subject_id == row.id)
    return MaterialLine(material, Handed(row.state), row.received_on, row.due_on, row.note, row.account, own)


def record(
    uow: UnitOfWork, number: str, ticks: Mapping[str, Tick], seen_version: int, *, on: date | None = None
) -> None:
    """A clerk says how lines stand, by the names of the materials; UserError says which line cannot be so, and why."""
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, {Role.CLERK}, "登记材料")
        case = fetch(work.session, number)
        if case.version != seen_version:
            raise UserError(f"{number} 已被他人改动，材料未登记，请刷新后再办。")
        if State(case.state) not in STILL_OPEN:
            raise UserError(f"{number} 处于“{State(case.state).label}”，材料不能再改，如有更正请审批人重新办理。")
        asked = {one.name: (place, one) for place, one in enumerate(_asked(work, case), start=1)}
        rows = _rows(work, case)
        told = [_set(work, case, (rows.get(name), *asked[name]), tick) for name, tick in ticks.items() if name in asked]
        changed = [one for one in told if one]
        if changed:
            case.version += 1
            work.note("登记材料", number, "；".join(changed))


def _set(work: Work, case: Case, line: tuple[CaseMaterial | None, int, Material], tick: Tick) -> str:
    """Store a line and say what changed; empty when nothing did."""
    row, place, material = line
    _require_sense(work, case, row, material, tick)
    came = (tick.day or work.today) if tick.handed is Handed.RECEIVED else None
    until = tick.day if tick.handed is Handed.DEFERRED else None
    if row is not None and (row.state, row.received_on, row.due_on, row.note) == (tick.handed, came, until, tick.note):
        return ""
    before = Handed(row.state).label if row else "未核对"
    if row is None:
        row = CaseMaterial(case_id=case.id, position=place, name=material.name)
        work.session.add(row)
    row.state, row.received_on, row.due_on, row.note = tick.handed, came, until, tick.note
    row.at, row.account = work.now, work.account
    when = f"（{came or until}）" if came or until else ""
    return f"{material.name}：{before} → {tick.handed.label}{when}"


def _require_sense(work: Work, case: Case, row: CaseMaterial | None, material: Material, tick: Tick) -> None:
    name, number = material.name, case.number
    if tick.handed is Handed.RECEIVED:
        if tick.day and tick.day > work.today:
            raise UserError(f"{number} 材料“{name}”的收到日期不能晚于今天，请经办员改正。", name)
        return
    accepted = State(case.state) not in BEFORE_ACCEPTANCE or case.accepted_order is not None
    if accepted and (row is None or row.state == Handed.RECEIVED):
        raise UserError(f"{number} 已受理，材料“{name}”不能再改为{tick.handed.label}，须由复核员要求补正。", name)
    if tick.handed is Handed.DEFERRED:
        if not material.deferrable:
            raise UserError(f"{number} 材料“{name}”按清单不可容缺，请经办员要求补正。", name)
        if tick.day is None or tick.day <= work.today:
            raise UserError(f"{number} 材料“{name}”容缺须写明今天以后的补交期限，请经办员填写。", name)


def attach_scan(uow: UnitOfWork, number: str, name: str, file: File) -> None:
    """A clerk attaches a scan to a line of the list that has been looked at; UserError says why it cannot be."""
    with uow.begin() as work:
        require_role(work.session, work.account, {Role.CLERK}, "添加材料扫描件")
        row = _rows(work, fetch(work.session, number)).get(name)
        if row is None:
            raise UserError(f"{number} 材料“{name}”尚未核对，请经办员先登记是否收到，再添加扫描件。")
        scans.attach(work, "material", [row.id], file)
        work.note("添加材料扫描件", number, f"{name}：{file.name}")


def confirm_before_acceptance(action: Action, *, deemed: bool) -> None:
    """Refuse acceptance while a line is wanting; a list that nobody has looked at counts as complete and is stored so.

    A case deemed accepted (视为受理) is accepted as it is: what is missing stays open and is asked for afterwards.
    """
    work, case = action.work, action.case
    asked, rows = _asked(work, case), _rows(work, case)
    if not rows and not deemed:
        _store_all_received(work, case, asked)
        return
    if deemed:
        return
    missing = [name for name, row in rows.items() if row.state == Handed.MISSING]
    if missing:
        raise action.refuse(f"材料不齐，缺{'、'.join(missing)}，请经办员要求补正，收到后再受理。")
    unseen = [one.name for one in asked if one.name not in rows]
    if unseen:
        raise action.refuse(f"材料“{unseen[0]}”等 {len(unseen)} 项尚未核对，请经办员在“材料”页登记后再受理。")


def _store_all_received(work: Work, case: Case, asked: Sequence[Material]) -> None:
    if not asked:
        return
    work.session.add_all(
        CaseMaterial(
            case_id=case.id,
            position=place,
            name=one.name,
            state=Handed.RECEIVED,
            received_on=work.today,
            note=ALL_PRESENT,
            at=work.now,
            account=work.account,
        )
        for place, one in enumerate(asked, start=1)
    )
    work.note("登记材料", case.number, f"{ALL_PRESENT}，{len(asked)} 项")


def open_materials(work: Work, case: Case) -> list[CaseMaterial]:
    """What is wanting of a case, in the order of its list."""
    return [row for row in _rows(work, case).values() if row.state != Handed.RECEIVED]
