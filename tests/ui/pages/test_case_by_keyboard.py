"""One case from draft to paid through the window by keyboard alone, each stage by its own account."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from office_window import CTRL, OfficeWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from working_office import APPROVER, CLERK, FINANCE, REVIEWER, Office

from app.ui.theme import Theme


def test_a_case_goes_from_draft_to_paid_by_ctrl_enter_alone(
    qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path
) -> None:
    number = office.file()
    desk = OfficeWindow(qtbot, theme, office, tmp_path)
    road = [
        (CLERK, ["accepted"]),
        (REVIEWER, ["reviewed", "countersign"]),
        (CLERK, ["publicity", "publicity"]),
    ]
    for role, states in road:
        desk.open(role)
        for state in states:
            signs = office.case(number).state == "countersign"
            desk.press(Qt.Key.Key_Return, CTRL)
            if signs:
                QTest.keyClicks(desk.asked().focusWidget(), "liu")
                QTest.keyClick(desk.asked().focusWidget(), Qt.Key.Key_Return, CTRL)
                desk.settle()
                with desk.qtbot.waitActive(desk.window):
                    desk.window.activateWindow()
            assert office.case(number).state == state, desk.said
        desk.window.close()
    until = office.case(number).public_until
    assert until is not None
    later = datetime.combine(until + timedelta(days=1), datetime.min.time())
    office.uow = replace(office.uow, clock=lambda: later)
    desk.open(CLERK)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert office.case(number).state == "approval", desk.said
    desk.window.close()

    told: list[str] = []
    desk.open(APPROVER)
    desk.agree(told)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert told == ["批准 1 件"]
    assert office.case(number).state == "approved", desk.said
    desk.window.close()

    desk.open(FINANCE)
    desk.press(Qt.Key.Key_Return, CTRL)
    asked = desk.asked()
    assert not asked.go.isEnabled()
    field = asked.focusWidget()
    QTest.keyClicks(field, "PZ-2024-1")
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert office.case(number).state == "completed", desk.said
    assert number in desk.said
    assert "办结" in desk.said
