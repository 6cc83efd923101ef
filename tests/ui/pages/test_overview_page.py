"""政策一览 and its material lists by mouse and keys: files, what is typed, what is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from policy_desk import CTRL, Desk, type_into
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTextBrowser
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from working_office import ADMINISTRATOR, AUDITOR, Office

from app.services.policy.catalogue import CATALOGUE
from app.services.standards.materials import materials_today
from app.ui.pages.application.page import ApplicationPage
from app.ui.pages.overview.materials import BASIS, COPIES, FORM, NAME, MaterialsDialog
from app.ui.pages.overview.page import OverviewPage
from app.ui.theme import Theme
from app.ui.widgets.case.material_text import materials_html
from app.ui.widgets.sheet import Sheet


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, theme, office, tmp_path, ADMINISTRATOR)
    yield made
    made.jobs.close()


def dialog_of(desk: Desk, page: OverviewPage, code: str) -> MaterialsDialog:
    page.table.select(code)
    desk.click(page.papers)
    desk.qtbot.waitUntil(lambda: page.findChild(MaterialsDialog) is not None)
    found = page.findChild(MaterialsDialog)
    assert isinstance(found, MaterialsDialog)
    return found


def put(dialog: MaterialsDialog, row: int, column: int, text: str) -> None:
    """Type into a cell."""
    type_into(dialog.table, row, column, text)


def test_every_type_is_listed_and_the_chosen_one_told_in_full(desk: Desk) -> None:
    page = desk.page("overview", OverviewPage)
    assert page.table.model.rowCount() == len(CATALOGUE)
    page.show_item("settlement-subsidy")
    text = page.text.toPlainText()
    for word in ("适用对象", "从区外引进", "引进后社保缴纳满 36 个月", "20,000 元", "提交材料", "劳动合同", "填报内容"):
        assert word in text
    page.search("首席技师")
    assert page.table.model.rowCount() == 1
    assert "首席技师聘期奖励" in page.text.toPlainText()


def test_arrow_keys_go_through_the_types_and_enter_begins_a_case(desk: Desk) -> None:
    page = desk.page("overview", OverviewPage)
    page.setFocus()
    went: list[tuple[str, object]] = []
    page.go.connect(lambda key, item: went.append((key, item)))
    QTest.keyClick(page.table.grid, Qt.Key.Key_Down)
    assert page.text.toPlainText().startswith(CATALOGUE[1].title)
    QTest.keyClick(page.table.grid, Qt.Key.Key_Return)
    assert went == [("application", CATALOGUE[1].code)]


@pytest.mark.parametrize(
    ("button", "name", "begins"),
    [
        ("sheet", "重点群体免费培训补贴.pdf", b"%PDF"),
        ("booklet", "技能人才政策一览.pdf", b"%PDF"),
        ("book", "技能人才政策一览.xlsx", b"PK"),
        ("template", "重点群体免费培训补贴.xlsx", b"PK"),
    ],
)
def test_files_for_the_counter_are_written_where_one_says(desk: Desk, button: str, name: str, begins: bytes) -> None:
    page = desk.page("overview", OverviewPage)
    desk.click(getattr(page, button))
    assert desk.files.proposed == name
    assert desk.files.path is not None
    assert desk.files.path.read_bytes().startswith(begins)
    desk.qtbot.waitUntil(desk.said("已写出"))


def test_nothing_is_written_when_no_file_is_chosen(desk: Desk) -> None:
    page = desk.page("overview", OverviewPage)
    asked, desk.files.path = desk.files.path, None
    for button in (page.sheet, page.book, page.template):
        desk.click(button)
    assert asked is not None
    assert not asked.exists()


def test_a_material_list_is_changed_by_typing_and_holds_from_its_day(desk: Desk, office: Office) -> None:
    page = desk.page("overview", OverviewPage)
    dialog = dialog_of(desk, page, "blue-card")
    before = dialog.table.rowCount()
    desk.click(dialog.add)
    assert dialog.table.rowCount() == before + 1
    put(dialog, before, NAME, "近期免冠照片")
    put(dialog, before, BASIS, "《实施意见》九.1")
    put(dialog, before, COPIES, "2")
    form = dialog.table.cellWidget(before, FORM)
    assert isinstance(form, QComboBox)
    form.setCurrentText("原件")
    dialog.table.setCurrentCell(before, NAME)
    desk.click(dialog.up)
    dialog.table.selectRow(0)
    desk.click(dialog.remove)
    type_text(dialog.fields.lines["start"], "20240101")
    type_text(dialog.fields.lines["source"], "叶人社〔2024〕3号")
    desk.click(dialog.enter)
    desk.qtbot.waitUntil(desk.said("已录入“技工蓝卡标记”的材料清单 4 项"))
    names = [one.name for one in materials_today(office.uow, "blue-card")]
    assert names == ["申请人身份证", "技能证书", "近期免冠照片", "社会保障卡"]
    desk.qtbot.waitUntil(lambda: "近期免冠照片" in page.text.toPlainText())


def test_what_is_wrong_with_a_list_is_said_in_the_dialog(desk: Desk) -> None:
    page = desk.page("overview", OverviewPage)
    dialog = dialog_of(desk, page, "blue-card")
    desk.click(dialog.enter)
    assert dialog.fields.lines["source"].property("wrong") == "true"
    put(dialog, 1, COPIES, "许多")
    QTest.keyClick(dialog.table, Qt.Key.Key_S, CTRL)
    desk.settle()
    desk.qtbot.waitUntil(lambda: "第 2 项材料的份数" in dialog.wrong.text())
    assert dialog.table.currentRow() == 1
    dialog.reject()


def test_an_auditor_may_look_but_enters_no_list(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> None:
    desk = Desk(qtbot, theme, office, tmp_path, AUDITOR)
    dialog = dialog_of(desk, desk.page("overview", OverviewPage), "blue-card")
    type_text(dialog.fields.lines["start"], "20240101")
    type_text(dialog.fields.lines["source"], "文")
    desk.click(dialog.enter)
    qtbot.waitUntil(lambda: "管理员" in dialog.wrong.text())
    desk.jobs.close()


def test_what_is_to_be_handed_in_can_be_read_beside_the_form(desk: Desk) -> None:
    page = desk.page("application", ApplicationPage)
    page.choose("certificate-reward")
    desk.settle()
    assert page.sheet is not None
    desk.click(page.sheet.papers)
    (shown,) = page.sheet.findChildren(Sheet)
    text = shown.findChildren(QTextBrowser)[0].toPlainText()
    assert shown.windowTitle() == "材料清单 · 职业资格证书奖励"
    assert "劳动合同（载明入职日期）" in text
    assert "原件及复印件" in text
    shown.close()


def test_a_type_without_a_list_says_who_enters_one() -> None:
    assert "请管理员在“政策一览”录入" in materials_html(())
