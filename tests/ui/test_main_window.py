from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTextBrowser, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui_typing import type_text

from app.services.errors import UserError
from app.ui.background import Jobs, Progress
from app.ui.main_window import MainWindow
from app.ui.notices import Kind, Notice
from app.ui.page import Page, PageSpec
from app.ui.settings import IniSettings, Settings
from app.ui.theme import Theme
from app.ui.widgets.frame.navigation import ICON
from app.ui.widgets.sheet import Sheet

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Diary(Page):
    """A page that writes down what is asked of it."""

    search_hint = "姓名"
    help_text = "<p>这里审核案件。</p>"

    def __init__(self, log: list[str], name: str) -> None:
        super().__init__()
        self._log = log
        self._name = name
        self.panel_open = False
        self.edit = QLineEdit()
        QVBoxLayout(self).addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self._note("made")

    def _note(self, what: str) -> None:
        self._log.append(f"{self._name} {what}")

    def header_widgets(self) -> list[QWidget]:
        return [QPushButton(f"新建{self._name}")]

    def refresh(self) -> None:
        self._note("refresh")

    def show_item(self, item: object) -> None:
        self._note(f"item {item}")

    def search(self, text: str) -> None:
        self._note(f"search {text}")

    def new_item(self) -> None:
        self._note("new")

    def print_page(self) -> None:
        self._note("print")

    def back(self) -> bool:
        was, self.panel_open = self.panel_open, False
        return was

    def save_state(self, settings: Settings) -> None:
        settings.set(f"page/{self._name}", self.edit.text())

    def restore_state(self, settings: Settings) -> None:
        self.edit.setText(settings.get(f"page/{self._name}") or "")


@pytest.fixture
def log() -> list[str]:
    return []


def open_window(log: list[str], theme: Theme, ini: Path, qtbot: QtBot) -> MainWindow:
    specs = [
        PageSpec("queue", "审核队列", "queue", lambda: Diary(log, "queue")),
        PageSpec("desk", "工作台", "desk", lambda: Diary(log, "desk")),
        PageSpec("plain", "报表", "reports", Page),
        PageSpec("case", "案件", "case", lambda: Diary(log, "case"), listed=False),
    ]
    window = MainWindow(specs, IniSettings(ini), Jobs(), theme)
    with qtbot.waitSignal(window.ready):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def window(log: list[str], theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    made = open_window(log, theme, tmp_path / "window.ini", qtbot)
    yield made
    made.close()
    made.deleteLater()


def front(window: MainWindow) -> Diary:
    page = window.deck.page
    assert isinstance(page, Diary)
    return page


def test_the_frame_comes_first_and_only_the_first_page_is_made(window: MainWindow, log: list[str]) -> None:
    assert log == ["queue made", "queue refresh"]
    assert window.windowTitle() == "审核队列 - 叶集技工补贴"


def test_pages_are_made_once_and_read_anew_each_time(window: MainWindow, log: list[str]) -> None:
    log.clear()
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert log == ["desk made", "desk refresh", "queue refresh", "desk refresh"]


@pytest.mark.parametrize(
    ("key", "modifier", "asked"),
    [
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, "queue refresh"),
        (Qt.Key.Key_N, CTRL, "queue new"),
        (Qt.Key.Key_P, CTRL, "queue print"),
    ],
)
def test_keys_reach_the_page(
    window: MainWindow, log: list[str], key: Qt.Key, modifier: Qt.KeyboardModifier, asked: str
) -> None:
    log.clear()
    QTest.keyClick(window, key, modifier)
    assert log == [asked]


