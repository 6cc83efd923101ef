"""What is handed in, what is missing and what may come later; every wrong way is refused with what to do instead."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from working_office import APPROVER, AUDITOR, CLERK, FINANCE, NAMES, REVIEWER, Office

from app.models import AuditEntry
from app.services.cases.case_materials import (
    ALL_PRESENT,
    Handed,
    MaterialSheet,
    Tick,
    attach_scan,
    material_sheet,
    record,
)
from app.services.cases.course import State, Step
from app.services.cases.scans import File, scan_content
from app.services.errors import UserError
from app.services.trust.accounts import Role
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork

RECEIVED, MISSING, DEFERRED = Handed


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def sheet_of(office: Office, number: str) -> MaterialSheet:
    return material_sheet(office.acting(CLERK), number)


def tick(office: Office, number: str, ticks: dict[str, Tick], role: Role = CLERK) -> None:
    record(office.acting(role), number, ticks, sheet_of(office, number).version, on=office.today)


def names(office: Office, number: str) -> tuple[str, str]:
    """A material that may come later, and one that may not."""
    lines = sheet_of(office, number).lines
    later = next(line.material.name for line in lines if line.material.deferrable)
    return later, next(line.material.name for line in lines if not line.material.deferrable)


def complete(office: Office, number: str, **others: Tick) -> dict[str, Tick]:
    """All received but for these."""
    return {line.material.name: Tick(RECEIVED) for line in sheet_of(office, number).lines} | others


def test_a_list_nobody_has_looked_at_is_taken_as_complete_and_stored_so(office: Office) -> None:
    number = office.at(State.ACCEPTED)
    lines = sheet_of(office, number).lines
    assert lines
    assert {(line.handed, line.received_on, line.note, line.account) for line in lines} == {
        (RECEIVED, office.today, ALL_PRESENT, NAMES[CLERK])
    }
    with office.uow.read() as work:
        said = work.session.scalars(select(AuditEntry.detail).where(AuditEntry.action == "登记材料")).one()
    assert said == f"{ALL_PRESENT}，{len(lines)} 项"


def test_what_is_missing_blocks_acceptance_until_it_comes(office: Office) -> None:
    number = office.file()
    _, needed = names(office, number)
    tick(office, number, complete(office, number, **{needed: Tick(MISSING)}))
    with pytest.raises(UserError, match=f"{number} 材料不齐，缺{needed[:4]}"):
        office.take(number, CLERK, Step.ACCEPT)
    tick(office, number, {needed: Tick(RECEIVED, office.today - timedelta(days=1))})
    assert office.take(number, CLERK, Step.ACCEPT).after is State.ACCEPTED
    line = next(line for line in sheet_of(office, number).lines if line.material.name == needed)
    assert line.received_on == office.today - timedelta(days=1)


def test_a_list_looked_at_in_part_blocks_acceptance_naming_the_rest(office: Office) -> None:
    number = office.file()
    first, *rest = [line.material.name for line in sheet_of(office, number).lines]
    tick(office, number, {first: Tick(RECEIVED)})
    with pytest.raises(UserError, match=rf"等 {len(rest)} 项尚未核对"):
        office.take(number, CLERK, Step.ACCEPT)


def test_what_may_come_later_lets_the_case_be_accepted_but_not_approved(office: Office) -> None:
    number = office.file()
    later, _ = names(office, number)
    until = office.due_after(30)
    tick(office, number, complete(office, number, **{later: Tick(DEFERRED, until)}))
    office.walk(number, State.APPROVAL)
    with pytest.raises(UserError, match=f"容缺材料“{later}”应于 {until} 前补交，尚未收到.*后方可批准"):
        office.take(number, APPROVER, Step.APPROVE)
    tick(office, number, {later: Tick(RECEIVED)})
    assert office.take(number, APPROVER, Step.APPROVE).after is State.APPROVED


@pytest.mark.parametrize("role", [REVIEWER, APPROVER, FINANCE, AUDITOR])
def test_only_a_clerk_records_materials(office: Office, role: Role) -> None:
    number = office.file()
    with pytest.raises(UserError, match="此步须由经办员办理"):
        tick(office, number, complete(office, number), role)
    with pytest.raises(UserError, match="此步须由经办员办理"):
        attach_scan(office.acting(role), number, names(office, number)[0], File("a.pdf", b"x"))


@pytest.mark.parametrize(
    ("which", "said", "match"),
    [
        ("needed", lambda today: Tick(DEFERRED, today + timedelta(days=9)), "按清单不可容缺"),
        ("later", lambda _today: Tick(DEFERRED), "须写明今天以后的补交期限"),
        ("later", lambda today: Tick(DEFERRED, today), "须写明今天以后的补交期限"),
        ("later", lambda today: Tick(RECEIVED, today + timedelta(days=1)), "收到日期不能晚于今天"),
    ],
)
def test_a_line_that_cannot_be_so_is_refused(office: Office, which: str, said: Any, match: str) -> None:
    number = office.file()
    later, needed = names(office, number)
    name = later if which == "later" else needed
    with pytest.raises(UserError, match=match):
        tick(office, number, {name: said(office.today)})
    assert sheet_of(office, number).lines[0].handed is None


def test_once_accepted_a_received_line_cannot_be_taken_back(office: Office) -> None:
    number = office.at(State.ACCEPTED)
    later, needed = names(office, number)
    for name, said in ((needed, Tick(MISSING)), (later, Tick(DEFERRED, office.due_after(9)))):
        with pytest.raises(UserError, match="须由复核员要求补正"):
            tick(office, number, {name: said})


def test_after_the_decision_nothing_is_recorded(office: Office) -> None:
    number = office.at(State.APPROVED)
    with pytest.raises(UserError, match="处于“已批准”，材料不能再改"):
        tick(office, number, complete(office, number))


def test_a_sheet_that_somebody_changed_meanwhile_is_not_overwritten(office: Office) -> None:
    number = office.file()
    seen = sheet_of(office, number).version
    later = replace(office.acting(CLERK), clock=lambda: datetime(2024, 11, 5, 9, 31))
    record(later, number, complete(office, number), seen)
    with pytest.raises(UserError, match="已被他人改动"):
        record(office.acting(CLERK), number, complete(office, number), seen)
    with pytest.raises(UserError, match=f"已被{NAMES[CLERK]} 于 2024-11-05 09:31 登记材料"):
        office.take(number, CLERK, Step.ACCEPT, seen_version=seen)


def test_changes_are_audited_and_what_stays_is_not(office: Office) -> None:
    number = office.file()
    later, needed = names(office, number)
    tick(office, number, {needed: Tick(MISSING)})
    tick(office, number, {needed: Tick(MISSING)})
    tick(office, number, {needed: Tick(RECEIVED), later: Tick(DEFERRED, date(2024, 12, 1))})
    with office.uow.read() as work:
        query = select(AuditEntry.detail).where(AuditEntry.action == "登记材料").order_by(AuditEntry.id)
        told = work.session.scalars(query).all()
    assert told == [
        f"{needed}：未核对 → 缺",
        f"{needed}：缺 → 已交（2024-11-05）；{later}：未核对 → 容缺（2024-12-01）",
    ]


def test_scans_belong_to_a_line_and_one_file_is_stored_once(office: Office) -> None:
    first, second = office.file(), office.file()
    name = names(office, first)[0]
    with pytest.raises(UserError, match="尚未核对"):
        attach_scan(office.acting(CLERK), first, name, File("劳动合同.pdf", b"%PDF one"))
    for number in (first, second):
        tick(office, number, complete(office, number))
        attach_scan(office.acting(CLERK), number, name, File("劳动合同.pdf", b"%PDF one"))
        attach_scan(office.acting(CLERK), number, name, File("again.pdf", b"%PDF one"))
    for number in (first, second):
        line = next(line for line in sheet_of(office, number).lines if line.material.name == name)
        assert [scan.name for scan in line.scans] == ["劳动合同.pdf"]
        assert scan_content(office.uow, line.scans[0].key) == File("劳动合同.pdf", b"%PDF one")
    assert verify(office.uow).problems == ()


@pytest.mark.parametrize(
    ("file", "match"),
    [(File("空.pdf", b""), "空文件"), (File("程序.exe", b"MZ"), "不是扫描件")],
)
def test_a_file_that_is_no_scan_is_refused(office: Office, file: File, match: str) -> None:
    number = office.file()
    tick(office, number, complete(office, number))
    with pytest.raises(UserError, match=match):
        attach_scan(office.acting(CLERK), number, names(office, number)[0], file)


def test_a_scan_that_is_not_there_is_said(office: Office) -> None:
    with pytest.raises(UserError, match="没有这个附件"):
        scan_content(office.uow, 99)
