"""Rows that stay packed until they are asked for."""

import pickle

import pytest

from app.services.excel.reading.cells import Sheet
from app.services.excel.reading.lots import Lots, Row

ROWS: list[Row] = [[f"张三{number}", float(number)] for number in range(7)]


@pytest.fixture
def lots() -> Lots:
    packed = [pickle.dumps(ROWS[start : start + 3]) for start in range(0, 7, 3)]
    return Lots(packed, 3, 7, 2, pickle.loads)


def test_rows_come_one_by_one_in_slices_and_in_order(lots: Lots) -> None:
    assert len(lots) == 7
    assert [lots[place] for place in (0, 2, 3, 6, -1)] == [ROWS[place] for place in (0, 2, 3, 6, -1)]
    assert (lots[1:5], lots[5:9], lots[4:2]) == (ROWS[1:5], ROWS[5:], [])
    assert list(lots) == ROWS


@pytest.mark.parametrize("place", [7, -8])
def test_there_is_nothing_beyond(lots: Lots, place: int) -> None:
    with pytest.raises(IndexError):
        lots[place]


def test_a_row_that_is_kept_can_be_changed(lots: Lots) -> None:
    lots.kept(4)[0] = "李四"
    everywhere = [lots[place] for place in range(7)]  # all others have been unpacked since
    assert everywhere == list(lots) == [*ROWS[:4], ["李四", 4.0], *ROWS[5:]]


def test_rows_are_added_below(lots: Lots) -> None:
    lots.grow(9)
    lots.grow(8)
    lots.kept(8).append("王五")
    assert (len(lots), lots[7], lots[-1]) == (9, [], ["王五"])
    assert list(lots) == [*ROWS, [], ["王五"]]


def test_a_sheet_is_as_wide_as_its_longest_row(lots: Lots) -> None:
    assert Sheet("表", lots).width == 2
    assert (Sheet("表", [["张三"], ["李四", "木工", "是"]]).width, Sheet("表", []).width) == (3, 0)
