"""Data that are lost or cannot be opened come back in the window: at the door, at the first start, from another folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from answering_files import Answers
from login_office import CHEAP, OWN, LoginCases, LoginOffice
from login_window import LoginWindow
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from standing_clock import Watch
from whole_window import NOW
from working_office import ADMINISTRATOR, CLERK, NAMES

from app.services.storage.backups import Occasion, back_up
from app.services.storage.database import FILE_NAME
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.recovering import new_sheet
from app.services.storage.unlocking import Door, enter
from app.services.worklists.case_list import list_cases
from app.ui.pages.desk.page import DeskPage
from app.ui.pages.entrance.door import DoorPage
from app.ui.pages.entrance.login import LoginPage
from app.ui.pages.entrance.rescue import RescuePage
from app.ui.pages.entrance.set_up import SetUpPage
from app.ui.pages.system.page import SystemPage
from app.ui.theme import Theme
from app.ui.widgets.backup_opener import OpenerDialog

BOSS = NAMES[ADMINISTRATOR]


class Scene:
    """A closed office with one case and a backup of it; its window is opened when the data have been spoilt."""

    def __init__(self, folder: Path, theme: Theme, qtbot: QtBot) -> None:
        self.folder, self._theme, self._bot = folder, theme, qtbot
        self.office = LoginOffice(folder / "data", Watch(NOW), roles=(CLERK,))
        LoginCases(self.office).file()
        self.sheet = new_sheet(self.office.acting(ADMINISTRATOR))
        self.backup = back_up(self.office.acting(ADMINISTRATOR), Occasion.ASKED).path
        self.office.folder.engine.dispose()
        self.data, self.files = folder / "data", Answers(folder)
        self.windows: list[LoginWindow] = []

    def start(self) -> LoginWindow:
        self.windows.append(LoginWindow(self.folder, self._theme, self._bot, self.office.watch, self.files))
        return self.windows[-1]

    def rescue_at_the_door(self, window: LoginWindow, secret: str, name: str = BOSS) -> RescuePage:
        """From the failure at the door to the backup's password and on."""
        door = window.page
        assert isinstance(door, DoorPage)
        window.click(next(one for one in door.findChildren(QPushButton) if "从备份恢复" in one.text()))
        window.settle()
        page = window.page
        assert isinstance(page, RescuePage)
        page.opener.lines.lines["name"].setText(name)
        window.type_in(page.opener.secret.line, secret)
        window.click(page.deed)
        window.settle()
        return page


@pytest.fixture
def scene(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(tmp_path, theme, qtbot)
    yield made
    for window in made.windows:
        window.close()


def shown(window: LoginWindow) -> str:
    return " ".join(label.text() for label in window.page.findChildren(QLabel))


def test_a_folder_without_its_database_offers_its_backups_and_never_a_new_beginning(scene: Scene) -> None:
    (scene.data / FILE_NAME).unlink()
    window = scene.start()
    assert "却没有数据库" in shown(window)
    page = scene.rescue_at_the_door(window, "Falsches-Wort-9")
    assert "不能用这个账号和密码打开" in page.card.wrong.text()
    window.type_in(page.opener.secret.line, "")
    page.opener.secret.clear()
    window.type_in(page.opener.secret.line, OWN[ADMINISTRATOR])
    window.click(page.deed)
    window.settle()
    assert isinstance(window.page, LoginPage)
    assert "已用" in window.said
    window.log_in(CLERK)
    assert isinstance(window.page, DeskPage)
    assert len(list_cases(window.program.uow)) == 1


def test_where_only_the_key_file_is_lost_it_alone_is_brought_back_with_the_sheet(scene: Scene) -> None:
    before = (scene.data / FILE_NAME).stat().st_size
    (scene.data / KEYS).write_bytes(b"spoilt")
    window = scene.start()
    scene.rescue_at_the_door(window, scene.sheet.code, name="")
    assert "只从" in window.said
    assert (scene.data / FILE_NAME).stat().st_size >= before
    assert not list(scene.data.glob("恢复前-*.db"))
    window.log_in(CLERK)
    assert isinstance(window.page, DeskPage)


def test_a_damaged_database_is_replaced_from_the_login_page_but_a_whole_one_is_not(scene: Scene) -> None:
    window = scene.start()
    login = window.page
    assert isinstance(login, LoginPage)
    window.click(login.by_backup)
    window.settle()
    page = window.page
    assert isinstance(page, RescuePage)
    page.opener.lines.lines["name"].setText(BOSS)
    window.type_in(page.opener.secret.line, OWN[ADMINISTRATOR])
    window.click(page.deed)
    window.settle()
    assert "数据完好" in page.card.wrong.text()
    with (scene.data / FILE_NAME).open("r+b") as file:
        file.seek(9000)
        file.write(b"\0" * 64)
    window.click(page.deed)
    window.settle()
    assert "已用" in window.said
    window.log_in(CLERK)
    assert isinstance(window.page, DeskPage)


def test_a_new_computer_begins_with_a_backup(scene: Scene, tmp_path: Path) -> None:
    copy = tmp_path / scene.backup.name
    shutil.copyfile(scene.backup, copy)
    shutil.rmtree(scene.data)
    scene.files.opened = [copy]
    window = scene.start()
    first = window.page
    assert isinstance(first, SetUpPage)
    window.click(first.by_backup)
    window.settle()
    page = window.page
    assert isinstance(page, RescuePage)
    assert not page.deed.isEnabled()
    window.click(page.other)
    window.settle()
    page.opener.lines.lines["name"].setText(BOSS)
    window.type_in(page.opener.secret.line, OWN[ADMINISTRATOR])
    window.click(page.deed)
    window.settle()
    window.log_in(CLERK)
    assert len(list_cases(window.program.uow)) == 1


def test_the_backup_of_another_folder_is_restored_by_an_administrator_who_can_open_it(
    scene: Scene, tmp_path: Path
) -> None:
    other = LoginOffice(tmp_path / "other" / "data", Watch(NOW), roles=())
    made = back_up(other.acting(ADMINISTRATOR), Occasion.ASKED).path
    other.folder.engine.dispose()
    window = scene.start()
    window.log_in(ADMINISTRATOR)
    system = window.go("系统")
    assert isinstance(system, SystemPage)
    system.tabs.setCurrentWidget(system.backups)
    scene.files.opened = [made]
    window.agree()
    window.click(system.backups.other)
    window.settle()
    dialog = window.window.findChild(OpenerDialog)
    assert dialog is not None
    dialog.opener.lines.lines["name"].setText(BOSS)
    window.type_in(dialog.opener.secret.line, OWN[ADMINISTRATOR])
    window.click(dialog.go)
    window.settle()
    assert isinstance(window.page, LoginPage)
    folder, _ = enter(scene.office.places, Door(CHEAP, clock=scene.office.watch), BOSS, OWN[ADMINISTRATOR])
    assert list_cases(folder) == []
    folder.engine.dispose()
    assert len(list(scene.data.glob("恢复前-*.keys"))) == 1
