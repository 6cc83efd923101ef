"""Rows stand on the screen as soon as they are read; what can be done with them waits until they are assessed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from applications_by_hand import REWARD, TITLES, file_of, identity, sheet
from import_desk import CTRL, Desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.cases.batches import past_batches
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Step
from app.ui.pages.imports.preview import PreviewPane
from app.ui.pages.imports.rows import ALL, BAD, FRESH
from app.ui.theme import Theme

ROWS = [{**REWARD, "身份证号": identity(place), "证书编号": f"S{place}"} for place in range(1, 4)]
FAULTY = {**REWARD, "联系电话": "坏"}


@pytest.fixture
def desk(qtbot: QtBot, uow: UnitOfWork, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, uow, theme, tmp_path)
    yield made
    made.window.close()
    made.window.deleteLater()


def read(desk: Desk, folder: Path, look: Callable[[PreviewPane], None]) -> None:
    """Choose a file of four rows, one of them faulty, and look at its rows before they are assessed."""
    path = folder / "报送.xlsx"
    path.write_bytes(file_of(sheet(TITLES["certificate-reward"], *ROWS[:2], FAULTY, ROWS[2])))
    desk.files.opened = [path]
    QTest.keyClick(desk.window, Qt.Key.Key_O, CTRL)
    (panel,) = desk.page.panels
    looked = []

    def turned(state: str) -> None:
        if state.endswith("测算中") and panel.preview is not None:
            looked.append(state)
            look(panel.preview)

    panel.renamed.connect(turned)
    desk.settle()
    assert looked == ["4 行 · 测算中"]


def results(preview: PreviewPane) -> list[str]:
    model = preview.table.model
    column = [one.key for one in model.columns].index("result")
    return [str(model.index(place, column).data()) for place in range(model.rowCount())]


def test_rows_are_seen_before_they_are_assessed_and_filled_in_after(desk: Desk, tmp_path: Path) -> None:
    met = []

    def look(preview: PreviewPane) -> None:
        met.append(results(preview))
        buttons = preview.facets.buttons
        assert [key for key, button in buttons.items() if button.isEnabled()] == [ALL, BAD]
        assert (buttons[BAD].text(), buttons[FRESH].text()) == ("有错 1", "可入库")
        for widget in (preview.store_all, preview.map, preview.types):
            assert not widget.isEnabled()
        assert preview.drop.isEnabled()
        with pytest.raises(RuntimeError):
            _ = preview.shown
        preview.show_step(Step("读取 报送.xlsx", "正在测算", 2, 4, 3.0))
        assert preview.said.text() == "正在测算　2 / 4　约剩 3 秒"

    read(desk, tmp_path, look)
    preview = desk.page.panels[0].preview
    assert preview is not None
    assert met == [["测算中", "测算中", "有错", "测算中"]]
    assert results(preview) == ["可享受", "可享受", "有错", "可享受"]
    assert (preview.store_good.isEnabled(), preview.bar.isHidden()) == (True, True)
    assert preview.said.text().startswith("可入库 3 件")
    assert "可享受" in preview.detail.explanation.text


def test_the_order_chosen_meanwhile_is_that_of_what_came_of_the_rows(desk: Desk, tmp_path: Path) -> None:
    read(desk, tmp_path, lambda preview: preview.table.sort("amount", descending=True))
    preview = desk.page.panels[0].preview
    assert preview is not None
    assert results(preview) == ["可享受", "可享受", "可享受", "有错"]


def test_rows_that_are_still_assessed_are_put_aside_by_a_click(desk: Desk, uow: UnitOfWork, tmp_path: Path) -> None:
    read(desk, tmp_path, lambda preview: QTest.mouseClick(preview.drop, Qt.MouseButton.LeftButton))
    assert desk.page.panels == []
    assert past_batches(uow) == ()
    assert "已取消读取 报送.xlsx" in desk.said
