"""Score sheets in the window: begun, filled by hand, refused with a reason, exported; who may do what."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from score_samples import HEADS, typed
from working_office import AUDITOR, CLERK, Office

from app.services.registers import entries
from app.services.registers.score_entry import store_sheet
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.notices import Notice
from app.ui.pages.registers.page import RegistersPage
from app.ui.pages.registers.score_dialog import ScoreDialog
from app.ui.pages.registers.scores import ScoreSide
from app.ui.theme import Theme
from app.ui.widgets.asking.step import ReasonDialog
from app.ui.widgets.score_grid import NEEDED, REASON, SCORE, VALUE

FONTS = Path(__file__).parents[4] / "resources" / "fonts"
UNIT, FUND = "institution-quality", "fund-performance"


class Chosen(FileChoice):
    """Answers the system's dialog with a file in one folder."""

    def save_as(self, _parent: QWidget, _title: str, name: str, _kinds: str) -> Path | None:
        return self.folder / name


class Desk:
    """The page for one account, and what came of it."""

    def __init__(self, qtbot: QtBot, office: Office, folder: Path) -> None:
        self.qtbot, self.office, self.jobs, self.files = qtbot, office, Jobs(), Chosen()
        self.files.folder = folder
        self.notices: list[Notice] = []

    def sit(self, role: Role, code: str) -> ScoreSide:
        """Open a register of score sheets."""
        self.page = RegistersPage(self.office.acting(role), self.jobs, self.files, FONTS)
        self.page.noticed.connect(self.notices.append)
        self.page.show_item(code)
        self.page.resize(1180, 680)
        self.page.show()
        self.page.refresh()
        self.settle()
        side = self.page.tab.side
        assert isinstance(side, ScoreSide)
        return side

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy)

    def click(self, button: QPushButton) -> None:
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def dialog(self, kind: type[QDialog]) -> QDialog:
        found = self.page.findChildren(kind)
        return found[-1]

    def open(self, button: QPushButton) -> ScoreDialog:
        self.click(button)
        dialog = self.dialog(ScoreDialog)
        assert isinstance(dialog, ScoreDialog)
        return dialog

    def fill(self, dialog: ScoreDialog, code: str) -> None:
        """Answer what stands above the lines and give full marks."""
        for name, text in HEADS[code].items():
            dialog.fields[name].set_text(text)
        for row, line in enumerate(dialog.grid.lines):
            self.put(dialog, row, SCORE, line.weight)

    def put(self, dialog: ScoreDialog, row: int, column: int, text: str) -> None:
        item = dialog.grid.item(row, column)
        assert item is not None
        item.setText(text)


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot, uow: UnitOfWork, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, Office(uow), tmp_path)
    yield made
    made.page.close()
    made.jobs.close()


def test_a_clerk_fills_a_sheet_and_sees_it_beside_the_list(desk: Desk) -> None:
    side = desk.sit(CLERK, UNIT)
    dialog = desk.open(side.new)
    assert "还有 9 项未评" in dialog.sums.text()
    desk.fill(dialog, UNIT)
    assert dialog.sums.text() == "权重合计 100　得分合计 100"
    desk.click(dialog.save)
    assert desk.notices[-1].text == "已保存 2023 年度培训机构质量评估：叶集区新匠人培训中心。"
    first: Any = desk.page.tab.table.model.row(0)
    desk.page.tab.table.select(first["key"])
    assert side.card.head.text() == "叶集区新匠人培训中心　总分 100"
    assert "师资力量" in side.said.text()


def test_a_low_score_is_marked_and_stored_only_with_its_reason(desk: Desk) -> None:
    side = desk.sit(CLERK, UNIT)
    dialog = desk.open(side.new)
    desk.fill(dialog, UNIT)
    desk.put(dialog, 0, SCORE, "8")
    reason = dialog.grid.item(0, REASON)
    assert reason is not None
    assert reason.toolTip() == NEEDED
    desk.click(dialog.save)
    assert "须写明理由" in dialog.wrong.text()
    assert entries.lines(desk.office.uow, UNIT) == ()
    desk.put(dialog, 0, REASON, "消防通道堆物")
    assert reason.toolTip() == ""
    desk.click(dialog.save)
    assert entries.lines(desk.office.uow, UNIT)[0].extras["total"] == "98"