def test_arrow_and_click_in_the_navigation_go_to_a_page(window: MainWindow) -> None:
    window.navigation.setFocus()
    QTest.keyClick(window.navigation, Qt.Key.Key_Down)
    by_key = window.deck.place
    first = window.navigation.visualRect(window.navigation.model().index(0, 0)).center()
    QTest.mouseClick(window.navigation.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert by_key is not None
    assert by_key.key == "desk"
    assert window.deck.place is not None
    assert window.deck.place.key == "queue"


def test_a_case_opens_whole_and_the_way_back_leads_to_its_list(window: MainWindow, log: list[str]) -> None:
    log.clear()
    front(window).go.emit("case", "YJJG-1")
    assert window.windowTitle().startswith("案件")
    assert window.navigation.currentIndex().data() == "审核队列"
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert log == ["case made", "case refresh", "case item YJJG-1", "queue refresh"]


def test_a_click_on_the_marked_list_leaves_the_case(window: MainWindow) -> None:
    window.go("case", "YJJG-1")
    at = window.navigation.visualRect(window.navigation.currentIndex()).center()
    QTest.mouseClick(window.navigation.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.windowTitle().startswith("审核队列")
    assert not window.deck.can_go_back


def test_escape_closes_what_is_open_one_thing_at_a_time(window: MainWindow) -> None:
    window.go("case", "YJJG-1")
    front(window).panel_open = True
    window.notice(Notice(Kind.OK, "已受理 12 件"))
    seen = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Escape)
        seen.append((window.notices.isVisible(), front(window).panel_open, window.deck.can_go_back))
    assert seen == [(False, True, True), (False, False, True), (False, False, False)]


def test_search_is_focused_by_key_takes_chinese_and_is_remembered_per_page(
    window: MainWindow, log: list[str], qtbot: QtBot
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    search = window.header.search
    assert search.hasFocus()
    with qtbot.waitSignal(window.header.searched):
        type_text(search, "张三")
    assert log[-1] == "queue search 张三"
    window.go("desk")
    assert search.text() == ""
    window.go("queue")
    assert search.text() == "张三"


def test_escape_in_the_search_box_empties_it_and_returns_to_the_page(
    window: MainWindow, log: list[str], qtbot: QtBot
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    QTest.keyClicks(window.header.search, "wang")
    QTest.keyClick(window.header.search, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.header.searched):
        QTest.keyClick(window.header.search, Qt.Key.Key_Escape)
    assert log[-2:] == ["queue search wang", "queue search "]
    assert front(window).edit.hasFocus()


def test_a_page_without_search_has_no_box(window: MainWindow) -> None:
    window.go("plain")
    assert not window.header.search.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    assert not window.header.search.hasFocus()


def test_the_buttons_in_the_header_change_with_the_page(window: MainWindow) -> None:
    window.go("desk")
    window.go("queue")
    shown = [button.text() for button in window.header.findChildren(QPushButton) if button.isVisible()]
    assert shown == ["新建queue"]


def test_what_a_page_says_appears_around_it(window: MainWindow) -> None:
    page = front(window)
    page.noticed.emit(Notice(Kind.WARN, "3 件未通过"))
    page.counted.emit(38)
    page.titled.emit("审核队列（全部）")
    window.refuse(UserError("请先登录。"))
    assert window.notices.accessibleName() == "出错：请先登录。"
    index = window.navigation.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "审核队列，38 件待办"
    window.go("desk")
    assert not window.notices.isVisible()


def test_a_refused_job_is_told_in_the_bar(theme: Theme, log: list[str], tmp_path: Path, qtbot: QtBot) -> None:
    jobs = Jobs()
    window = MainWindow(
        [PageSpec("queue", "审核队列", "queue", lambda: Diary(log, "queue"))],
        IniSettings(tmp_path / "other.ini"),
        jobs,
        theme,
    )

    def work(_: Progress) -> None:
        raise UserError("文件打不开，请单位重新发送。")

    with qtbot.waitSignal(jobs.refused):
        jobs.run(work, lambda _: None)
    assert window.notices.accessibleName() == "出错：文件打不开，请单位重新发送。"
    window.close()


@pytest.mark.parametrize(
    ("key", "modifier", "says"),
    [
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "这里审核案件。"),
        (Qt.Key.Key_Slash, CTRL, "Ctrl+F"),
    ],
)
def test_help_and_the_sheet_of_keys_open_beside_the_window(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, says: str
) -> None:
    QTest.keyClick(window, key, modifier)
    sheet = window.findChild(Sheet)
    assert sheet is not None
    text = sheet.findChild(QTextBrowser)
    assert text is not None
    assert says in text.toPlainText()
    qtbot.waitUntil(sheet.isActiveWindow)
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert window.isVisible()


def test_what_a_page_remembers_comes_back_at_the_next_start(
    theme: Theme, log: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    first = open_window(log, theme, tmp_path / "window.ini", qtbot)
    type_text(front(first).edit, "筛选：洪集镇")
    first.close()
    again = open_window(log, theme, tmp_path / "window.ini", qtbot)
    assert front(again).edit.text() == "筛选：洪集镇"
    again.close()


def test_a_new_scheme_draws_the_icons_anew(window: MainWindow, theme: Theme) -> None:
    before = window.navigation.model().index(0, 0).data(ICON).cacheKey()
    theme.dress(dark=True)
    after = window.navigation.model().index(0, 0).data(ICON).cacheKey()
    theme.dress(dark=False)
    assert before != after


def test_nothing_is_cut_at_the_smallest_size(window: MainWindow, qtbot: QtBot) -> None:
    window.status.set_who("欧阳建国", "科室负责人")
    window.status.set_backup("备份 昨天 18:02 ✓", late=False)
    window.status.set_banner("发布日期未确认")
    window.resize(1093, 614)
    qtbot.waitUntil(lambda: window.width() == 1093)
    cut = [
        child
        for child in window.findChildren(QWidget)
        if isinstance(child, QPushButton | QLineEdit)
        and child.isVisible()
        and child.minimumSizeHint().width() > child.width()
    ]
    assert cut == []
