"""台账登记 by clicks and keys: lists, forms, imports, and who may do what."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from applications_by_hand import identity
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot
from register_desk import ROOT, Desk, Memory
from register_samples import CREDIT, FUND, PAPER, POST, TALENT
from working_office import AUDITOR, CLERK, Office

from app.services.cases.course import State
from app.services.registers import entries
from app.services.registers.catalogue import REGISTERS
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.pages.registers.page import RegistersPage
from app.ui.pages.registers.papers import PaperSide
from app.ui.pages.registers.side import TalentSide
from app.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot, uow: UnitOfWork, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, Office(uow), theme, tmp_path, Memory())
    yield made
    made.window.close()
    made.jobs.close()


def test_every_register_opens_empty_and_says_what_belongs_there(desk: Desk) -> None:
    desk.sit(CLERK, "talents")
    for register in REGISTERS:
        desk.page.show_item(register.code)
        desk.settle()
        assert desk.page.title == f"台账登记 · {register.title}"
        assert desk.page.tab.empty.accessibleDescription() == register.purpose


def test_an_entry_is_typed_stored_and_followed_by_the_next_by_keyboard(desk: Desk) -> None:
    tab = desk.sit(CLERK, "contest-plans")
    desk.page.list.setFocus()
    desk.press(Qt.Key.Key_N, CTRL)
    assert tab.form is not None
    for name, text in PAPER.items():
        tab.form.form.jump(name)
        tab.form.form.fields[name].set_text(text)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.told("已登记到年度竞赛计划")
    assert tab.form.form.answers == {}
    desk.press(Qt.Key.Key_Escape)  # the notice goes first
    desk.press(Qt.Key.Key_Escape)
    assert tab.form is None
    assert desk.rows(tab) == 1
    assert entries.lines(desk.office.uow, "contest-plans")[0].facts.subject == PAPER["subject"]


def test_what_is_wrong_is_shown_at_its_field_and_nothing_is_stored(desk: Desk) -> None:
    tab = desk.sit(CLERK, "education-funds")
    desk.click(tab.new)
    assert tab.form is not None
    tab.form.form.set_answers(FUND | {"credit_code": "91341504MA2ABC00X8"})
    desk.click(tab.form.save)
    assert tab.form.form.summary.isVisible()
    assert entries.lines(desk.office.uow, "education-funds") == ()
    tab.form.form.set_answers(FUND)
    desk.click(tab.form.save)
    assert tab.form is None
    desk.click(tab.new)
    tab.form.form.set_answers(FUND)
    desk.click(tab.form.save)
    assert desk.told("已有相同内容")


def test_a_form_left_unfinished_comes_back(desk: Desk) -> None:
    tab = desk.sit(CLERK, "meetings")
    desk.click(tab.new)
    assert tab.form is not None
    tab.form.form.fields["subject"].set_text("半份纪要")
    desk.press(Qt.Key.Key_Escape)
    desk.click(tab.new)
    assert tab.form.form.answers == {"subject": "半份纪要"}


def test_known_persons_are_completed_from_the_register(desk: Desk) -> None:
    desk.office.file(person_name="张小强", identity_number=identity(321))
    tab = desk.sit(CLERK, "seekers")
    desk.click(tab.new)
    assert tab.form is not None
    field = tab.form.form.fields["identity_number"]
    tab.form.form.jump("identity_number")
    QTest.keyClicks(field.editor.field, identity(321))
    desk.settle()
    assert tab.form.form.answers.get("person_name") == "张小强"


def test_an_entry_is_opened_by_enter_corrected_and_withdrawn_with_a_reason(desk: Desk, qtbot: QtBot) -> None:
    entries.add_entry(desk.office.acting(CLERK), "talents", TALENT)
    tab = desk.sit(CLERK, "talents")
    tab.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert tab.form is not None
    assert tab.form.form.answers["certificate"] == TALENT["certificate"]
    tab.form.form.fields["level"].set_text("高级技师")
    desk.press(Qt.Key.Key_S, CTRL)
    assert desk.told("已更正：技能等级")
    desk.click(tab.withdraw)
    dialog = tab.findChild(QDialog)
    assert isinstance(dialog, QDialog)
    desk.click(next(each for each in dialog.findChildren(QPushButton) if each.text() == "重复登记"))
    desk.agree(dialog)
    desk.settle()
    assert desk.told("已撤销登记")
    qtbot.waitUntil(lambda: desk.rows(tab) == 0)


def test_a_line_from_a_case_leads_to_the_case_and_cannot_be_corrected_here(desk: Desk) -> None:
    number = desk.office.at(State.ACCEPTED)
    tab = desk.sit(CLERK, "talents")
    assert not tab.change.isEnabled()
    assert not tab.withdraw.isEnabled()
    tab.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.went == [("case", number)]


def test_search_and_reserve_narrow_the_talents(desk: Desk) -> None:
    clerk = desk.office.acting(CLERK)
    entries.add_entry(clerk, "talents", TALENT)
    entries.add_entry(clerk, "talents", TALENT | {"person_name": "王芳", "level": "高级工", "certificate": "B"})
    tab = desk.sit(CLERK, "talents")
    assert isinstance(tab.side, TalentSide)
    assert desk.rows(tab) == 2
    desk.click(tab.side.facets.buttons["reserve"])
    assert desk.rows(tab) == 1
    assert tab.side.facets.buttons["all"].text() == "全部 2"
    desk.click(tab.side.facets.buttons["all"])
    desk.page.search("sxy")
    desk.settle()
    assert desk.rows(tab) == 1


def test_a_workbook_is_previewed_with_its_errors_and_its_good_rows_stored(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "身份证号", "技能等级", "证书编号", "发证日期", "职业工种"])
    row = [
        TALENT[name]
        for name in ("person_name", "identity_number", "level", "certificate", "certified_on", "occupation")
    ]
    sheet.append(row)
    sheet.append([*row[:2], "大师", *row[3:]])
    path = tmp_path / "花名册.xlsx"
    book.save(path)
    tab = desk.sit(CLERK, "talents")
    desk.files.opened = [path]
    desk.click(tab.bring)
    desk.qtbot.waitUntil(lambda: tab.preview is not None)
    assert tab.preview is not None
    assert tab.preview.facets.buttons["bad"].text() == "有错 1"
    desk.click(tab.preview.facets.buttons["bad"])
    assert "大师" in tab.preview.errors.body.toPlainText()
    desk.click(tab.preview.mark)
    assert load_workbook(tmp_path / "花名册（标注错误）.xlsx").worksheets[0]["C3"].comment is not None
    tab.preview.table.setFocus()
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.qtbot.waitUntil(lambda: desk.told("已登记 1 条；有错 1 行"))
    assert tab.preview is None
    assert desk.rows(tab) == 1


def test_template_and_register_are_written_where_the_clerk_says(desk: Desk, tmp_path: Path) -> None:
    entries.add_entry(desk.office.acting(CLERK), "posts", POST)
    tab = desk.sit(CLERK, "posts")
    desk.click(tab.template)
    desk.click(tab.export)
    assert (tmp_path / "岗位需求导入模板.xlsx").exists()
    assert load_workbook(tmp_path / "岗位需求.xlsx").worksheets[0]["B4"].value is not None
    assert desk.told("已写出岗位需求")


def test_an_auditor_reads_and_exports_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    clerk = desk.office.acting(CLERK)
    entries.add_entry(clerk, "talents", TALENT)
    entries.add_entry(clerk, "education-funds", FUND | {"credit_code": CREDIT})
    entries.add_entry(clerk, "meetings", PAPER)
    tab = desk.sit(AUDITOR, "talents")
    assert desk.rows(tab) == 1
    for code in ("talents", "education-funds", "meetings"):
        desk.page.show_item(code)
        desk.settle()
        tab = desk.page.tab
        assert not any(button.isEnabled() for button in (tab.new, tab.change, tab.withdraw, tab.bring))
        desk.page.new_item()
        tab.table.setFocus()
        desk.press(Qt.Key.Key_Return)
        assert tab.form is None
    assert isinstance(tab.side, PaperSide)
    assert not tab.side.attach.isEnabled()
    desk.click(tab.export)
    assert (tmp_path / "联席会议纪要.xlsx").exists()


def test_the_register_looked_at_last_is_in_front_again(desk: Desk) -> None:
    desk.sit(CLERK, "evaluators")
    desk.window.close()
    desk.jobs = Jobs()
    page = RegistersPage(desk.office.acting(CLERK), desk.jobs, desk.files, ROOT / "resources" / "fonts")
    page.restore_state(desk.settings)
    assert page.tab.register.code == "evaluators"
    page.deleteLater()
