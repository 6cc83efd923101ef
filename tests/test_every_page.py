"""What holds for every page of the whole window: it can be walked by keys, and no text on it is cut."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from filled_once import filled_once
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from whole_window import Watch, WholeWindow
from working_office import CLERK, NAMES, Office

from app.services.cases.course import State
from app.services.storage.database import FILE_NAME
from app.services.unit_of_work import UnitOfWork
from app.ui.theme import Theme
from app.ui.widgets.held_text import HeldText

TITLES = (
    "工作台", "申报登记", "批量导入", "审核队列", "疑点", "会签", "公示", "拨付台账", "预算", "追回", "双随机", "文书", "核验", "台账登记", "报表", "政策标准",
    "政策一览", "政策测算", "系统",
)  # fmt: skip
LONG = "安徽省六安市叶集区红星高端绿色智能家居产业园大别山木业股份有限责任公司第一分公司"
STOPS = 60
KINDS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit)


def fill(office: Office) -> None:
    """A case in every state, one more of a unit with a very long name."""
    for state in State:
        office.at(state)
    office.file(code="skill-upgrade", unit_name=LONG)


@pytest.fixture
def office(tmp_path: Path, theme: Theme, qtbot: QtBot, uow: UnitOfWork) -> Iterator[WholeWindow]:
    """A window on a filled office."""
    filled_once(uow, fill)
    folder = tmp_path / "whole" / "data"
    folder.mkdir(parents=True)
    shutil.copyfile(tmp_path / FILE_NAME, folder / FILE_NAME)
    made = WholeWindow(folder.parent, theme, qtbot, Watch(datetime(2024, 11, 5, 9, 30)))
    made.enter_as(NAMES[CLERK])
    yield made
    made.close()


def test_every_page_is_in_the_navigation(office: WholeWindow) -> None:
    assert tuple(office.window.navigation.titles) == TITLES


@pytest.mark.parametrize("title", TITLES)
def test_no_text_is_cut(office: WholeWindow, title: str) -> None:
    page = office.go(title)
    cut = [told for widget in office.window.findChildren(QWidget) if (told := missing(widget))]
    assert cut == [], page.title


@pytest.mark.parametrize("title", TITLES)
def test_every_field_and_button_is_reached_by_tab(office: WholeWindow, title: str) -> None:
    page = office.go(title)
    reached: set[QWidget] = set()
    for _ in range(STOPS):
        focused = QApplication.focusWidget()
        assert focused is not None, f"{title}: nothing has the focus after {[described(one) for one in reached]}"
        reached.add(focused)
        office.key(focused, Qt.Key.Key_Tab)
    fields = [one for kind in KINDS for one in page.findChildren(kind)]
    wanted = {one for one in fields if one.isVisible() and one.isEnabled() and takes_tab(one)}
    assert [described(one) for one in wanted - reached] == []
    assert office.window.navigation in reached


def takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(policy) and widget.focusProxy() is None


def missing(widget: QWidget) -> str:
    """What of a label or button does not fit, in words; empty when all of it is in sight."""
    if not widget.isVisible() or not isinstance(widget, QLabel | QPushButton | QCheckBox | QToolButton):
        return ""
    if isinstance(widget, QLabel) and (not widget.text() or isinstance(widget, HeldText)):
        return ""
    needed = widget.sizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        short = widget.heightForWidth(widget.width()) - widget.height()
        return f"{described(widget)} lacks {short} px of height" if short > 0 else ""
    lines = widget.text().count("\n") + 1
    high = widget.fontMetrics().height() * lines if widget.text() else 0
    short = max(needed.width() - widget.width(), high - widget.height())
    return f"{described(widget)} lacks {short} px" if short > 0 else ""


def described(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {text or widget.accessibleName()!r}"
