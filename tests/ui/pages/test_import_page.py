from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from import_desk import CTRL, Desk
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.cases.batches import past_batches
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases
from app.services.worklists.queue_query import CaseQuery
from app.ui.pages.imports.page import ImportPage
from app.ui.pages.imports.preview import PreviewPane
from app.ui.pages.imports.rows import BAD, REPEATED, UNFIT
from app.ui.theme import Theme

SAMPLES = Path(__file__).parents[3] / "resources" / "sample" / "样表"
CLEAN, IN_WAN, FAULTY = (next(SAMPLES.glob(f"{number}*.xlsx")) for number in ("02", "04", "09"))


class ShownAlone(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.found.append(watched)
        return False


@pytest.fixture
def desk(qtbot: QtBot, uow: UnitOfWork, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, uow, theme, tmp_path)
    yield made
    made.window.close()
    made.window.deleteLater()


def drop(page: ImportPage, *paths: Path) -> None:
    """Drag files over the page and let go of them."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(page.rect().center()), copy, files, left, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    assert page.history.zone.property("over") is True
    QApplication.sendEvent(page, QDropEvent(QPointF(page.rect().center()), copy, files, left, none))


def shown(preview: PreviewPane, column: str) -> list[str]:
    model = preview.table.model
    place = next(n for n, one in enumerate(model.columns) if one.key == column)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def test_an_empty_page_says_what_belongs_here(desk: Desk) -> None:
    assert desk.page.history.table.grid.isHidden()
    assert desk.page.history.cases.isHidden()
    assert not desk.page.tabs.isVisible()


def test_files_dropped_are_read_one_after_another_each_in_a_tab(desk: Desk) -> None:
    drop(desk.page, CLEAN, IN_WAN)
    desk.settle()
    assert desk.page.tabs.count() == 3
    assert desk.page.tabs.currentIndex() == 1
    assert desk.page.history.zone.property("over") is False
    assert ["行" in desk.page.tabs.tabText(place) for place in (1, 2)] == [True, True]
    assert "有错 1" in desk.page.tabs.tabText(2)


def test_a_folder_dropped_is_refused_and_leaving_with_files_calms_the_page(desk: Desk, tmp_path: Path) -> None:
    drop(desk.page, tmp_path)
    assert "文件夹不能导入" in desk.said
    desk.page.history.zone.set_over(True)
    QApplication.sendEvent(desk.page, QDragLeaveEvent())
    assert desk.page.history.zone.property("over") is False


def test_all_rows_are_shown_with_counts_before_anything_is_stored(desk: Desk) -> None:
    preview = desk.read(FAULTY)
    count = preview.table.model.rowCount()
    assert preview.facets.buttons["all"].text() == f"全部 {count}"
    assert preview.facets.buttons[BAD].text() == f"有错 {preview.shown.bad}"
    assert preview.shown.bad > 0
    assert set(shown(preview, "result")) >= {"有错"}
    assert list_cases(desk.uow) == []


def test_the_buttons_narrow_to_rows_of_one_outcome(desk: Desk) -> None:
    preview = desk.read(FAULTY)
    desk.click(preview.facets.buttons[BAD])
    assert shown(preview, "result") == ["有错"] * preview.shown.bad
    desk.click(preview.facets.buttons[REPEATED])
    assert shown(preview, "result") == ["重复"] * len(preview.shown.buckets[REPEATED])


def test_a_row_with_errors_shows_cell_header_value_and_reason(desk: Desk) -> None:
    preview = desk.read(IN_WAN)
    desk.click(preview.facets.buttons[BAD])
    said = preview.detail.errors.body.toPlainText()
    assert preview.detail.errors.isVisible()
    assert "I12 · 企业支付培训费（万元）" in said
    assert "“1.2万元”" in said
    assert shown(preview, "reason")[0].startswith("I12 企业支付培训费")


def test_a_row_that_can_be_read_shows_its_assessment_and_arrows_go_on(desk: Desk) -> None:
    preview = desk.read(CLEAN)
    first = preview.detail.head.text()
    assert preview.detail.explanation.isVisible()
    assert "条件" in preview.detail.explanation.text
    QTest.keyClick(preview.table.grid, Qt.Key.Key_Down)
    assert preview.detail.head.text() != first


def test_no_part_of_the_preview_flashes_as_a_window_of_its_own(desk: Desk, qapp: QApplication) -> None:
    shown_alone = ShownAlone()
    qapp.installEventFilter(shown_alone)
    desk.read(IN_WAN)
    qapp.removeEventFilter(shown_alone)
    assert shown_alone.found == []
    assert desk.window.isActiveWindow()


def test_remarks_on_the_file_are_named(desk: Desk) -> None:
    assert "以万元计，已换算为元" in desk.read(IN_WAN).remarks.said.text()


def test_without_errors_ctrl_enter_stores_all_and_leads_to_the_batch(desk: Desk) -> None:
    preview = desk.read(CLEAN)
    fresh = preview.shown.fresh
    assert preview.store_good.isHidden()
    QTest.keyClick(preview.table.grid, Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert len(list_cases(desk.uow)) == fresh
    (batch,) = past_batches(desk.uow)
    assert f"批次 {batch.number} 已入库 {fresh} 件" in desk.said
    assert desk.page.panels == []
    look = next(button for button in desk.window.notices.findChildren(QPushButton) if button.text() == "查看")
    desk.click(look)
    assert desk.went == [("queue", CaseQuery(batch=batch.number))]


def test_with_errors_only_the_good_rows_can_be_stored(desk: Desk) -> None:
    preview = desk.read(IN_WAN)
    fresh = preview.shown.fresh
    assert not preview.store_all.isEnabled()
    QTest.keyClick(preview.table.grid, Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert len(list_cases(desk.uow)) == fresh
    assert past_batches(desk.uow)[0].errors == 1


def test_the_same_file_again_is_told_before_it_is_read(desk: Desk) -> None:
    desk.click(desk.read(CLEAN).store_all)
    desk.files.opened = [CLEAN]
    desk.click(desk.page.history.zone.choose)
    (panel,) = desk.page.panels
    batch = past_batches(desk.uow)[0].number
    assert panel.preview is None
    assert f"已作为批次 {batch} 导入过" in panel.refused.text.text()
    desk.click(panel.refused.look)
    assert desk.went[-1] == ("queue", CaseQuery(batch=batch))


def test_one_file_chosen_twice_stays_one_tab(desk: Desk) -> None:
    desk.read(CLEAN, CLEAN)
    desk.read(CLEAN)
    assert len(desk.page.panels) == 1


def test_the_marked_workbook_is_written_where_one_says(desk: Desk, tmp_path: Path) -> None:
    preview = desk.read(IN_WAN)
    desk.click(preview.mark)
    out = tmp_path / f"{IN_WAN.stem}（标注错误）.xlsx"
    assert f"已写出标注错误的工作簿：{out.name}" in desk.said
    comment = load_workbook(out)["木工班"]["I12"].comment
    assert comment is not None
    desk.files.agrees = False
    desk.click(preview.mark)
    assert desk.files.asked[-1] == out.name


def test_errors_are_still_marked_once_the_good_rows_are_stored(desk: Desk, tmp_path: Path) -> None:
    desk.click(desk.read(FAULTY).store_good)
    history = desk.page.history
    desk.click(history.mark)
    out = tmp_path / f"{FAULTY.stem}（标注错误）.xlsx"
    assert f"标注错误的工作簿：{out.name}" in desk.said
    sheet = load_workbook(out).worksheets[0]
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment][:2] == ["C6", "L7"]
    desk.click(desk.read(CLEAN).store_all)
    history.table.select(past_batches(desk.uow)[0].number)
    assert not history.mark.isEnabled()


def test_a_type_can_be_chosen_where_none_was_told(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["本单位入职日期", "参加社会保险", "证书编号", "发证日期"])
    book.worksheets[0].append(["2019-01-01", "是", "S000034150001234001", "2023-06-10"])
    book.save(tmp_path / "名单.xlsx")
    desk.files.opened = [tmp_path / "名单.xlsx"]
    QTest.keyClick(desk.window, Qt.Key.Key_O, CTRL)
    desk.settle()
    (panel,) = desk.page.panels
    types = panel.refused.types
    assert panel.refused.isVisible()
    assert types.isVisible()
    types.setFocus()
    types.setCurrentIndex(types.findData("certificate-reward") - 1)
    QTest.keyClick(types, Qt.Key.Key_Down)
    desk.settle()
    assert panel.preview is not None
    assert shown(panel.preview, "title") == ["职业资格证书奖励"]
    assert shown(panel.preview, "result") == ["有错"]


def test_a_broken_file_is_one_sentence_and_can_be_read_again_or_put_aside(desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "半个.xlsx"
    broken.write_bytes(CLEAN.read_bytes()[:5000])
    desk.files.opened = [broken]
    QTest.keyClick(desk.window, Qt.Key.Key_O, CTRL)
    desk.settle()
    (panel,) = desk.page.panels
    assert "半个.xlsx" in panel.refused.text.text()
    broken.write_bytes(CLEAN.read_bytes())
    desk.click(panel.refused.again)
    assert panel.preview is not None
    desk.click(panel.preview.drop)
    assert desk.page.panels == []
    assert desk.page.tabs.isHidden()


def test_reading_that_is_cancelled_leaves_nothing(desk: Desk) -> None:
    desk.files.opened = [CLEAN]
    QTest.keyClick(desk.window, Qt.Key.Key_O, CTRL)
    (panel,) = desk.page.panels
    QTest.mouseClick(panel.waiting.stop, Qt.MouseButton.LeftButton)
    desk.settle()
    assert "已取消读取" in desk.said
    assert desk.page.panels == []
    assert past_batches(desk.uow) == ()


def test_storing_that_is_cancelled_leaves_nothing_and_the_rows_stay(desk: Desk) -> None:
    preview = desk.read(CLEAN)
    (panel,) = desk.page.panels
    QTest.mouseClick(preview.store_all, Qt.MouseButton.LeftButton)
    panel.cancel()
    desk.settle()
    assert "没有一件入库" in desk.said
    assert list_cases(desk.uow) == []
    assert preview.isVisible()


def test_past_batches_are_listed_and_searched_and_give_their_file_back(desk: Desk, tmp_path: Path) -> None:
    desk.click(desk.read(CLEAN).store_all)
    desk.click(desk.read(IN_WAN).store_good)
    history = desk.page.history
    assert [history.table.model.key_at(row) for row in range(2)] == [b.number for b in past_batches(desk.uow)]
    desk.page.search("枫叶桥")
    assert history.table.model.rowCount() == 1
    desk.click(history.save)
    assert sha256((tmp_path / CLEAN.name).read_bytes()).hexdigest() == sha256(CLEAN.read_bytes()).hexdigest()
    desk.click(history.cases)
    assert desk.went[-1] == ("queue", CaseQuery(batch=past_batches(desk.uow)[1].number))


def test_rows_that_do_not_qualify_are_told_apart_and_searched(desk: Desk) -> None:
    preview = desk.read(CLEAN)
    desk.click(preview.facets.buttons[UNFIT])
    assert set(shown(preview, "result")) <= {"不符合", "标准未配置"}
    desk.click(preview.facets.buttons["all"])
    name = shown(preview, "who")[0]
    desk.page.search(name)
    assert set(shown(preview, "who")) == {name}


def test_a_template_is_given_out_by_type(desk: Desk, tmp_path: Path) -> None:
    button = next(b for b in desk.window.header.findChildren(QToolButton) if b.text().startswith("下载模板"))
    menu = button.menu()
    action = next(action for action in menu.actions() if action.text() == "职业资格证书奖励")
    action.trigger()
    desk.settle()
    assert load_workbook(tmp_path / "职业资格证书奖励申报表.xlsx").sheetnames[0] == "职业资格证书奖励"


def test_widths_of_both_tables_are_kept(desk: Desk) -> None:
    desk.read(CLEAN)
    desk.window.go("queue")
    assert desk.settings.get("page/import/table")
    assert desk.settings.get("page/import/batches")
