from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from typed_answers import APPRENTICE, PERSON, REWARD, UNIT, UPGRADE
from ui_typing import type_text

from app.services.cases.applications import case_form, change_facts, save_draft
from app.services.cases.casework import move
from app.services.cases.course import Step
from app.services.cases.orders import Order
from app.services.cases.unfinished_forms import keep_form, kept_form
from app.services.excel.applications.templates import write_template
from app.services.policy.catalogue import BY_CODE, CATALOGUE
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.main_window import MainWindow
from app.ui.notices import Kind, Notice
from app.ui.page import Page, PageSpec
from app.ui.pages.application.page import ApplicationPage
from app.ui.pages.application.sheet import ApplicationSheet
from app.ui.theme import Theme
from app.ui.widgets.form.line_editor import LineEditor

TODAY = "2024-11-05"


class Memory:
    """Settings that last as long as the test."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self.kept.get(key)

    def set(self, key: str, value: str) -> None:
        self.kept[key] = value


class Desk:
    """The page in a real window, and what came of it."""

    def __init__(self, qtbot: QtBot, uow: UnitOfWork, jobs: Jobs, theme: Theme, folder: Path) -> None:
        self.qtbot, self.uow, self.jobs = qtbot, uow, jobs
        self.template = folder / "模板.xlsx"
        self.page = ApplicationPage(uow, jobs, self._write, lambda _parent, _name: self.template)
        self.notices: list[Notice] = []
        self.went: list[tuple[str, object]] = []
        self.page.noticed.connect(self.notices.append)
        self.page.go.connect(lambda key, item: self.went.append((key, item)))
        specs = [
            PageSpec("application", "申报登记", "application", lambda: self.page),
            PageSpec("case", "案件", "case", Page, listed=False),
        ]
        self.window = MainWindow(specs, Memory(), jobs, theme)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        qtbot.waitUntil(lambda: self.page.chooser.list.model().rowCount() == len(CATALOGUE))

    def _write(self, code: str, path: Path) -> None:
        with self.uow.read() as work:
            write_template(BY_CODE[code], work.parameters.at(work.today).lists(), path)

    @property
    def sheet(self) -> ApplicationSheet:
        assert self.page.sheet is not None
        return self.page.sheet

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy)

    def open(self, item: str) -> ApplicationSheet:
        self.settle()
        before = self.page.sheet
        self.window.go("application", item)
        self.qtbot.waitUntil(lambda: self.page.sheet is not None and self.page.sheet is not before)
        self.settle()
        return self.sheet

    def fill(self, answers: Mapping[str, str]) -> None:
        self.sheet.form.set_answers(answers)
        self.sheet.form.edited.emit()

    def says(self, text: str) -> Callable[[], bool]:
        return lambda: text in self.sheet.explanation.text

    def told(self, text: str) -> Callable[[], bool]:
        return lambda: any(text in notice.text for notice in self.notices)


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot, uow: UnitOfWork, jobs: Jobs, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, uow, jobs, theme, tmp_path)
    yield made
    made.window.close()


def press(sheet: ApplicationSheet, key: Qt.Key) -> None:
    QTest.keyClick(sheet, key, Qt.KeyboardModifier.ControlModifier)


def field(sheet: ApplicationSheet, name: str) -> LineEditor:
    editor = sheet.form.fields[name].editor
    assert isinstance(editor, LineEditor)
    return editor


def test_a_type_is_found_and_opened_by_keyboard_alone(desk: Desk, qtbot: QtBot) -> None:
    desk.page.chooser.setFocus()
    type_text(desk.page.chooser.search, "学徒")
    assert desk.page.chooser.list.model().rowCount() == 1
    QTest.keyClick(desk.page.chooser.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.page.sheet is not None)
    assert desk.sheet.subject.code == "apprenticeship"
    assert desk.page.title == "申报登记 · 企业新型学徒制补助"


def test_arrows_choose_a_type_and_what_it_pays_stands_in_its_line(desk: Desk, qtbot: QtBot) -> None:
    model = desk.page.chooser.list.model()
    lines = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert any("技师 2,000 元" in line and "第三部分第二段" in line for line in lines)
    desk.page.chooser.setFocus()
    QTest.keyClick(desk.page.chooser.search, Qt.Key.Key_Down)
    QTest.keyClick(desk.page.chooser.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.page.sheet is not None)
    assert desk.sheet.subject.code == CATALOGUE[1].code


def test_nothing_that_fits_is_said(desk: Desk) -> None:
    type_text(desk.page.chooser.search, "没有的")
    assert desk.page.chooser.list.model().rowCount() == 0
    QTest.keyClick(desk.page.chooser.search, Qt.Key.Key_Return)
    assert desk.page.sheet is None


def test_an_empty_form_begins_today_in_the_first_field_that_is_blank(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("certificate-reward")
    assert sheet.form.answers == {"applied_on": TODAY}
    assert field(sheet, "person_name").line.hasFocus()
    qtbot.waitUntil(desk.says("还有 11 项须填写"))


def test_the_outcome_is_explained_while_one_types(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("certificate-reward")
    desk.fill(REWARD | {"certificate": ""})
    qtbot.waitUntil(desk.says("证书编号"))
    sheet.form.jump("certificate")
    QTest.keyClicks(field(sheet, "certificate").line, "S1")
    qtbot.waitUntil(desk.says("2,000.00 元"))
    desk.fill(REWARD | {"insured": "否"})
    qtbot.waitUntil(desk.says("不符合条件"))


def test_ctrl_s_stores_a_draft_and_the_sheet_goes_on_as_its_correction(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("certificate-reward")
    desk.fill(REWARD)
    press(sheet, Qt.Key.Key_S)
    qtbot.waitUntil(desk.told("已登记 YJJG-2024-000001，张伟，职业资格证书奖励，预计 2,000.00 元"))
    assert sheet.subject.number == "YJJG-2024-000001"
    assert sheet.save.text() == "保存更正"
    desk.fill(REWARD | {"phone": "13905640001"})
    press(sheet, Qt.Key.Key_S)
    qtbot.waitUntil(desk.told("YJJG-2024-000001 已更正联系电话"))
    assert case_form(desk.uow, "YJJG-2024-000001").answers["phone"] == "13905640001"


def test_ctrl_enter_files_and_opens_the_next_empty_form_of_the_type(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("certificate-reward")
    desk.fill(REWARD)
    press(sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(desk.told("已登记 YJJG-2024-000001"))
    assert sheet.form.answers == {"applied_on": REWARD["applied_on"]}
    assert sheet.subject.number is None
    assert field(sheet, "person_name").line.hasFocus()
    action = desk.notices[-1].action
    assert action is not None
    action.run()
    assert desk.went == [("case", "YJJG-2024-000001")]


def test_a_form_with_blanks_is_not_stored_and_shows_what_is_wrong(desk: Desk) -> None:
    sheet = desk.open("certificate-reward")
    press(sheet, Qt.Key.Key_S)
    assert sheet.form.summary.isVisible()
    assert not desk.jobs.busy
    assert not desk.notices


def test_what_the_office_refuses_is_said_above_the_page(desk: Desk, qtbot: QtBot) -> None:
    number = save_draft(desk.uow, "certificate-reward", REWARD).number
    sheet = desk.open(number)
    change_facts(desk.uow, number, REWARD | {"bank": "工商银行"}, 1)
    desk.fill(REWARD | {"phone": "13905640001"})
    press(sheet, Qt.Key.Key_S)
    qtbot.waitUntil(desk.told("更正（开户银行）"))
    again = desk.notices[-1].action
    assert again is not None
    again.run()
    qtbot.waitUntil(lambda: desk.page.sheet is not None and desk.sheet.form.answers.get("bank") == "工商银行")
    assert desk.sheet.subject.version == 2


def test_a_known_person_and_unit_are_completed_as_the_number_is_typed(desk: Desk, qtbot: QtBot) -> None:
    save_draft(desk.uow, "certificate-reward", REWARD)
    sheet = desk.open("apprenticeship")
    sheet.form.jump("identity_number")
    QTest.keyClicks(field(sheet, "identity_number").line, PERSON["identity_number"])
    qtbot.waitUntil(lambda: sheet.form.answers.get("person_name") == "张伟")
    sheet.form.jump("credit_code")
    QTest.keyClicks(field(sheet, "credit_code").line, UNIT["credit_code"])
    qtbot.waitUntil(lambda: sheet.form.answers.get("unit_name") == UNIT["unit_name"])
    assert sheet.form.answers["township"] == UNIT["township"]


def test_a_half_filled_form_is_kept_by_itself_and_taken_up_again(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("apprenticeship")
    sheet.form.jump("person_name")
    type_text(field(sheet, "person_name").line, "张𬭊")
    sheet.rested.emit()
    qtbot.waitUntil(lambda: "已自动保留" in sheet.kept.text())
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.page.sheet is None)
    again = desk.open("apprenticeship")
    assert again.form.answers["person_name"] == "张𬭊"
    assert desk.told("没填完的内容")()


def test_closing_the_window_asks_nothing_and_keeps_the_form(desk: Desk) -> None:
    desk.open("apprenticeship")
    desk.fill({"applied_on": TODAY, "fee": "12"})
    desk.window.close()
    kept = kept_form(desk.uow, "apprenticeship")
    assert kept is not None
    assert kept.answers["fee"] == "12"


def test_an_untouched_form_is_not_kept(desk: Desk) -> None:
    desk.open("apprenticeship")
    desk.window.close()
    assert kept_form(desk.uow, "apprenticeship") is None


def test_clearing_can_be_taken_back(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("apprenticeship")
    desk.fill(APPRENTICE)
    QTest.mouseClick(sheet.clear, Qt.MouseButton.LeftButton)
    assert sheet.form.answers == {"applied_on": TODAY}
    undo = desk.notices[-1].action
    assert undo is not None
    undo.run()
    assert sheet.form.answers == APPRENTICE


def test_a_case_in_supplement_is_corrected_and_one_goes_back_to_it(desk: Desk, qtbot: QtBot) -> None:
    number = save_draft(desk.uow, "certificate-reward", REWARD).number
    move(desk.uow, number, Order(Step.ASK, reason="核对等级"))
    sheet = desk.open(number)
    assert desk.page.title == f"更正 {number} · 职业资格证书奖励"
    desk.fill(sheet.form.answers | {"level": "高级技师"})
    press(sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.went == [("case", number)])
    assert case_form(desk.uow, number).answers["level"] == "高级技师"


def test_an_accepted_case_is_shown_but_not_changed(desk: Desk) -> None:
    number = save_draft(desk.uow, "certificate-reward", REWARD).number
    move(desk.uow, number, Order(Step.ACCEPT))
    sheet = desk.open(number)
    assert desk.notices[-1].kind is Kind.WARN
    assert not sheet.save.isEnabled()
    assert not sheet.form.fields["phone"].editor.isEnabled()


def test_corrections_left_unfinished_are_kept_with_the_version_they_were_begun_on(desk: Desk) -> None:
    number = save_draft(desk.uow, "certificate-reward", REWARD).number
    keep_form(desk.uow, number, REWARD | {"phone": "13905640001"}, 1)
    change_facts(desk.uow.acting_as("local"), number, REWARD | {"bank": "工商银行"}, 1)
    keep_form(desk.uow, number, REWARD | {"phone": "13905640001"}, 1)
    sheet = desk.open(number)
    assert sheet.subject.version == 1
    assert sheet.form.answers["phone"] == "13905640001"


def test_a_case_that_is_not_there_is_said(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.jobs.refused) as refused:
        desk.window.go("application", "YJJG-2024-000009")
    assert "没有案件" in refused.args[0].text


def test_a_case_in_the_explanation_is_opened(desk: Desk, qtbot: QtBot) -> None:
    number = save_draft(desk.uow, "certificate-reward", REWARD).number
    move(desk.uow, number, Order(Step.ACCEPT))
    sheet = desk.open("skill-upgrade")
    desk.fill(UPGRADE)
    qtbot.waitUntil(desk.says(number))
    sheet.explanation.case_chosen.emit(number)
    assert desk.went == [("case", number)]


def test_the_template_of_the_type_is_written_where_one_says(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("certificate-reward")
    QTest.mouseClick(sheet.template, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(desk.told("导入模板已保存到"))
    assert load_workbook(desk.template).worksheets[0].title == "职业资格证书奖励"


def test_ctrl_n_beside_a_stored_case_opens_an_empty_form_of_its_type(desk: Desk, qtbot: QtBot) -> None:
    number = save_draft(desk.uow, "certificate-reward", REWARD).number
    desk.open(number)
    QTest.keyClick(desk.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.page.sheet is not None and desk.sheet.subject.number is None)
    assert desk.sheet.subject.code == "certificate-reward"


def test_coming_back_assesses_anew(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("certificate-reward")
    desk.fill(REWARD)
    qtbot.waitUntil(desk.says("2,000.00 元"))
    number = save_draft(desk.uow, "certificate-reward", REWARD).number
    move(desk.uow, number, Order(Step.ACCEPT))
    QTest.keyClick(desk.window, Qt.Key.Key_F5)
    qtbot.waitUntil(desk.says(f"已由 {number} 申领"))
    assert sheet.explanation.accessibleName() == "不符合条件"


def test_leaving_while_a_draft_is_stored_keeps_no_second_copy_of_it(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("certificate-reward")
    desk.fill(REWARD)
    sheet.save.click()
    desk.window.go("case", "YJJG-2024-000001")
    desk.window.go("application")
    desk.page.back()  # whether the draft is stored by now or not
    qtbot.waitUntil(desk.told("已登记 YJJG-2024-000001"))
    desk.settle()
    assert kept_form(desk.uow, "certificate-reward") is None


def test_a_refused_form_is_kept(desk: Desk, qtbot: QtBot) -> None:
    number = save_draft(desk.uow, "certificate-reward", REWARD).number
    sheet = desk.open(number)
    move(desk.uow, number, Order(Step.WITHDRAW))
    desk.fill(REWARD | {"phone": "13905640001"})
    sheet.save.click()
    assert desk.page.back() is False
    qtbot.waitUntil(desk.told("现为“已撤回”"))
    kept = kept_form(desk.uow, number)
    assert kept is not None
    assert kept.answers["phone"] == "13905640001"


def test_what_is_typed_while_storing_stays(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("certificate-reward")
    desk.fill(REWARD)
    sheet.save.click()
    sheet.form.jump("note")
    type_text(field(sheet, "note").line, "补")
    qtbot.waitUntil(lambda: sheet.subject.number is not None)
    assert sheet.form.answers["note"] == "补"
    assert "note" not in sheet.subject.begin


def test_a_stored_form_is_unchanged_until_somebody_changes_it(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("certificate-reward")
    desk.fill(REWARD)
    press(sheet, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: sheet.subject.number is not None)
    assert sheet.form.answers == sheet.subject.begin
    assert sheet.form.answers["certified_on"] == "2021-06-10"


def test_esc_on_a_case_goes_back_to_where_one_came_from(desk: Desk, qtbot: QtBot) -> None:
    number = save_draft(desk.uow, "certificate-reward", REWARD).number
    desk.window.go("case", number)
    desk.open(number)
    QTest.keyClick(desk.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.window.deck.place is not None and desk.window.deck.place.key == "case")


def test_ctrl_n_on_an_unfinished_form_leads_to_the_types_which_say_that_it_is_begun(desk: Desk, qtbot: QtBot) -> None:
    desk.open("apprenticeship")
    desk.fill({"applied_on": TODAY, "fee": "12"})
    QTest.keyClick(desk.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.sheet is None
    desk.settle()
    model = desk.page.chooser.list.model()
    offers = [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]
    assert [offer.code for offer in offers if offer.begun] == ["apprenticeship"]


def test_no_button_of_the_sheet_is_cut(desk: Desk) -> None:
    sheet = desk.open("certificate-reward")
    for button in sheet.findChildren(QPushButton):
        assert button.sizeHint().width() <= button.width(), button.text()


def press_enter() -> None:
    """Enter in whatever has the keyboard."""
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_enter_passes_to_a_choice_of_two_without_answering_it(desk: Desk) -> None:
    sheet = desk.open("certificate-reward")
    sheet.form.jump("hired_on")
    press_enter()
    assert QApplication.focusWidget() is sheet.form.fields["unbroken"].editor.field
    press_enter()
    assert QApplication.focusWidget() is sheet.form.fields["insured"].editor.field
    assert sheet.form.answers == {"applied_on": TODAY}


def test_enter_in_the_last_field_goes_to_the_button_and_only_the_next_one_presses_it(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("certificate-reward")
    desk.fill(REWARD)
    sheet.form.jump("note")
    press_enter()
    assert QApplication.focusWidget() is sheet.hand_over
    desk.settle()
    assert not desk.notices
    QTest.keyClick(sheet.hand_over, Qt.Key.Key_Return)
    qtbot.waitUntil(desk.told("已登记 YJJG-2024-000001"))


def test_the_button_pressed_keeps_the_keyboard_while_a_draft_is_stored(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.open("certificate-reward")
    desk.fill(REWARD)
    sheet.save.setFocus()
    QTest.keyClick(sheet.save, Qt.Key.Key_Return)
    qtbot.waitUntil(desk.told("已登记 YJJG-2024-000001"))
    assert QApplication.focusWidget() is sheet.save
