from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.errors import UserError
from app.ui.background import Jobs, Progress, Step
from app.ui.notices import Action, Kind, Notice
from app.ui.theme import Theme
from app.ui.widgets.frame.notice_bar import NoticeBar
from app.ui.widgets.frame.progress_strip import ProgressStrip, said
from app.ui.widgets.frame.status_cells import StatusCells
from app.ui.widgets.states import EmptyState


@pytest.fixture
def host(theme: Theme) -> Iterator[QWidget]:
    made = QWidget()
    made.show()
    yield made
    made.close()


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def bar(host: QWidget) -> NoticeBar:
    return NoticeBar(host)


def test_a_notice_offers_its_action_once(bar: NoticeBar) -> None:
    done: list[str] = []
    bar.show_notice(Notice(Kind.OK, "已受理 12 件", Action("撤销", lambda: done.append("undone"))))
    link = bar.findChild(QPushButton)
    assert link is not None
    assert (bar.isVisible(), link.text(), bar.accessibleName()) == (True, "撤销", "完成：已受理 12 件")
    click(link)
    assert (done, bar.isVisible()) == (["undone"], False)


def test_a_refusal_is_shown_in_its_own_words_and_closed_by_hand(bar: NoticeBar) -> None:
    bar.show_refusal(UserError("单位名称没有填，请经办员补上。"))
    assert bar.accessibleName() == "出错：单位名称没有填，请经办员补上。"
    link = bar.findChild(QPushButton)
    assert link is not None
    assert not link.isVisible()
    close = bar.findChild(QToolButton)
    assert close is not None
    click(close)
    assert not bar.isVisible()


@pytest.mark.parametrize(("kind", "stays"), [(Kind.OK, True), (Kind.WARN, True), (Kind.ERROR, False)])
def test_an_error_goes_with_its_page(bar: NoticeBar, kind: Kind, stays: bool) -> None:
    bar.show_notice(Notice(kind, "提示"))
    bar.leave_page()
    assert bar.isVisible() is stays


def test_markup_in_a_notice_is_shown_as_text(bar: NoticeBar) -> None:
    bar.show_notice(Notice(Kind.WARN, "<b>某公司</b>"))
    assert bar.accessibleName() == "注意：<b>某公司</b>"


@pytest.mark.parametrize(
    ("step", "line"),
    [
        (Step("导入"), "导入"),
        (Step("导入", "读取", 1200, 10000, 12.4), "导入　读取　1,200 / 10,000　约剩 12 秒"),
        (Step("导入", "", 1, 10, 0.2), "导入　1 / 10　约剩 1 秒"),
        (Step("导入", "", 1, 10, 200), "导入　1 / 10　约剩 3 分钟"),
        (Step("导入", "", 10, 10, 0), "导入　10 / 10"),
    ],
)
def test_progress_is_said_with_counts_and_time_left(step: Step, line: str) -> None:
    assert said(step) == line


def test_long_work_is_shown_and_can_be_cancelled(host: QWidget, jobs: Jobs, qtbot: QtBot) -> None:
    strip = ProgressStrip(jobs, host)
    stopped: list[object] = []
    cancelled = Event()

    def work(progress: Progress) -> None:
        progress.step(0, 100)
        while not progress.cancelled:
            cancelled.wait(0.005)
        progress.step(1, 100)

    jobs.run(work, lambda _: None, stopped.append, "导入")
    qtbot.waitUntil(strip.isVisible)
    with qtbot.waitSignal(jobs.idle):
        button = strip.findChild(QPushButton)
        assert button is not None
        click(button)
    assert not strip.isVisible()
    assert len(stopped) == 1


def test_short_work_does_not_flicker(host: QWidget, jobs: Jobs, qtbot: QtBot) -> None:
    strip = ProgressStrip(jobs, host)
    with qtbot.waitSignal(jobs.idle):
        jobs.run(lambda _: None, lambda _: None, title="保存")
    assert not strip.isVisible()


def test_an_empty_page_offers_the_first_step(theme: Theme, qtbot: QtBot) -> None:
    state = EmptyState("queue", "还没有案件", "登记的申报在这里审核。", "登记第一件申报")
    qtbot.addWidget(state)
    state.show()
    with qtbot.waitSignal(state.stepped):
        click(state.button)
    assert state.accessibleName() == "还没有案件"


def test_the_status_bar_tells_who_backup_and_what_is_needed(theme: Theme, jobs: Jobs, qtbot: QtBot) -> None:
    cells = StatusCells(ProgressStrip(jobs))
    qtbot.addWidget(cells)
    cells.show()
    banner = cells.banner
    assert not banner.isVisible()
    assert not cells.who.isVisible()
    cells.set_who("李晓梅", "经办员")
    with qtbot.waitSignal(cells.who_clicked):
        click(cells.who)
    cells.set_backup("备份 今天 08:31 ✓", late=False)
    cells.set_banner("发布日期未确认")
    with qtbot.waitSignal(cells.banner_clicked):
        click(banner)
    cells.set_banner("")
    assert not banner.isVisible()
