import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.messages import CrashDialog, Crashes, confirm
from app.ui.theme import Theme


def answer(act: Callable[[QDialog], None]) -> None:
    """Act on the dialog that is about to open."""

    def later() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(0, later)


def press(text: str) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        button = next(one for one in dialog.findChildren(QPushButton) if one.text() == text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    return act


def test_the_verb_on_the_button_agrees(theme: Theme, qtbot: QtBot) -> None:
    answer(press("批准 38 件"))
    assert confirm(None, "批准所选案件？", "38 件，合计 95,000.00 元", "批准 38 件")


def test_cancel_does_not(theme: Theme, qtbot: QtBot) -> None:
    answer(press("取消"))
    assert not confirm(None, "批准所选案件？", "", "批准 38 件")


@pytest.mark.parametrize(("dangerous", "agreed"), [(False, True), (True, False)])
def test_enter_agrees_only_to_what_is_not_dangerous(theme: Theme, qtbot: QtBot, dangerous: bool, agreed: bool) -> None:
    answer(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
    assert confirm(None, "追回补贴？", "2,000.00 元", "决定追回", dangerous=dangerous) is agreed


def test_a_question_shows_what_will_happen_and_never_yes_or_no(theme: Theme, qtbot: QtBot) -> None:
    seen: list[list[str]] = []

    def look(dialog: QDialog) -> None:
        seen.append([label.text() for label in dialog.findChildren(QLabel)])
        seen.append([button.text() for button in dialog.findChildren(QPushButton)])
        dialog.reject()

    answer(look)
    confirm(None, "批准所选案件？", "38 件，合计 95,000.00 元", "批准 38 件")
    assert seen == [["批准所选案件？", "38 件，合计 95,000.00 元"], ["取消", "批准 38 件"]]


@pytest.fixture
def crashes(theme: Theme, tmp_path: Path) -> Iterator[Crashes]:
    def write(text: str) -> Path:
        path = tmp_path / "crash.txt"
        path.write_text(text, encoding="utf-8")
        return path

    hooks = sys.excepthook, threading.excepthook
    made = Crashes(write)
    made.install()
    yield made
    sys.excepthook, threading.excepthook = hooks


def dialogs() -> list[CrashDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CrashDialog) and one.isVisible()]


def test_a_crash_is_written_and_shown_with_its_place(crashes: Crashes, tmp_path: Path, qtbot: QtBot) -> None:
    sys.excepthook(ValueError, ValueError("broken"), None)
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialog = dialogs()[0]
    assert "ValueError: broken" in (tmp_path / "crash.txt").read_text(encoding="utf-8")
    assert any(str(tmp_path / "crash.txt") in label.text() for label in dialog.findChildren(QLabel))
    press("复制报告")(dialog)
    assert "ValueError: broken" in QGuiApplication.clipboard().text()
    press("关闭")(dialog)


def test_a_crash_in_a_thread_is_shown_too(crashes: Crashes, qtbot: QtBot) -> None:
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialogs()[0].close()


def test_an_interrupt_from_the_keyboard_is_no_crash(crashes: Crashes, capsys: pytest.CaptureFixture[str]) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "KeyboardInterrupt" in capsys.readouterr().err
    assert dialogs() == []
