"""The first hour in a new office by keys alone: each step of the desk leads to the field to be filled."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from whole_window import CTRL, NOW, ROOT, Watch, WholeWindow

from app.services.places import Places
from app.services.policy.standards import PUBLISHED
from app.services.trust import accounts
from app.ui.pages.desk.page import DeskPage
from app.ui.pages.standards.page import StandardsPage
from app.ui.settings import IniSettings
from app.ui.theme import Theme
from app.window import Program


@pytest.fixture
def office(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[WholeWindow]:
    made = WholeWindow(tmp_path, theme, qtbot, Watch(NOW))
    made.enter_as("local")
    yield made
    made.close()


def take(office: WholeWindow, what: str) -> QLineEdit:
    """Press a step of the desk with Enter; the field in which the keyboard is then."""
    page = office.go("工作台")
    assert isinstance(page, DeskPage)
    link = next(one for one in page.set_up.links if one.text().startswith(what))
    link.setFocus()
    office.key(link, Qt.Key.Key_Return)
    office.settle()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit), field
    return field


def test_confirming_the_publication_begins_in_its_fields_and_ends_in_the_list(office: WholeWindow) -> None:
    field = take(office, "确认发布日期")
    type_text(field, "20180301")
    page = office.page
    assert isinstance(page, StandardsPage)
    type_text(page.publication.lines.lines["source"], "叶政〔2018〕1号")
    office.key(page.publication.lines.lines["source"], Qt.Key.Key_Return)
    office.settle()
    with office.program.uow.read() as work:
        assert str(work.parameters.at(work.today).value(PUBLISHED)) == "2018-03-01"
    assert page.publication.open.isVisible()
    assert QApplication.focusWidget() is page.values.table.grid


def test_what_is_typed_for_the_publication_outlives_reading_anew(office: WholeWindow) -> None:
    field = take(office, "确认发布日期")
    type_text(field, "2018.3.")
    office.key(field, Qt.Key.Key_F5)
    office.settle()
    assert field.isVisible()
    assert field.text() == "2018.3."


def test_a_value_is_entered_from_its_row_with_enter_and_outlives_reading_anew(office: WholeWindow) -> None:
    page = office.go("政策标准")
    assert isinstance(page, StandardsPage)
    values = page.values
    values.table.select("生活补助")
    name = values.current
    assert name is not None
    office.key(values.table.grid, Qt.Key.Key_Return)
    field = values.lines.lines["value"]
    assert QApplication.focusWidget() is field
    type_text(field, "15")
    office.key(field, Qt.Key.Key_F5)
    office.settle()
    assert field.text() == "15"
    type_text(values.lines.lines["start"], "20180301")
    type_text(values.lines.lines["source"], "叶人社〔2018〕12号")
    office.key(field, Qt.Key.Key_S, CTRL)
    office.settle()
    assert office.said == f"完成：已录入{name.name}的新值，自 20180301 起适用。"
    assert field.text() == ""


def test_accounts_are_added_one_after_the_other(office: WholeWindow) -> None:
    for name in ("李晓梅", "王建国"):
        field = take(office, "建立各岗位账号") if name == "李晓梅" else QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        type_text(field, name)
        office.key(field, Qt.Key.Key_Tab)
        role = QApplication.focusWidget()
        assert role is not None
        office.key(role, Qt.Key.Key_Space)
        office.key(field, Qt.Key.Key_Return)
        office.settle()
    assert [one.name for one in accounts.accounts(office.program.uow)] == ["local", "李晓梅", "王建国"]


def test_the_first_window_on_a_small_screen_takes_all_of_it(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    settings = IniSettings(tmp_path / "window.ini")
    places = Places(tmp_path / "data", ROOT / "resources", ROOT / "migrations")
    for maximised in (True, False):
        program = Program(places, settings, theme, logging.Logger("test"))
        with qtbot.waitSignal(program.window.ready):
            program.show()
        assert program.window.isMaximized() is maximised
        program.window.showNormal()
        program.window.close()
        program.window.deleteLater()
        program.end()


def test_the_desk_fits_a_small_screen_at_125_percent(office: WholeWindow) -> None:
    office.window.resize(1092, 614)
    page = office.go("工作台")
    area = page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    office.bot.waitUntil(lambda: area.width() < 1000)
    assert area.horizontalScrollBar().maximum() == 0
