"""The approver of a contest's hosting fixes less than was reckoned, within its band and with a reason."""

from pathlib import Path

import pytest
from office_window import CTRL, OfficeWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from working_office import APPROVER, Office

from app.services.cases.course import State
from app.services.cases.dossiers import assessment_of, fetch
from app.ui.pages.queue.page import QueuePage
from app.ui.theme import Theme
from app.ui.widgets.asking.sums import LowerSumDialog

HOSTING = {"code": "contest-hosting", "contest": "叶集木工技能竞赛", "asked": 8000000}


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> OfficeWindow:
    return OfficeWindow(qtbot, theme, office, tmp_path)


def ask(desk: OfficeWindow) -> LowerSumDialog:
    page = desk.open(APPROVER)
    assert isinstance(page, QueuePage)
    desk.click(page.panel, "核减后批准")
    asked = desk.asked()
    assert isinstance(asked, LowerSumDialog)
    return asked


def test_less_is_approved_with_its_reason(desk: OfficeWindow, office: Office) -> None:
    number = office.at(State.APPROVAL, **HOSTING)
    asked = ask(desk)
    type_text(asked.sum, "60000")
    assert asked.told == "人民币陆万元整"
    assert not asked.go.isEnabled()
    type_text(asked.reason, "部分项目未举办")
    QTest.keyClick(asked.reason, Qt.Key.Key_Return, CTRL)
    desk.settle()
    case = office.case(number)
    assert (case.state, case.granted_fen) == ("approved", 6000000), desk.said
    with office.uow.read() as work:
        last = assessment_of(work, fetch(work.session, number)).components[-1]
    assert (last.amount_fen, last.formula) == (-2000000, "审批意见：部分项目未举办")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "不核减的，请取消后按“批准”。"),
        ("80000", "须不低于 50,000.00 元并低于 80,000.00 元。"),
        ("49999.99", "须不低于 50,000.00 元并低于 80,000.00 元。"),
        ("abc", "金额看不懂，如 35000 或 35000.50。"),
    ],
)
def test_what_cannot_be_approved_is_said_under_the_sum(
    desk: OfficeWindow, office: Office, typed: str, told: str
) -> None:
    office.at(State.APPROVAL, **HOSTING)
    asked = ask(desk)
    type_text(asked.reason, "部分项目未举办")
    type_text(asked.sum, typed)
    assert asked.told == told
    assert not asked.go.isEnabled()
    asked.reject()


def test_a_sum_that_is_fixed_offers_no_less(desk: OfficeWindow, office: Office) -> None:
    office.at(State.APPROVAL)
    page = desk.open(APPROVER)
    assert isinstance(page, QueuePage)
    words = [button.text() for button in page.panel.findChildren(QPushButton) if button.isVisible()]
    assert "批准" in words
    assert "核减后批准…" not in words
