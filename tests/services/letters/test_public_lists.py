"""拟补贴公示: who gets what, masked; the exporter refuses whatever would identify a person in full."""

from datetime import date
from pathlib import Path

import pytest
from letter_samples import FONTS as FOLDER
from letter_samples import text_of
from openpyxl import load_workbook
from sqlalchemy import update
from working_office import CLERK, Office

from app.models import Case
from app.services.cases.course import State
from app.services.errors import UserError
from app.services.excel.books.public_book import write_public_list
from app.services.letters import issuing
from app.services.letters.course.public_list import KIND
from app.services.letters.paper.fonts import Fonts
from app.services.letters.subjects import Wanted
from app.services.trust.privacy import Secret, Shown, refuse_exposed
from app.services.unit_of_work import UnitOfWork

FONTS = Fonts(FOLDER)
IDENTITY, ACCOUNT, PHONE = "341504199003071233", "6217000012345678", "13912345678"


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def public(office: Office, **changes: str) -> str:
    own = {"identity_number": IDENTITY, "account_number": ACCOUNT, "phone": PHONE} | changes
    return office.walk(office.file(**own), State.PUBLICITY, begun=True)


def listed(office: Office, *numbers: str) -> str:
    return issuing.issue(office.acting(CLERK), KIND, numbers, FONTS, on=office.today)[0].number


def cells(path: Path) -> str:
    book = load_workbook(path)
    return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None)


def test_letter_and_workbook_name_the_case_and_hide_the_person(office: Office, tmp_path: Path) -> None:
    first, second = public(office), office.walk(office.file(note=f"电话{PHONE}"), State.PUBLICITY, begun=True)
    number = listed(office, first, second)
    out = tmp_path / "公示.xlsx"
    assert write_public_list(office.acting(CLERK), number, out) == 2
    for text in (text_of(issuing.stored(office.uow, number)).replace("\n", ""), cells(out)):
        assert "341504********1233" in text
        for secret in (IDENTITY, ACCOUNT, PHONE, "19900307", "1990年3月7日", "1990-03-07"):
            assert secret not in text
    assert "2,000.00" in text_of(issuing.stored(office.uow, number))


def test_cases_of_different_days_stand_in_lists_of_their_own_and_none_twice(office: Office) -> None:
    first = public(office)
    second = office.file()
    office.today = date(2024, 11, 6)
    office.walk(second, State.PUBLICITY, begun=True)
    assert issuing.due(office.uow, Wanted(KIND)) == [first, second]
    lists = issuing.issue(office.acting(CLERK), KIND, [first, second], FONTS, on=office.today)
    assert [letter.number[-2:] for letter in lists] == ["1号", "2号"]
    assert issuing.due(office.uow, Wanted(KIND)) == []
    assert [letter.number for letter in issuing.issued_letters(office.uow, Wanted(KIND, second))] == [lists[1].number]
    with pytest.raises(UserError, match="不能重复出具"):
        listed(office, first)


@pytest.mark.parametrize("column", ["applicant", "unit_name"])
@pytest.mark.parametrize(
    "hidden",
    [
        IDENTITY, IDENTITY[:6] + " " + IDENTITY[6:], "３４１５０４１９９００３０７１２３３", ACCOUNT, "6217 0000 1234 5678",
        PHONE, "139-1234-5678", "1990年3月7日生", "1990-03-07", "19900307",
        "110101198001011234", "18755512345",
    ],
)  # fmt: skip
def test_a_number_hidden_in_a_name_stops_the_list_and_takes_no_number(office: Office, column: str, hidden: str) -> None:
    number = public(office)
    with office.uow.begin() as work:
        work.session.execute(update(Case).where(Case.number == number).values({column: f"张三{hidden}"}))
    with pytest.raises(UserError, match=r"拟补贴公示第1行.*出现完整的") as told:
        listed(office, number)
    assert hidden not in told.value.text
    assert issuing.issued_letters(office.uow, Wanted(KIND)) == []


def test_the_workbook_has_a_guard_of_its_own(office: Office, tmp_path: Path) -> None:
    number = listed(office, public(office))
    with office.uow.begin() as work:
        changed = work.session.connection().exec_driver_sql
        changed("UPDATE letters SET content = replace(content, '341504********1233', ?)", (IDENTITY,))
    out = tmp_path / "公示.xlsx"
    with pytest.raises(UserError, match=r"Excel.*身份证号"):
        write_public_list(office.acting(CLERK), number, out)
    assert not out.exists()


def test_the_office_s_telephone_a_credit_code_and_an_address_are_told_apart() -> None:
    secrets = (Secret("住址", "河南省固始县某某路8号"),)
    refuse_exposed(
        "名单", [Shown("", "电话0564-6481234，913415007000000000")], secrets, ("0564-6481234", "913415007000000000")
    )
    with pytest.raises(UserError, match="住址"):
        refuse_exposed("名单", [Shown("第1行", "张三（河南省固始县某某路8号）")], secrets)
    refuse_exposed("名单", [Shown("", "YJJG-2026-000123"), Shown("", "2026年3月20日，1,234,567.00元")], ())
