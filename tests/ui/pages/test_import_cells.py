"""From an error to its cell in the sheet as it came, and on to the next."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from applications_by_hand import REWARD, TITLES, file_of, sheet
from import_desk import Desk
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot

from app.services.unit_of_work import UnitOfWork
from app.ui.pages.imports import preview as import_preview
from app.ui.pages.imports.preview import PreviewPane
from app.ui.pages.imports.rows import place_of
from app.ui.theme import Theme

NAME = TITLES["certificate-reward"]
PHONE, ISSUED = list(REWARD).index("联系电话"), list(REWARD).index("发证日期")
DISPLAY, TIP, BACKGROUND = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.BackgroundRole


@pytest.fixture
def read(qtbot: QtBot, uow: UnitOfWork, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, uow, theme, tmp_path)
    bad = {**REWARD, "联系电话": "坏", "发证日期": "03/04/2021"}
    path = tmp_path / "报送.xlsx"
    path.write_bytes(file_of(sheet(NAME, {**REWARD, "证书编号": "S2"}, bad, {**bad, "联系电话": "13805640001"})))
    made.read(path)
    yield made
    made.window.close()
    made.window.deleteLater()


def preview_of(made: Desk) -> PreviewPane:
    preview = made.page.panels[0].preview
    assert preview is not None
    return preview


def to_second_error(made: Desk) -> PreviewPane:
    preview = preview_of(made)
    preview.table.select(1)
    preview.detail.errors.body.anchorClicked.emit(QUrl("1"))
    return preview


def test_a_click_on_an_error_goes_to_its_cell_in_the_sheet(read: Desk) -> None:
    preview = to_second_error(read)
    assert preview.left.currentWidget() is preview.grid
    assert preview.grid.place == (2, ISSUED)
    assert "可能是" in preview.grid.why.text()
    model = preview.grid.grid.model()
    faulty, sound = model.index(2, ISSUED), model.index(1, ISSUED)
    assert (faulty.data(DISPLAY), sound.data(DISPLAY)) == ("03/04/2021", "2021-06-10")
    assert faulty.data(BACKGROUND) is not None
    assert (sound.data(BACKGROUND), sound.data(TIP)) == (None, None)
    assert "发证日期" in faulty.data(TIP)
    heads = [
        model.headerData(place, way) for place, way in ((2, Qt.Orientation.Horizontal), (2, Qt.Orientation.Vertical))
    ]
    assert heads == ["C", "3"]


def test_one_walks_from_error_to_error_and_the_row_beside_follows(read: Desk) -> None:
    preview = to_second_error(read)
    places = []
    for button in (preview.grid.after, preview.grid.after, preview.grid.before):
        read.click(button)
        places.append(preview.grid.place)
    assert places == [(3, ISSUED), (2, PHONE), (3, ISSUED)]


def test_many_rows_are_sorted_and_searched_on_the_worker(read: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_preview, "MANY", 1)
    table = preview_of(read).table
    table.sort("row", descending=True)
    assert (table.model.key_at(0), read.jobs.busy) == (0, True)
    read.settle()
    assert [table.model.key_at(place) for place in range(3)] == [2, 1, 0]
    table.search("没有这样的人")
    table.search("读不出" * 9)
    table.search("")
    read.settle()
    assert table.model.rowCount() == 3


def test_one_goes_back_to_the_list(read: Desk) -> None:
    preview = to_second_error(read)
    read.click(preview.grid.back)
    assert preview.left.currentWidget() is preview.table


@pytest.mark.parametrize(
    ("cell", "place"), [("A1", (0, 0)), ("C7", (6, 2)), ("AA10", (9, 26)), ("ZZ100000", (99999, 701))]
)
def test_a_cell_is_found_by_its_name(cell: str, place: tuple[int, int]) -> None:
    assert place_of(cell) == place
