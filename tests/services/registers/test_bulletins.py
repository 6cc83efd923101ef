"""技能人才供求信息: what stands on the day, persons without number and telephone, kept as posted."""

from datetime import date
from io import BytesIO

import pytest
from applications_by_hand import identity
from letter_samples import FONTS as FOLDER
from letter_samples import text_of
from openpyxl import load_workbook
from register_samples import POST, SEEKER
from working_office import AUDITOR, CLERK, Office

from app.services.errors import UserError
from app.services.letters.paper.fonts import Fonts
from app.services.registers import entries, scans
from app.services.registers.bulletins import issue_bulletin, preview_bulletin
from app.services.registers.standing import called, standing
from app.services.registers.vacancies import Sex
from app.services.unit_of_work import UnitOfWork

FONTS = Fonts(FOLDER)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    made = Office(uow)
    entries.add_entry(made.acting(CLERK), "posts", POST)
    entries.add_entry(made.acting(CLERK), "seekers", SEEKER)
    return made


@pytest.mark.parametrize(
    ("day", "posts", "seekers"),
    [
        (date(2024, 10, 7), 0, 0),
        (date(2024, 10, 8), 0, 1),
        (date(2024, 11, 1), 1, 1),
        (date(2024, 11, 5), 1, 1),
        (date(2024, 11, 6), 1, 0),
        (date(2025, 1, 31), 1, 0),
        (date(2025, 2, 1), 0, 0),
    ],
)
def test_a_post_or_person_stands_from_its_day_to_its_last(office: Office, day: date, posts: int, seekers: int) -> None:
    with office.uow.read() as work:
        facts = standing(work, "", day)
    assert (len(facts.posts), len(facts.seekers)) == (posts, seekers)


@pytest.mark.parametrize(
    ("name", "sex", "said"),
    [("张伟", Sex.MALE, "张先生"), ("欧阳海燕", Sex.FEMALE, "欧阳女士"), ("单", Sex.MALE, "单先生")],
)
def test_persons_are_called_by_their_surname(name: str, sex: Sex, said: str) -> None:
    assert called(name, sex) == said


def test_an_issue_shows_units_with_telephone_and_persons_without_number_name_or_telephone(office: Office) -> None:
    issued = issue_bulletin(office.acting(CLERK), FONTS)
    assert (issued.number, issued.subject) == ("2024年第1期", "招聘岗位1个5人，求职人员1名")
    book = load_workbook(BytesIO(issued.workbook))
    cells = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    for shown in (text_of(issued.pdf), cells):
        for words in ("2024年第1期", "安徽枫叶桥家居有限公司", "0564-6480000", "数控铣工", "欧阳先生"):
            assert words in shown, words
        for secret in (identity(9), identity(9)[-4:], "13805640000", "欧阳海"):
            assert secret not in shown, secret


def test_an_issue_is_kept_as_posted_and_numbered_through_the_year(office: Office) -> None:
    clerk = office.acting(CLERK)
    first, second = issue_bulletin(clerk, FONTS), issue_bulletin(clerk, FONTS)
    assert second.number == "2024年第2期"
    files = scans.scans_of(office.uow, first.entry_id)
    assert [file.name for file in files] == [
        "技能人才供求信息（2024年第1期）.pdf",
        "技能人才供求信息（2024年第1期）.xlsx",
    ]
    assert scans.scan_content(office.uow, files[0].key) == first.pdf
    assert [line.facts.number for line in entries.lines(clerk, "bulletins")] == ["2024年第2期", "2024年第1期"]


def test_nothing_is_posted_when_there_is_nothing_and_by_clerks_alone(office: Office) -> None:
    with pytest.raises(UserError, match="须由经办员"):
        issue_bulletin(office.acting(AUDITOR), FONTS)
    with pytest.raises(UserError, match="没有有效期内"):
        issue_bulletin(office.acting(CLERK), FONTS, on=date(2026, 1, 1))
    assert "期号待定" in text_of(preview_bulletin(office.uow, FONTS))


def test_lists_say_what_still_stands(office: Office) -> None:
    entries.add_entry(office.acting(CLERK), "posts", POST | {"since": "2024-11-06"})
    entries.add_entry(office.acting(CLERK), "seekers", SEEKER | {"since": "2024-01-01", "until": "2024-11-04"})
    states = [line.extras["state"] for code in ("posts", "seekers") for line in entries.lines(office.uow, code)]
    assert states == ["未到登记日", "有效", "有效", "已到期"]
