"""文书 beside a case, by real clicks: what is due leads to issuing, what was issued to the letter itself."""

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from whole_window import Watch, WholeWindow
from working_office import CLERK, NAMES, Office

from app.services.cases.course import State
from app.services.letters.kinds import APPROVAL
from app.services.letters.of_case import case_letters
from app.services.letters.service_record import Manner, Service, record_service
from app.services.storage.database import FILE_NAME
from app.ui.pages.case.letters import ISSUE, NONE, OPEN, LettersTab
from app.ui.pages.case.page import CasePage
from app.ui.pages.letters.page import LettersPage
from app.ui.pages.letters.rows import DUE, ISSUED
from app.ui.theme import Theme

DRAFT = "YJJG-2024-000001"


@pytest.fixture
def approved(office: Office) -> str:
    assert office.file() == DRAFT
    return office.at(State.APPROVED)


@pytest.fixture
def at(office: Office, approved: str, tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[WholeWindow]:
    """The whole window for the clerk; one case is approved and due its notice."""
    assert approved
    folder = tmp_path / "whole" / "data"
    folder.mkdir(parents=True)
    copyfile(tmp_path / FILE_NAME, folder / FILE_NAME)
    made = WholeWindow(folder.parent, theme, qtbot, Watch(datetime.combine(office.today, time(9))))
    made.enter_as(NAMES[CLERK])
    yield made
    made.close()


def tab_of(at: WholeWindow, number: str) -> LettersTab:
    """Open the case of a number at its tab 文书, by a click."""
    at.window.go("case", number)
    at.settle()
    page = at.page
    assert isinstance(page, CasePage)
    tab = next(tab for tab in page.tabs.tabs if isinstance(tab, LettersTab))
    bar = page.tabs.tabBar()
    page.tabs.open(LettersTab.title)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(page.tabs.indexOf(tab)).center())
    assert tab.isVisible()
    return tab


def title_of(at: WholeWindow, tab: LettersTab) -> str:
    page = at.page
    assert isinstance(page, CasePage)
    return page.tabs.tabText(page.tabs.indexOf(tab))


def letters(at: WholeWindow) -> LettersPage:
    page = at.page
    assert isinstance(page, LettersPage)
    return page


def test_what_is_due_leads_to_its_issuing_and_what_was_issued_to_the_letter(at: WholeWindow, approved: str) -> None:
    tab = tab_of(at, approved)
    assert [tab.list.item(place).text() for place in range(tab.list.count())] == [f"待出具　{APPROVAL}"]
    assert (title_of(at, tab), tab.open.text()) == ("文书 1", ISSUE)
    at.click(tab.open)
    page = letters(at)
    assert (page.view.kind, page.view.list_name, page.view.chosen) == (APPROVAL, DUE, [approved])
    at.agree()
    at.click(page.view.issue)
    (issued,) = case_letters(at.program.uow, approved).issued
    assert not issued.printed
    day = at.program.uow.clock().date()
    record_service(at.program.uow, [issued.number], Service(day, Manner.DIRECT, "本人"))

    tab = tab_of(at, approved)
    told = f"{issued.number}　{APPROVAL}\n{issued.issued_on} 出具　未打印　{day} 直接送达"
    assert [tab.list.item(place).text() for place in range(tab.list.count())] == [told]
    assert (title_of(at, tab), tab.open.text()) == ("文书", OPEN)
    at.click(tab.open)
    page = letters(at)
    assert (page.view.kind, page.view.list_name, page.view.chosen) == (APPROVAL, ISSUED, [issued.number])


def test_a_case_without_letters_says_so_and_offers_nothing(at: WholeWindow) -> None:
    tab = tab_of(at, DRAFT)
    assert (tab.said.text(), tab.said.isVisible(), tab.open.isVisible()) == (NONE, True, False)
    assert title_of(at, tab) == "文书"
