"""What stands beside a register: reminders, issues, scans, cases, targets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from register_desk import Desk, Memory, agree_soon
from register_samples import FIGURE, FUND, PAPER, POST, SEEKER
from working_office import ADMINISTRATOR, CLERK, Office

from app.services.cases.course import State
from app.services.registers import entries, scans
from app.services.unit_of_work import UnitOfWork
from app.ui.pages.registers.letters import BulletinSide, FundSide
from app.ui.pages.registers.papers import PaperSide
from app.ui.pages.registers.targets import TargetSide
from app.ui.theme import Theme


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot, uow: UnitOfWork, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, Office(uow), theme, tmp_path, Memory())
    yield made
    made.window.close()
    made.jobs.close()


def test_a_unit_that_gave_too_little_gets_its_reminder(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    clerk = desk.office.acting(CLERK)
    entries.add_entry(clerk, "education-funds", FUND | {"year": "2022", "at_the_line": "150000"})
    entries.add_entry(clerk, "education-funds", FUND)
    tab = desk.sit(CLERK, "education-funds")
    side = tab.side
    assert isinstance(side, FundSide)
    qtbot.waitUntil(lambda: side.view.pages == 1)
    agree_soon(desk)
    desk.click(side.issue)
    qtbot.waitUntil(lambda: desk.told("已出具 叶人社提醒〔2024〕1号"))
    desk.settle()
    assert not side.issue.isEnabled()
    desk.click(side.save)
    assert (tmp_path / "叶人社提醒〔2024〕1号.pdf").read_bytes().startswith(b"%PDF")
    tab.table.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert side.view.pages == 0
    assert "不需要提醒" in side.view.said.text()


def test_an_issue_is_previewed_posted_and_saved(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    clerk = desk.office.acting(CLERK)
    entries.add_entry(clerk, "posts", POST)
    entries.add_entry(clerk, "seekers", SEEKER)
    tab = desk.sit(CLERK, "bulletins")
    side = tab.side
    assert isinstance(side, BulletinSide)
    assert not tab.new.isVisible()
    desk.click(side.look)
    assert side.view.pages >= 1
    agree_soon(desk)
    desk.click(side.issue)
    qtbot.waitUntil(lambda: desk.told("已发布 2024年第1期：招聘岗位1个5人，求职人员1名"))
    qtbot.waitUntil(lambda: desk.rows(tab) == 1)
    desk.settle()
    desk.click(side.pdf)
    desk.click(side.excel)
    for name in ("技能人才供求信息（2024年第1期）.pdf", "技能人才供求信息（2024年第1期）.xlsx"):
        assert (tmp_path / name).stat().st_size > 1000


def test_scans_and_cases_hang_on_a_paper(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    number = desk.office.at(State.ACCEPTED)
    key = entries.add_entry(desk.office.acting(CLERK), "meetings", PAPER)
    tab = desk.sit(CLERK, "meetings")
    side = tab.side
    assert isinstance(side, PaperSide)
    scan = tmp_path / "纪要.pdf"
    scan.write_bytes(b"%PDF-1.4")
    desk.files.opened = [scan]
    desk.click(side.attach)
    qtbot.waitUntil(lambda: side.scans.count() == 1)
    assert [file.name for file in scans.scans_of(desk.office.uow, key)] == ["纪要.pdf"]
    side.scans.setCurrentRow(0)
    scan.unlink()
    desk.click(side.save)
    assert scan.read_bytes() == b"%PDF-1.4"
    side.number.setFocus()
    QTest.keyClicks(side.number, number.lower())
    desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: side.cases.count() == 1)
    side.cases.setCurrentRow(0)
    desk.click(side.drop)
    qtbot.waitUntil(lambda: side.cases.count() == 0)
    side.number.setText("YJJG-2000-000001")
    desk.click(side.refer)
    assert desk.window.notices.isVisible()


def test_targets_show_their_progress_and_an_administrator_adds_one(desk: Desk, qtbot: QtBot) -> None:
    entries.add_entry(desk.office.acting(CLERK), "target-figures", FIGURE)
    tab = desk.sit(ADMINISTRATOR, "target-figures")
    side = tab.side
    assert isinstance(side, TargetSide)
    qtbot.waitUntil(lambda: len(side.bars) == 5)
    assert side.bars["2021/职业学校在校生"].value() == 860
    desk.click(side.add)
    dialog = side.findChild(QDialog)
    assert isinstance(dialog, QDialog)
    fields = dialog.fields  # type: ignore[attr-defined]
    for name, text in (("goal", "高级工以上"), ("by_year", "2026"), ("persons", "900"), ("source", "叶政〔2024〕3号")):
        fields[name].set_text(text)
        fields[name].edited.emit()
    desk.agree(dialog)
    qtbot.waitUntil(lambda: "2026/高级工以上" in side.bars)
    assert desk.told("已设定目标：2026年高级工以上 900 人")
