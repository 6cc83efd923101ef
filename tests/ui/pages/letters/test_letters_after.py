"""Letters after their issue, by real clicks: served, corrected, checked; the publicity list from its page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from answering_files import Answers
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot
from working_office import CLERK, Office

from app.services.cases.course import State
from app.services.letters import issuing
from app.services.letters.kinds import APPROVAL
from app.services.letters.paper.fonts import Fonts
from app.services.letters.register import letters_issued
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.main_window import MainWindow
from app.ui.page import Page, PageSpec
from app.ui.pages.checking import CheckPage
from app.ui.pages.letters.page import LettersPage
from app.ui.pages.letters.rows import DUE, ISSUED, UNSERVED
from app.ui.pages.rounds.publicity import PublicityPage
from app.ui.printing import letter_printer
from app.ui.settings import IniSettings
from app.ui.theme import Theme
from app.ui.widgets.asking.fields import FieldsDialog
from app.ui.widgets.asking.step import ReasonDialog

FONTS = Fonts(Path(__file__).parents[4] / "resources" / "fonts")
PUBLIC = "拟补贴公示"


class Desk:
    """A clerk's window with the pages of publicity, letters and checks; one letter is issued, one case public."""

    def __init__(self, qtbot: QtBot, office: Office, theme: Theme, folder: Path) -> None:
        self.qtbot, self.office, self.uow = qtbot, office, office.acting(CLERK)
        self.public = office.walk(office.file(), State.PUBLICITY, begun=True)
        self.letter = issuing.issue(self.uow, APPROVAL, [office.at(State.APPROVED)], FONTS)[0]
        self.jobs, self.files, self.crashes = Jobs(), Answers(folder), list[object]()
        self.jobs.crashed.connect(self.crashes.append)
        printer = letter_printer()
        specs = [
            PageSpec("publicity", "公示", "publicity", lambda: PublicityPage(self.uow, self.jobs)),
            PageSpec(
                "letters", "文书", "letters", lambda: LettersPage(self.uow, self.jobs, FONTS, self.files, printer)
            ),
            PageSpec("check", "核验", "eye", lambda: CheckPage(self.uow, self.jobs)),
            PageSpec("case", "案件", "case", Page, listed=False),
        ]
        self.window = MainWindow(specs, IniSettings(folder / "window.ini"), self.jobs, theme)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy)
        assert self.crashes == []

    def go(self, key: str) -> Page:
        self.window.go(key)
        self.settle()
        page = self.window.deck.page
        assert page is not None
        return page

    def letters(self, kind: str, name: str) -> LettersPage:
        page = self.go("letters")
        assert isinstance(page, LettersPage)
        page.view.choose_kind(kind)
        page.view.turn(name)
        page.refresh()
        self.settle()
        return page

    def click(self, button: QPushButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def dialog(self) -> QDialog:
        found: list[QDialog] = []

        def there() -> bool:
            active = QApplication.activeModalWidget()
            found[:] = [active] if isinstance(active, QDialog) else []
            return bool(found)

        self.qtbot.waitUntil(there)
        return found[0]


@pytest.fixture
def desk(qtbot: QtBot, uow: UnitOfWork, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, Office(uow), theme, tmp_path)
    yield made
    made.window.close()
    made.window.deleteLater()


def test_service_is_recorded_for_what_is_chosen_and_leaves_the_unserved(desk: Desk) -> None:
    page = desk.letters(APPROVAL, UNSERVED)
    assert page.view.facets.buttons[UNSERVED].text() == "未送达 1"
    desk.click(page.view.serve)
    asked = desk.dialog()
    assert isinstance(asked, FieldsDialog)
    QTest.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: "须写明收件人" in asked.wrong.text())
    QTest.keyClicks(asked.fields["receiver"], "Zhang")
    QTest.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.view.facets.buttons[UNSERVED].text() == "未送达 0"
    assert letters_issued(desk.uow, APPROVAL)[0].manner == "直接送达"


def test_a_letter_is_corrected_with_a_reason_and_the_new_one_stands_ticked(desk: Desk) -> None:
    page = desk.letters(APPROVAL, ISSUED)
    desk.click(page.view.correct)
    asked = desk.dialog()
    assert isinstance(asked, ReasonDialog)
    asked.text.setPlainText("收款账户有误")
    QTest.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    desk.settle()
    new, old = letters_issued(desk.uow, APPROVAL)
    assert (new.corrects, old.corrected_by) == (desk.letter.number, new.number)
    assert page.view.chosen == [new.number]
    assert page.view.facets.buttons[UNSERVED].text() == "未送达 1"


def test_the_list_for_the_public_is_reached_from_its_page_and_written_for_the_website(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publicity = desk.go("publicity")
    assert isinstance(publicity, PublicityPage)
    desk.click(publicity.listing)
    page = desk.window.deck.page
    assert isinstance(page, LettersPage)
    assert (page.view.kind, page.view.list_name, page.view.chosen) == (PUBLIC, DUE, [desk.public])
    assert page.view.preview.pages == 1
    monkeypatch.setattr("app.ui.pages.letters.page.confirm", lambda *_: True)
    desk.click(page.view.issue)
    desk.click(page.view.workbook)
    assert load_workbook(tmp_path / desk.files.asked[-1]).sheetnames == ["拟补贴公示", "公示说明"]
    desk.go("publicity")
    desk.click(publicity.listing)
    assert page.view.list_name == ISSUED


def test_a_code_is_scanned_and_the_next_one_replaces_it(desk: Desk) -> None:
    page = desk.go("check")
    assert isinstance(page, CheckPage)
    QTest.keyClicks(page.code, desk.letter.verification.lower())
    QTest.keyClick(page.code, Qt.Key.Key_Return)
    desk.settle()
    assert "与本局出具的一致" in page.finding.accessibleName()
    for words in (
        desk.letter.number,
        APPROVAL,
        desk.letter.applicant,
        "2,000.00 元（人民币贰仟元整）",
        desk.letter.case_number,
    ):
        assert words in page.said.text()
    assert page.preview.pages == 1
    QTest.keyClicks(page.code, "2222-2222-2222")
    QTest.keyClick(page.code, Qt.Key.Key_Return)
    desk.settle()
    assert "没有这个核验码" in page.finding.accessibleName()
    assert page.preview.pages == 0
    QTest.keyClicks(page.code, "123")
    QTest.keyClick(page.code, Qt.Key.Key_Return)
    desk.settle()
    assert "核验码是 12 位" in page.said.text()
