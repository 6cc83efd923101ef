"""Dated lists: scans kept byte for byte, and cases that refer to an entry."""

import sqlite3

import pytest
from register_samples import FUND, PAPER
from tampering import outside, tamper
from working_office import AUDITOR, CLERK, REVIEWER, Office

from app.services.cases.course import State
from app.services.errors import UserError
from app.services.registers import entries, references, scans
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork

PDF = b"%PDF-1.4 plan"


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def test_a_scan_is_given_back_byte_for_byte_and_never_changed(office: Office) -> None:
    clerk = office.acting(CLERK)
    key = entries.add_entry(clerk, "contest-plans", PAPER)
    scans.attach_scan(clerk, "contest-plans", key, "计划.pdf", PDF)
    (scan,) = scans.scans_of(office.acting(AUDITOR), key)
    assert (scan.name, scan.account) == ("计划.pdf", "李晓梅")
    assert scans.scan_content(office.acting(AUDITOR), scan.key) == PDF
    assert entries.lines(clerk, "contest-plans")[0].extras["files"] == 1
    with pytest.raises(sqlite3.IntegrityError, match="append-only"), outside(office.uow) as tool:
        tool.execute("UPDATE register_files SET name = 'x'")
    with pytest.raises(UserError, match="没有这个附件"):
        scans.scan_content(clerk, 99)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("空.pdf", b"", "空文件"),
        ("程序.exe", b"MZ", "不是扫描件"),
        ("又一份.pdf", PDF, "内容相同"),
    ],
)
def test_a_file_that_is_no_scan_is_refused(office: Office, name: str, content: bytes, says: str) -> None:
    clerk = office.acting(CLERK)
    key = entries.add_entry(clerk, "meetings", PAPER)
    scans.attach_scan(clerk, "meetings", key, "纪要.pdf", PDF)
    with pytest.raises(UserError, match=says):
        scans.attach_scan(clerk, "meetings", key, name, content)
    with pytest.raises(UserError, match="须由经办员"):
        scans.attach_scan(office.acting(AUDITOR), "meetings", key, "别的.pdf", b"%PDF 2")
    fund = entries.add_entry(clerk, "education-funds", FUND)
    with pytest.raises(UserError, match="不收附件"):
        scans.attach_scan(clerk, "education-funds", fund, "表.pdf", PDF)


def test_a_case_refers_to_an_entry_until_that_is_taken_back(office: Office) -> None:
    clerk, number = office.acting(CLERK), office.at(State.ACCEPTED)
    key = entries.add_entry(clerk, "meetings", PAPER)
    references.refer(office.acting(REVIEWER), number, "meetings", key)
    (found,) = references.references_of(office.uow, number)
    assert (found.title, found.entry_id) == ("联席会议纪要", key)
    assert found.told.startswith("叶人社〔2024〕12号，2024-03-01")
    assert [case.number for case in references.cases_referring(office.uow, key)] == [number]
    assert entries.lines(clerk, "meetings")[0].extras["references"] == 1
    with pytest.raises(UserError, match="已引用"):
        references.refer(clerk, number, "meetings", key)
    with pytest.raises(UserError, match="须由"):
        references.drop_reference(office.acting(AUDITOR), number, "meetings", key)
    references.drop_reference(clerk, number, "meetings", key)
    with pytest.raises(UserError, match="没有引用"):
        references.drop_reference(clerk, number, "meetings", key)
    assert references.references_of(office.uow, number) == ()


def test_cases_refer_to_papers_alone(office: Office) -> None:
    clerk, number = office.acting(CLERK), office.at(State.ACCEPTED)
    key = entries.add_entry(clerk, "education-funds", FUND)
    with pytest.raises(UserError, match="不能引用职工教育经费"):
        references.refer(clerk, number, "education-funds", key)
    with pytest.raises(UserError, match="没有案件"):
        references.refer(clerk, "YJJG-2000-000001", "meetings", key)


def test_a_scan_tampered_with_is_found(office: Office) -> None:
    clerk = office.acting(CLERK)
    key = entries.add_entry(clerk, "meetings", PAPER)
    scans.attach_scan(clerk, "meetings", key, "纪要.pdf", PDF)
    assert verify(office.uow).ok
    tamper(office.uow, "UPDATE register_files SET content = x'00'")
    assert "台账附件 纪要.pdf 的内容与存入时不一致，请管理员用备份核对。" in verify(office.uow).problems
