"""技工蓝卡: the certificate in the register, numbers without a gap, the list for the card centre, the notice."""

from datetime import date
from pathlib import Path

import pytest
from letter_samples import FONTS, text_of
from openpyxl import load_workbook
from working_office import APPROVER, AUDITOR, CLERK, REVIEWER, Office

from app.services.cases.course import State, Step
from app.services.cases.dossiers import facts_of
from app.services.errors import UserError
from app.services.excel.books.register_sheets import write_register
from app.services.letters import issuing
from app.services.letters.paper.fonts import Fonts
from app.services.policy.terms import SkillLevel
from app.services.registers import entries
from app.services.registers.talents import TALENTS, Talent
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view

NOTICE = "技工蓝卡登记通知书"


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def before_approver(office: Office, **changes: object) -> str:
    number = office.file("blue-card", **changes)
    office.take(number, CLERK, Step.ACCEPT)
    office.take(number, REVIEWER, Step.PASS)
    assert office.take(number, REVIEWER, Step.SEND).after is State.APPROVAL
    return number


def register(office: Office, number: str, certificate: str = "") -> None:
    """Enter the certificate of a case in 技能人才台账, or another one of the same person."""
    said = facts_of(office.case(number))
    talent = Talent(
        person_name=said.person_name,
        identity_number=said.identity_number,
        level=SkillLevel.SENIOR,
        certificate=certificate or said.certificate,
        certified_on=date(2023, 5, 10),
        occupation=said.occupation,
    )
    with office.acting(CLERK).begin() as work:
        entries.store_entry(work, TALENTS, talent)


def test_without_the_certificate_in_the_register_nothing_is_approved_and_no_number_is_taken(office: Office) -> None:
    number = before_approver(office)
    register(office, number, certificate="S999999")
    with pytest.raises(UserError, match="技能人才台账中没有"):
        office.take(number, APPROVER, Step.APPROVE)
    assert any("技能人才台账中没有证书" in said for said in case_view(office.uow, number).assessment.warnings)
    register(office, number)
    assert case_view(office.uow, number).assessment.warnings == ()
    assert office.take(number, APPROVER, Step.APPROVE).after is State.COMPLETED
    assert facts_of(office.case(number)).entry == "YJLK-2024-000001"


def test_a_certificate_that_an_open_case_brings_is_not_yet_in_the_register(office: Office) -> None:
    number = before_approver(office)
    said = facts_of(office.case(number))
    same = {"identity_number": said.identity_number, "person_name": said.person_name, "certificate": said.certificate}
    other = office.at(State.APPROVAL, **same)
    with pytest.raises(UserError, match="技能人才台账中没有"):
        office.take(number, APPROVER, Step.APPROVE)
    office.take(other, APPROVER, Step.APPROVE)
    assert office.take(number, APPROVER, Step.APPROVE).after is State.COMPLETED


def test_numbers_run_through_the_year_and_a_typed_one_is_replaced(office: Office, tmp_path: Path) -> None:
    cases = [before_approver(office, entry="YJLK000123" if place == 1 else None) for place in range(3)]
    for number in cases:
        register(office, number)
        office.take(number, APPROVER, Step.APPROVE)
    assert [facts_of(office.case(number)).entry for number in cases] == [f"YJLK-2024-00000{n}" for n in (1, 2, 3)]
    changes = case_view(office.uow, cases[1]).changes
    assert [(one.label, one.before, one.after) for one in changes] == [("登记号", "YJLK000123", "YJLK-2024-000002")]
    lines = entries.lines(office.acting(AUDITOR), "blue-cards")
    assert [line.extras["origin"] for line in lines] == cases
    assert [line.facts.entry for line in entries.lines(office.uow, "blue-cards", "YJLK-2024-000003")] == [
        "YJLK-2024-000003"
    ]
    path = tmp_path / "蓝卡名单.xlsx"
    write_register(office.uow, "blue-cards", path, lines)
    rows = list(load_workbook(path)["技工蓝卡"].iter_rows(min_row=3, values_only=True))
    assert rows[0][:6] == ("序号", "登记号", "登记日期", "姓名", "身份证号", "社会保障卡号")
    assert [row[1] for row in rows[1:]] == [f"YJLK-2024-00000{n}" for n in (1, 2, 3)]


def test_the_notice_carries_the_number(office: Office) -> None:
    number = before_approver(office)
    register(office, number)
    office.take(number, APPROVER, Step.APPROVE)
    draft = issuing.preview(office.uow, NOTICE, number, Fonts(FONTS))
    assert set(draft.blanks) <= {"办公地址", "联系电话"}
    assert "YJLK-2024-000001" in text_of(draft.pdf)
