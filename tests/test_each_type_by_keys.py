"""A newcomer files a good case of each of the 26 types by keys alone, sees what it pays, and accepts it."""

from collections.abc import Iterator
from datetime import date

import pytest
from applications_by_hand import identity
from conftest import PatientBot
from form_keys import fill, focused, open_form, written
from policy_samples import LOCAL, facts_of
from PySide6.QtCore import Qt
from typed_answers import UNIT
from whole_window import CTRL, NOW, ROOT, Watch, WholeWindow

from app.services.cases.applications import case_form
from app.services.places import Places
from app.services.policy.catalogue import BY_CODE, CATALOGUE
from app.services.policy.standards import CONFIRMED, Entry
from app.services.storage import data_folder
from app.services.worklists.case_views import case_view
from app.ui.pages.application.page import ApplicationPage
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.queue.page import QueuePage
from app.ui.theme import Theme

PAYS = {
    "free-training-fee": "1,000.00",  # 1,200.00 paid, not above 1,000.00
    "training-living-allowance": "1,000.00",  # 20 days of 50.00
    "prepaid-training": "1,000.00",  # 中级工
    "training-institution-award": "20,000.00",
    "directed-student-allowance": "1,800.00",  # 6 months of 300.00
    "skill-upgrade": "3,500.00",  # 技师
    "certificate-reward": "2,000.00",  # 技师
    "apprenticeship": "6,000.00",  # 60 % of 12,000.00, not above 6,000.00
    "settlement-subsidy": "30,000.00",  # 10,000.00 for living, 20,000.00 for housing
    "scarce-talent-wage": "8,000.00",  # 20 % of 40,000.00
    "top-talent-wage": "20,000.00",  # 50 % of 40,000.00
    "honor-award": "50,000.00",  # 安徽省技术能手
    "chief-technician": "2,400.00",  # 4 months of 600.00
    "contest-hosting": "60,000.00",  # as asked, between 50,000.00 and 100,000.00
    "contest-award": "3,000.00",  # 市级 一等奖
    "base-support": "500,000.00",
    "master-studio": "80,000.00",  # 市级
    "studio-achievement": "80,000.00",
}
CODES = [subsidy.code for subsidy in CATALOGUE]


@pytest.fixture(scope="module")
def office(
    tmp_path_factory: pytest.TempPathFactory, theme: Theme, request: pytest.FixtureRequest
) -> Iterator[WholeWindow]:
    """One window for all types, on a plain folder whose local standards have been entered."""
    folder = tmp_path_factory.mktemp("newcomer")
    places = Places(folder / "data", ROOT / "resources", ROOT / "migrations")
    confirmed = Entry(CONFIRMED, "", date(2018, 1, 1), "测试", True)
    data_folder.set_up(places, (*LOCAL, confirmed), lambda: NOW).engine.dispose()
    made = WholeWindow(folder, theme, PatientBot(request), Watch(NOW))
    made.enter_as("local")
    yield made
    made.close()


def typed(code: str) -> dict[str, str]:
    """The good case of a type as it is written down, of a person whom no other type knows."""
    facts = facts_of(code)
    given = {one.name: getattr(facts, one.name) for one in BY_CODE[code].questions}
    answers = {
        one.name: written(one, given[one.name]) for one in BY_CODE[code].questions if given[one.name] is not None
    }
    own = {"identity_number": identity(100 + CODES.index(code)), "credit_code": UNIT["credit_code"]}
    return answers | {name: text for name, text in own.items() if name in answers}


def test_every_money_type_has_its_sum_here() -> None:
    assert set(PAYS) == {subsidy.code for subsidy in CATALOGUE if subsidy.money}


@pytest.mark.parametrize("code", CODES)
def test_a_type_is_looked_up_filed_and_accepted_by_keys_alone(office: WholeWindow, code: str) -> None:
    begin_from_the_overview(office, code)
    page = office.page
    assert isinstance(page, ApplicationPage)
    sheet = page.sheet
    assert sheet is not None
    assert BY_CODE[code].for_whom in sheet.explanation.text

    office.key(sheet, Qt.Key.Key_Return, CTRL)
    assert sheet.form.summary.isVisible()

    answers = typed(code)
    fill(office, sheet, answers)
    pays = PAYS.get(code)
    said = sheet.explanation.text
    assert "可享受" in said, said
    assert f"{pays} 元" in said if pays else "条件全部满足" in said

    office.key(sheet, Qt.Key.Key_Return, CTRL)
    office.settle()
    assert office.said.endswith(f"预计 {pays} 元。" if pays else "，符合条件。"), office.said
    number = office.said.split("，")[0].removeprefix("完成：已登记 ")
    assert sheet.form.answers.keys() == {"applied_on"}
    assert set(case_form(office.program.uow, number).answers) == set(answers)
    accept(office, number)


def begin_from_the_overview(office: WholeWindow, code: str) -> None:
    """政策一览 says whom a type is for and what it pays; Enter on its row begins a case."""
    title = BY_CODE[code].title
    page = office.go("政策一览")
    assert isinstance(page, OverviewPage)
    page.table.select(code)
    office.settle()
    told = page.text.toPlainText()
    assert title in told
    assert ("金额举例" in told) == (code in PAYS and code != "training-institution-award")
    office.key(page.table.grid, Qt.Key.Key_Return)
    office.settle()


def accept(office: WholeWindow, number: str) -> None:
    """What was filed waits in the queue; Ctrl+Enter accepts it, its materials being complete."""
    queue = office.go("审核队列")
    assert isinstance(queue, QueuePage)
    queue.table.select(number)
    office.settle()
    assert queue.panel.view is not None
    assert queue.panel.view.number == number
    office.key(focused(), Qt.Key.Key_Return, CTRL)
    office.settle()
    assert case_view(office.program.uow, number).state == "accepted", office.said


def test_the_types_are_found_by_whom_they_are_for(office: WholeWindow) -> None:
    sheet = open_form(office, "定向培养生在校学习补助")
    office.key(sheet, Qt.Key.Key_Escape)
    office.settle()
    page = office.page
    assert isinstance(page, ApplicationPage)
    page.chooser.search.setText("退役士兵")
    shown = page.chooser.list.model()
    assert [str(shown.index(row, 0).data()).split("，")[0] for row in range(shown.rowCount())] == [
        "重点群体免费培训补贴",
        "培训期间生活补助",
    ]
