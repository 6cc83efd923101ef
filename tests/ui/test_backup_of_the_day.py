"""The first to begin the day has the day's backup taken; the ring can be looked at, tried and restored in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from answering_files import Answers
from pytestqt.qtbot import QtBot
from whole_window import NOW, Watch, WholeWindow

from app.services.storage.backups import backups_in
from app.services.trust import accounts
from app.ui.pages.entrance.identity import IdentityPage
from app.ui.pages.system.page import SystemPage
from app.ui.theme import Theme


@pytest.fixture
def files(tmp_path: Path) -> Answers:
    return Answers(tmp_path)


@pytest.fixture
def office(tmp_path: Path, theme: Theme, qtbot: QtBot, files: Answers) -> Iterator[WholeWindow]:
    made = WholeWindow(tmp_path, theme, qtbot, Watch(NOW), files)
    made.enter_as("local")
    yield made
    made.close()


def backups_tab(office: WholeWindow) -> SystemPage:
    """The 备份 tab of the 系统 page, in front."""
    page = office.go("系统")
    assert isinstance(page, SystemPage)
    page.tabs.setCurrentWidget(page.backups)
    office.settle()
    return page


def test_the_first_of_the_day_takes_a_backup_and_the_next_does_not(office: WholeWindow, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "备份"
    [made] = backups_in(folder)
    assert made.occasion == "每日"
    assert office.window.status.backup.text() == "备份 今天 09:30 ✓"
    office.enter_as("local")
    assert len(backups_in(folder)) == 1


def test_a_backup_is_taken_tried_and_restored_and_one_begins_anew_at_the_door(
    office: WholeWindow, tmp_path: Path
) -> None:
    page = backups_tab(office)
    office.click(page.backups.check)
    office.click(page.backups.drill)
    assert "恢复演练通过" in office.window.notices.accessibleName()
    accounts.add_account(office.program.uow, "后来的人", [accounts.Role.CLERK])
    said = office.agree()
    office.click(page.backups.back)
    office.settle()
    assert any("恢复全部数据" in line for line in said)
    assert isinstance(office.page, IdentityPage)
    assert len(list((tmp_path / "data").glob("恢复前-*.db"))) == 1
    office.enter_as("local")
    assert "后来的人" not in {one.name for one in accounts.accounts(office.program.uow)}


def test_a_copy_goes_where_the_person_says_and_only_a_whole_one_comes_back(
    office: WholeWindow, tmp_path: Path, files: Answers
) -> None:
    page = backups_tab(office)
    office.click(page.backups.elsewhere)
    [copy] = tmp_path.glob("*.yjbak")
    copy.write_bytes(copy.read_bytes()[:-4096])
    files.opened = [copy]
    office.agree()
    office.click(page.backups.other)
    office.settle()
    assert "不能恢复" in office.window.notices.accessibleName()
    assert isinstance(office.page, SystemPage)
