from collections.abc import Iterator
from pathlib import Path

import pytest
from answering_files import Answers
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from working_office import Office

from app.services.cases.course import State
from app.services.letters import issuing
from app.services.letters.paper.fonts import Fonts
from app.services.letters.register import letters_issued
from app.services.letters.subjects import Wanted
from app.ui.background import Jobs
from app.ui.main_window import MainWindow
from app.ui.page import Page, PageSpec
from app.ui.pages.letters.page import LettersPage
from app.ui.pages.letters.view import LettersView
from app.ui.printing import letter_printer, on_both_sides, print_letters
from app.ui.settings import IniSettings
from app.ui.theme import Theme

FONTS = Fonts(Path(__file__).parents[3] / "resources" / "fonts")
APPROVAL, REFUSAL = "补贴核准通知书", "不予补贴决定书"
CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A window with the letters page in front; one refused and two approved cases wait."""

    def __init__(self, qtbot: QtBot, office: Office, theme: Theme, folder: Path) -> None:
        self.qtbot, self.uow, self.folder = qtbot, office.uow, folder
        self.approved = [office.at(State.APPROVED), office.at(State.APPROVED)]
        self.refused = office.at(State.REJECTED)
        self.jobs = Jobs()
        self.crashes: list[object] = []
        self.jobs.crashed.connect(self.crashes.append)
        self.files = Answers(folder)
        self.printer = letter_printer()
        self.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.printer.setOutputFileName(str(folder / "paper.pdf"))
        self.printer.setResolution(72)
        specs = [
            PageSpec(
                "letters", "文书", "letters", lambda: LettersPage(self.uow, self.jobs, FONTS, self.files, self.printer)
            ),
            PageSpec("case", "案件", "case", Page, listed=False),
        ]
        self.settings = IniSettings(folder / "window.ini")
        self.window = MainWindow(specs, self.settings, self.jobs, theme)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        page = self.window.deck.page
        assert isinstance(page, LettersPage)
        self.page = page
        self.settle()

    @property
    def view(self) -> LettersView:
        return self.page.view

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=20_000)
        assert self.crashes == []

    def click(self, button: QPushButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def answer(self, *, yes: bool = True) -> list[str]:
        """Answer the next dialog; its title and words are in the list given back."""
        said: list[str] = []

        def press() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                QTimer.singleShot(10, press)
                return
            said.extend([dialog.windowTitle(), *(label.text() for label in dialog.findChildren(QLabel))])
            if isinstance(dialog, QPrintDialog) and yes:
                dialog.accept()
            else:
                QTest.keyClick(dialog, Qt.Key.Key_Return if yes else Qt.Key.Key_Escape)

        QTimer.singleShot(0, press)
        return said

    def issue_all(self) -> None:
        grid = self.view.table.grid
        QTest.keyClick(grid, Qt.Key.Key_A, CTRL)
        self.answer()
        QTest.keyClick(grid, Qt.Key.Key_Return, CTRL)
        self.settle()

    @property
    def said(self) -> str:
        return self.window.notices.accessibleName()


@pytest.fixture
def desk(qtbot: QtBot, office: Office, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, office, theme, tmp_path)
    yield made
    made.window.close()
    made.window.deleteLater()


def keys_of(view: LettersView) -> list[object]:
    model = view.table.model
    return [model.key_at(row) for row in range(model.rowCount())]


def pages(path: Path) -> int:
    document = QPdfDocument()
    document.load(str(path))
    return document.pageCount()


def test_cases_due_a_letter_wait_and_the_first_is_shown(desk: Desk) -> None:
    assert keys_of(desk.view) == desk.approved
    assert desk.view.facets.buttons["due"].text() == "待出具 2"
    assert "待出具 2" in desk.view.kinds.currentText()
    assert desk.view.preview.pages >= 1


def test_what_the_letter_leaves_blank_is_named_above_it(desk: Desk) -> None:
    draft = issuing.preview(desk.uow, APPROVAL, desk.approved[0], FONTS)
    said = desk.view.preview.blanks.said.text()
    assert all(blank in said for blank in draft.blanks)
    assert desk.view.preview.blanks.isVisible() == bool(draft.blanks)


def test_another_kind_has_its_own_cases(desk: Desk) -> None:
    desk.view.choose_kind(REFUSAL)
    desk.view.kinds.activated.emit(desk.view.kinds.currentIndex())
    desk.settle()
    assert keys_of(desk.view) == [desk.refused]


def test_issuing_asks_first_and_names_how_many_numbers_are_taken(desk: Desk) -> None:
    said = desk.answer(yes=False)
    QTest.keyClick(desk.view.table.grid, Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert said[:2] == ["出具 1 份", "出具 1 份补贴核准通知书？"]
    assert "取得 1 个“技补”文号" in said[2]
    assert letters_issued(desk.uow, APPROVAL) == ()


def test_the_ticked_ones_are_issued_and_stand_ticked_among_the_issued(desk: Desk) -> None:
    desk.issue_all()
    numbers = {letter.number for letter in letters_issued(desk.uow, APPROVAL)}
    assert len(numbers) == 2
    assert "已出具 2 份补贴核准通知书" in desk.said
    assert desk.view.list_name == "issued"
    assert set(desk.view.chosen) == numbers
    assert desk.view.print.text() == "打印 2 份…"
    assert desk.view.preview.pages >= 1


def test_letters_are_printed_as_one_job_and_marked_as_printed(desk: Desk) -> None:
    desk.issue_all()
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    said = desk.answer()
    QTest.keyClick(desk.window, Qt.Key.Key_P, CTRL)
    desk.settle()
    assert said[0] == "打印 2 份"
    assert "已送打印机 2 份" in desk.said
    assert pages(desk.folder / "paper.pdf") >= 2
    assert all(letter.printed_at for letter in letters_issued(desk.uow, APPROVAL))
    model = desk.view.table.model
    assert [model.index(0, place).data() for place, column in enumerate(model.columns) if column.key == "printed"] == [
        "已打印"
    ]


def test_before_issuing_there_is_nothing_to_print(desk: Desk) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_P, CTRL)
    assert "先出具再打印" in desk.said


def test_one_letter_is_saved_byte_for_byte_as_it_was_issued(desk: Desk) -> None:
    desk.issue_all()
    desk.view.table.clear_ticks()
    (number,) = desk.view.chosen
    desk.click(desk.view.save)
    assert (desk.folder / f"{number}.pdf").read_bytes() == issuing.stored(desk.uow, number)


def test_several_letters_are_saved_as_one_file_or_each_by_itself(desk: Desk) -> None:
    desk.issue_all()
    numbers = desk.view.chosen
    desk.click(desk.view.save)
    assert pages(desk.folder / f"{APPROVAL}（2份）.pdf") >= 2
    desk.click(desk.view.save_each)
    assert [(desk.folder / f"{one}.pdf").read_bytes() for one in numbers] == [
        issuing.stored(desk.uow, one) for one in numbers
    ]
    assert [letter.printed_at for letter in letters_issued(desk.uow, APPROVAL)] == [None, None]


def test_a_letter_wanted_from_elsewhere_is_ticked(desk: Desk) -> None:
    desk.window.go("letters", Wanted(APPROVAL, desk.approved[1]))
    desk.settle()
    assert desk.view.chosen == [desk.approved[1]]


def test_enter_opens_the_case(desk: Desk) -> None:
    QTest.keyClick(desk.view.table.grid, Qt.Key.Key_Return)
    place = desk.window.deck.place
    assert place is not None
    assert (place.key, place.item) == ("case", desk.approved[0])


def test_lists_are_searched_and_an_empty_one_says_so(desk: Desk) -> None:
    desk.page.search(desk.approved[1])
    assert keys_of(desk.view) == [desk.approved[1]]
    desk.page.search("")
    desk.click(desk.view.facets.buttons["issued"])
    assert desk.view.table.model.rowCount() == 0
    assert desk.view.table.grid.isHidden()
    assert not desk.view.print.isEnabled()
    assert "选一件" in desk.view.preview.said.text()


def test_kind_and_list_are_kept(desk: Desk) -> None:
    desk.view.choose_kind(REFUSAL)
    desk.click(desk.view.facets.buttons["issued"])
    desk.page.save_state(desk.settings)
    desk.view.choose_kind(APPROVAL)
    desk.view.turn("due")
    desk.page.restore_state(desk.settings)
    assert (desk.view.kind, desk.view.list_name) == (REFUSAL, "issued")


@pytest.mark.parametrize(("both_sides", "copies", "sides"), [(False, 1, 2), (True, 1, 3), (False, 2, 4)])
def test_on_both_sides_every_letter_begins_on_a_sheet_of_its_own(
    desk: Desk, both_sides: bool, copies: int, sides: int
) -> None:
    desk.view.choose_kind(REFUSAL)
    one = issuing.preview(desk.uow, REFUSAL, desk.refused, FONTS).pdf
    desk.printer.setCopyCount(copies)
    told: list[tuple[int, int]] = []
    print_letters([lambda: one, lambda: one], desk.printer, lambda *step: told.append(step), both_sides=both_sides)
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert pages(desk.folder / "paper.pdf") == sides
    assert not on_both_sides(desk.printer)
