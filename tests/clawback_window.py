"""The page 追回 driven as people do it: the next step, the fields of a dialog, the letters read as stored."""

from __future__ import annotations

import re

from letter_samples import text_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from ui_typing import type_text
from whole_window import WholeWindow
from working_office import NAMES

from app.services.letters.issuing import stored
from app.services.trust.accounts import Role
from app.ui.pages.clawback.desk import ClawbackDesk
from app.ui.pages.clawback.page import ClawbackPage
from app.ui.widgets.asking.fields import Boxes, FieldsDialog
from app.ui.widgets.form.day_editor import DayEditor

_MARK = 8  # px from the left of a box to its mark


class ClawbackWindow:
    """Acts for one account after the other on the clawback in front."""

    def __init__(self, office: WholeWindow) -> None:
        self.office = office

    def page_as(self, role: Role) -> ClawbackPage:
        """The page for the account of a role."""
        self.office.enter_as(NAMES[role])
        page = self.office.go("追回")
        assert isinstance(page, ClawbackPage)
        return page

    @property
    def page(self) -> ClawbackPage:
        """The page in front."""
        page = self.office.page
        assert isinstance(page, ClawbackPage)
        return page

    @property
    def desk(self) -> ClawbackDesk:
        """The desk of the clawback chosen."""
        return self.page.cases.desk

    def next_is(self, words: str) -> bool:
        """Whether the button of the next step says this."""
        return self.desk.next.text() == words

    def go_on(self) -> None:
        """Press the next step."""
        assert self.desk.next.isVisible(), self.desk.waits.text()
        assert self.desk.next.isEnabled(), self.desk.waits.text()
        self.office.click(self.desk.next)

    def tab(self, title: str) -> QWidget:
        """Turn to a tab of the desk by a click on it."""
        tabs = self.desk.tabs
        place = next(place for place in range(tabs.count()) if tabs.tabText(place).startswith(title))
        bar = tabs.tabBar()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
        self.office.settle()
        return tabs.currentWidget()

    def fill(self, **texts: str) -> None:
        """Fill the fields of the dialog in front and press its verb; it must close."""
        dialog = self.dialog()
        for name, text in texts.items():
            put(dialog.fields[name], text)
        assert dialog.go.isEnabled(), dialog.texts
        self.office.click(dialog.go)
        self.office.settle()
        assert self.open_dialog() is None, dialog.wrong.text()

    def dialog(self) -> FieldsDialog:
        """The dialog in front."""
        self.office.bot.waitUntil(lambda: self.open_dialog() is not None)
        dialog = self.open_dialog()
        assert dialog is not None
        return dialog

    def open_dialog(self) -> FieldsDialog | None:
        """The dialog in front, if there is one."""
        found = [one for one in self.office.window.findChildren(FieldsDialog) if one.isVisible()]
        return found[-1] if found else None

    def issue_next(self) -> str:
        """Issue the letter that is the next step, and read it."""
        self.office.agree()
        self.go_on()
        return self.read_last()

    def issue(self, kind: str) -> str:
        """Issue a letter that is due from the list of letters, and read it."""
        letters = self.tab("文书")
        assert letters is self.desk.letters
        self.desk.letters.choose(kind)
        self.office.settle()
        self.office.agree()
        self.office.click(self.desk.letters.issue)
        return self.read_last()

    def read_last(self) -> str:
        """The text of the letter issued last, as stored."""
        desk = self.desk.desk
        assert desk is not None
        text = text_of(stored(self.office.program.uow, desk.papers[-1].number)).replace("\n", "")
        return re.sub(r"— \d+ —", "", text)


def put(field: QWidget, text: str) -> None:
    """Answer a field of a dialog as a person does."""
    if isinstance(field, DayEditor):
        field = field.line
    if isinstance(field, QComboBox):
        choose(field, text)
    elif isinstance(field, Boxes):
        for box in field.boxes:
            if box.isChecked() != (box.text() in text.split("、")):
                QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(_MARK, box.height() // 2))
    elif isinstance(field, QLineEdit | QPlainTextEdit):
        field.clear()
        type_text(field, text)
    QApplication.processEvents()


def choose(box: QComboBox, text: str) -> None:
    """Go to an option by the arrow keys."""
    place = box.findText(text)
    assert place >= 0, [box.itemText(one) for one in range(box.count())]
    while box.currentIndex() != place:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < place else Qt.Key.Key_Up)
