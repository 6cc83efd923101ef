"""Saying by hand what columns hold, with clicks and keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from applications_by_hand import REWARD, TITLES, file_of, sheet
from import_desk import Desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.excel.reading.cells import Sheet
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases
from app.ui.pages.imports.mapping import MappingDialog
from app.ui.pages.imports.preview import PreviewPane
from app.ui.theme import Theme

NAME = TITLES["certificate-reward"]
STRANGE = {"姓名": "申领职工", "身份证号": "证照", "证书编号": "证件流水"}
ODD = {STRANGE.get(label, label): value for label, value in REWARD.items()}
WANTED = {"申领职工": "person_name", "证照": "identity_number", "证件流水": "certificate"}


def put(folder: Path, *sheets: Sheet) -> Path:
    path = folder / "报送.xlsx"
    path.write_bytes(file_of(*sheets))
    return path


def preview_of(made: Desk) -> PreviewPane:
    preview = made.page.panels[0].preview
    assert preview is not None
    return preview


def dialog(made: Desk) -> MappingDialog:
    made.click(preview_of(made).map)
    (found,) = made.page.panels[0].findChildren(MappingDialog)
    return found


def choose(asked: MappingDialog, wanted: dict[str, str]) -> None:
    boxes = asked.forms[0].boxes
    for key, question in wanted.items():
        boxes[key].setCurrentIndex(boxes[key].findData(question))


@pytest.fixture
def desk(qtbot: QtBot, uow: UnitOfWork, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, uow, theme, tmp_path)
    yield made
    made.window.close()
    made.window.deleteLater()


@pytest.fixture
def read(desk: Desk, tmp_path: Path) -> Desk:
    desk.read(put(tmp_path, sheet(NAME, ODD)))
    return desk


def test_unknown_columns_are_mapped_stored_and_remembered_for_the_next_file(read: Desk, tmp_path: Path) -> None:
    assert preview_of(read).map.text() == "对应栏目…（缺 3 栏）"
    asked = dialog(read)
    assert "还没有：姓名、身份证号、证书编号" in asked.lacking.text()
    assert "安徽叶集木业有限公司" in asked.keep.text()
    choose(asked, WANTED)
    assert asked.lacking.text() == ""
    read.click(asked.go)
    again = preview_of(read)
    assert (again.shown.bad, again.shown.fresh) == (0, 1)
    assert any("按手工对应" in note for note in again.shown.preview.notes)
    read.click(again.store_all)
    assert len(list_cases(read.uow)) == 1
    second = {**ODD, "证件流水": "S9"}
    read.page.show_item(put(tmp_path, sheet(NAME, second)))
    read.settle()
    assert preview_of(read).shown.bad == 0


def test_what_is_remembered_can_be_taken_back(read: Desk) -> None:
    asked = dialog(read)
    assert asked.forget.isHidden()
    choose(asked, WANTED)
    read.click(asked.go)
    asked = dialog(read)
    assert not asked.forget.isHidden()
    read.click(asked.forget)
    assert preview_of(read).shown.bad == 1
    assert dialog(read).forget.isHidden()


def test_one_question_for_two_columns_is_refused(read: Desk) -> None:
    asked = dialog(read)
    choose(asked, {"申领职工": "person_name", "证照": "person_name"})
    assert "不止一栏" in asked.wrong.text()
    assert not asked.go.isEnabled()


def test_leaving_the_dialog_changes_nothing(read: Desk) -> None:
    asked = dialog(read)
    choose(asked, WANTED)
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    read.settle()
    assert preview_of(read).shown.bad == 1


def test_a_mapping_of_no_unit_holds_for_this_once(desk: Desk, tmp_path: Path) -> None:
    row = {label: value for label, value in ODD.items() if label not in ("统一社会信用代码", "单位名称")}
    other = {**ODD, "统一社会信用代码": "91341504MA2N0XYT07", "单位名称": "乙厂"}
    desk.read(put(tmp_path, sheet(NAME, {**ODD, **row}, other)))
    asked = dialog(desk)
    assert not asked.keep.isEnabled()
    assert "只对这一次有效" in asked.keep.text()
    choose(asked, WANTED)
    desk.click(asked.go)
    assert preview_of(desk).shown.bad == 0
    assert dialog(desk).forget.isHidden()


def test_a_sheet_nobody_knows_is_mapped_after_its_type_is_chosen(desk: Desk, tmp_path: Path) -> None:
    strange = Sheet("数据", [[f"甲{place}" for place in range(len(REWARD))], list(REWARD.values())])
    desk.files.opened = [put(tmp_path, strange)]
    QTest.keyClick(desk.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    panel = desk.page.panels[0]
    panel.refused.retyped.emit("certificate-reward")
    desk.settle()
    names = {
        question.label: question.name for question in preview_of(desk).shown.preview.recognised[0].subsidy.questions
    }
    asked = dialog(desk)
    choose(asked, {f"甲{place}": names[label] for place, label in enumerate(REWARD)})
    desk.click(asked.go)
    assert (preview_of(desk).shown.bad, preview_of(desk).shown.fresh) == (0, 1)
