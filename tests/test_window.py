from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from whole_window import NOW, ROOT, Watch, WholeWindow

from app.services.places import Places
from app.services.policy.standards import CONFIRMED
from app.services.storage import data_folder
from app.services.trust import accounts
from app.services.trust.accounts import Role
from app.ui.messages import CrashDialog
from app.ui.pages.desk.page import DeskPage
from app.ui.pages.entrance.identity import IdentityPage
from app.ui.pages.entrance.set_up import SetUpPage
from app.ui.pages.standards.page import StandardsPage
from app.ui.pages.system.page import SystemPage
from app.ui.theme import Theme


@pytest.fixture
def office(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[WholeWindow]:
    made = WholeWindow(tmp_path, theme, qtbot, Watch(NOW))
    yield made
    made.close()


def test_a_plain_folder_asks_who_one_is(office: WholeWindow, tmp_path: Path) -> None:
    page = office.page
    assert isinstance(page, IdentityPage)
    assert [page.list.item(row).text() for row in range(page.list.count())] == ["local"]
    assert data_folder.exists(Places(tmp_path / "data", ROOT, ROOT))


def test_the_navigation_leads_nowhere_before_it_is_known_who_works(office: WholeWindow) -> None:
    office.key(office.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    assert isinstance(office.page, IdentityPage)
    assert not office.window.navigation.isEnabled()


def test_enter_begins_at_the_desk_with_the_banner_of_a_new_office(office: WholeWindow) -> None:
    office.enter_as("local")
    assert isinstance(office.page, DeskPage)
    assert office.window.status.who.text().startswith("local")
    office.bot.waitUntil(office.window.status.banner.isVisible)
    assert len(office.page.set_up.links) == 5


def test_the_banner_leads_to_the_confirmation_and_goes_when_it_is_given(office: WholeWindow) -> None:
    office.enter_as("local")
    office.bot.waitUntil(office.window.status.banner.isVisible)
    office.click(office.window.status.banner)
    page = office.page
    assert isinstance(page, StandardsPage)
    office.click(page.publication.open)
    type_text(page.publication.lines.lines["source"], "叶政〔2018〕1号")
    office.click(page.publication.confirm)
    office.bot.waitUntil(lambda: not office.window.status.banner.isVisible())
    with office.program.uow.read() as work:
        assert work.parameters.at(work.today).value(CONFIRMED) is True


def test_an_account_is_made_and_taken_over_by_keys_alone(office: WholeWindow) -> None:
    office.enter_as("local")
    page = office.go("系统")
    assert isinstance(page, SystemPage)
    type_text(page.accounts.lines.lines["name"], "李晓梅")
    office.key(page.accounts.roles[Role.CLERK], Qt.Key.Key_Space)
    office.key(page.accounts.lines.lines["name"], Qt.Key.Key_Return)
    office.settle()
    office.enter_as("李晓")
    assert office.program.uow.account == "李晓梅"
    assert office.window.status.who.text().split() == ["李晓梅", "经办员"]


def test_named_accounts_come_before_the_built_in_one(office: WholeWindow) -> None:
    office.enter_as("local")
    accounts.add_account(office.program.uow, "王建国", [Role.REVIEWER])
    office.click(office.window.status.who)
    page = office.page
    assert isinstance(page, IdentityPage)
    assert [page.list.item(row).text() for row in range(page.list.count())] == ["王建国", "local"]


def test_whoever_worked_last_is_marked_at_the_next_start(
    tmp_path: Path, theme: Theme, qtbot: QtBot, office: WholeWindow
) -> None:
    office.enter_as("local")
    accounts.add_account(office.program.uow, "王建国", [Role.REVIEWER])
    office.enter_as("王")
    again = WholeWindow(tmp_path, theme, qtbot, Watch(NOW))
    page = again.page
    assert isinstance(page, IdentityPage)
    assert page.list.currentItem().text() == "王建国"
    again.close()


def test_a_folder_that_cannot_be_opened_says_why_and_can_be_tried_again(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    file = tmp_path / "data" / "yeji.db"
    file.parent.mkdir()
    file.write_bytes(b"not a database at all" * 100)
    office = WholeWindow(tmp_path, theme, qtbot, Watch(NOW))
    retry = office.button("重试")
    file.unlink()
    office.click(retry)
    assert isinstance(office.page, SetUpPage)
    office.close()


def test_a_crash_is_reported_without_names(office: WholeWindow, tmp_path: Path) -> None:
    office.program.jobs.crashed.emit(RuntimeError("张伟 341504199001011231"))
    folder = tmp_path / "data" / "日志"
    office.bot.waitUntil(lambda: folder.exists() and bool(list(folder.glob("错误报告*"))))
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, CrashDialog))
    office.press("关闭", dialog)
    assert "张伟" not in next(folder.glob("错误报告*")).read_text(encoding="utf-8")
