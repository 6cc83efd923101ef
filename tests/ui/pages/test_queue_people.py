"""The queue names the person each case is about."""

from pathlib import Path

from office_window import OfficeWindow
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from working_office import CLERK, Office

from app.ui.pages.queue.page import QueuePage
from app.ui.theme import Theme


def test_cases_of_one_unit_are_told_apart_by_whom_they_are_about(
    qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path
) -> None:
    for person in ("曾光辉", "孟巧云"):
        office.file("skill-upgrade", claimant="培养单位", bearer="培养单位", person_name=person)
    page = OfficeWindow(qtbot, theme, office, tmp_path).open(CLERK)
    assert isinstance(page, QueuePage)
    model = page.table.grid.model()
    shown = [[str(model.index(row, column).data()) for column in range(model.columnCount())] for row in range(2)]
    assert "曾光辉" in shown[0]
    assert "孟巧云" in shown[1]
    told = [label.text() for label in page.panel.findChildren(QLabel)]
    assert any("曾光辉" in text for text in told)
