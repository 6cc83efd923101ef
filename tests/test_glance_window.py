"""A window opened on data that somebody has tampered with says so at once, and leads to the whole check."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tampering import outside
from whole_window import NOW, ROOT, Watch, WholeWindow

from app.services.places import Places
from app.services.storage import data_folder
from app.ui.pages.system.page import SystemPage
from app.ui.theme import Theme


def test_a_lost_guard_is_said_in_red_at_the_start_and_one_click_shows_all(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    uow = data_folder.set_up(Places(tmp_path / "data", ROOT / "resources", ROOT / "migrations"), clock=lambda: NOW)
    with outside(uow) as connection:
        connection.execute("DROP TRIGGER tr_ledger_entries_update")
        connection.execute("DROP INDEX uq_case_claims_live")
    uow.engine.dispose()
    window = WholeWindow(tmp_path, theme, qtbot, Watch(NOW))
    if window.program.window.notices.isHidden():
        window.enter_as("local")
    notices = window.window.notices
    assert notices.property("kind") == "error"
    assert "数据核对发现问题——防改动保护：2 处，请管理员保留现场" in notices.accessibleName()
    link = next(one for one in notices.findChildren(QPushButton) if one.text() == "核对")
    window.click(link)
    window.settle()
    page = window.page
    assert isinstance(page, SystemPage)
    assert page.tabs.currentWidget() is page.check
    told = page.check.found.text()
    assert "防改动保护：2 处" in told
    assert "ledger_entries" in told
    assert "uq_case_claims_live" in told
    assert "本数据文件夹未加密" in told
    window.close()
