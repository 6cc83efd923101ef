"""The recovery sheet, the lost key file and the closed folder: by clicks through the whole window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from login_office import LoginOffice
from login_window import LoginWindow
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from standing_clock import Watch
from whole_window import NOW, Answers
from working_office import ADMINISTRATOR, APPROVER, CLERK, NAMES

from app.ui.pages.desk.page import DeskPage
from app.ui.pages.entrance.door import DoorPage
from app.ui.pages.entrance.login import LoginPage
from app.ui.pages.entrance.sheet_deeds import SheetDialog
from app.ui.theme import Theme

ROOT = Path(__file__).parents[1]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path / "data", Watch(NOW), roles=(CLERK, APPROVER))
    yield made
    made.folder.engine.dispose()


@pytest.fixture
def window(tmp_path: Path, theme: Theme, qtbot: QtBot, office: LoginOffice) -> Iterator[LoginWindow]:
    made = LoginWindow(tmp_path, theme, qtbot, office.watch)
    yield made
    made.close()


def test_the_recovery_sheet_is_saved_away_from_the_data_and_opens_the_folder_later(
    tmp_path: Path, theme: Theme, qtbot: QtBot, office: LoginOffice
) -> None:
    answers = Answers(tmp_path / "data" / "x.pdf", tmp_path / "恢复单.pdf")
    window = LoginWindow(tmp_path, theme, qtbot, office.watch, answers)
    window.log_in(ADMINISTRATOR)
    window.go("系统")
    window.press("另印恢复单")
    dialog = next(one for one in window.window.findChildren(SheetDialog) if one.isVisible())
    window.click(dialog.panel.save_button)
    assert not (tmp_path / "data" / "x.pdf").exists()
    window.click(dialog.panel.save_button)
    assert (tmp_path / "恢复单.pdf").read_bytes().startswith(b"%PDF")
    code = dialog.panel.code.text()
    assert not dialog.go.isEnabled()
    window.type_in(dialog.panel.last, code[-5:])
    window.click(dialog.go)
    window.close()
    again = LoginWindow(tmp_path, theme, qtbot, office.watch)
    page = again.page
    assert isinstance(page, LoginPage)
    again.click(page.by_sheet)
    again.type_in(page.recovery.lines.lines["code"], "".join(code.split())[:-1] + "?")
    page.recovery.lines.lines["name"].setText(NAMES[ADMINISTRATOR])
    again.type_in(page.recovery.new.new.line, "Neues-Wort-77")
    again.type_in(page.recovery.new.again.line, "Neues-Wort-77")
    again.click(page.recovery.go)
    assert page.recovery.isVisible()
    page.recovery.lines.lines["code"].setText(code)
    again.click(page.recovery.go)
    assert isinstance(again.page, DeskPage)
    assert again.program.uow.account == NAMES[ADMINISTRATOR]
    again.close()


def test_logging_out_closes_the_folder_and_lets_the_key_go(window: LoginWindow) -> None:
    window.log_in(CLERK)
    assert window.program.uow.vault is not None
    window.program.ask_who()
    window.settle()
    assert window.program.entrance.folder is None
    window.log_in(APPROVER)
    assert window.program.uow.account == NAMES[APPROVER]


def test_a_lost_key_file_is_said_at_the_door_with_the_way_out(
    tmp_path: Path, theme: Theme, qtbot: QtBot, office: LoginOffice
) -> None:
    (office.places.data / "yeji.keys").unlink()
    window = LoginWindow(tmp_path, theme, qtbot, office.watch)
    page = window.page
    assert isinstance(page, DoorPage)
    assert any("密钥文件" in label.text() for label in page.findChildren(QLabel))
    window.close()