def test_what_is_blank_above_is_said_before_anything_is_stored(desk: Desk) -> None:
    dialog = desk.open(desk.sit(CLERK, UNIT).new)
    desk.click(dialog.save)
    assert "“机构名称”：此项必填。" in dialog.wrong.text()


def test_indicators_can_be_added_and_taken_out(desk: Desk) -> None:
    dialog = desk.open(desk.sit(CLERK, UNIT).new)
    desk.click(dialog.add)
    assert len(dialog.grid.lines) == 10
    dialog.grid.setCurrentCell(9, 0)
    desk.click(dialog.remove)
    assert len(dialog.grid.lines) == 9


def test_what_is_still_being_typed_is_stored_too(desk: Desk) -> None:
    dialog = desk.open(desk.sit(CLERK, UNIT).new)
    desk.fill(dialog, UNIT)
    dialog.grid.setFocus()
    dialog.grid.setCurrentCell(0, SCORE)
    QTest.keyClicks(dialog.grid, "9")
    editor = dialog.grid.findChildren(QLineEdit)[-1]
    QTest.keyClicks(editor, ".5")
    assert editor.text() == "9.5"
    dialog.store()
    desk.settle()
    assert entries.lines(desk.office.uow, UNIT)[0].extras["total"] == "99.5"


def test_the_fund_sheet_shows_computed_values_that_nobody_types_over(desk: Desk) -> None:
    dialog = desk.open(desk.sit(CLERK, FUND).new)
    computed, own = dialog.grid.item(2, VALUE), dialog.grid.item(0, VALUE)
    assert computed is not None
    assert own is not None
    assert (computed.text(), bool(computed.flags() & Qt.ItemFlag.ItemIsEditable)) == ("0", False)
    assert bool(own.flags() & Qt.ItemFlag.ItemIsEditable)
    dialog.fields["year"].set_text("2022")
    dialog.fields["year"].edited.emit()
    desk.settle()
    desk.fill(dialog, FUND)
    desk.click(dialog.save)
    assert entries.lines(desk.office.uow, FUND)[0].facts.lines[2].value == ""


def test_a_sheet_is_corrected_exported_and_withdrawn(desk: Desk, tmp_path: Path) -> None:
    clerk = desk.office.acting(CLERK)
    key = store_sheet(clerk, UNIT, *typed(clerk, UNIT))
    side = desk.sit(CLERK, UNIT)
    desk.page.tab.table.select(str(key))
    dialog = desk.open(side.fill)
    desk.put(dialog, 1, SCORE, "9.5")
    desk.click(dialog.save)
    assert entries.lines(clerk, UNIT)[0].extras["total"] == "99.5"
    desk.click(side.export)
    path = tmp_path / "2023年培训机构质量评估表-叶集区新匠人培训中心.xlsx"
    assert load_workbook(path).worksheets[0].max_row == 13
    desk.click(side.withdraw)
    reason = desk.dialog(ReasonDialog)
    assert isinstance(reason, ReasonDialog)
    reason.text.setPlainText("重复填写")
    desk.click(reason.go)
    assert entries.lines(clerk, UNIT) == ()


def test_an_auditor_reads_and_exports_and_changes_nothing(desk: Desk) -> None:
    clerk = desk.office.acting(CLERK)
    key = store_sheet(clerk, UNIT, *typed(clerk, UNIT))
    side = desk.sit(AUDITOR, UNIT)
    desk.page.tab.table.select(str(key))
    assert [button.isEnabled() for button in side.buttons] == [False, False, False, True]
