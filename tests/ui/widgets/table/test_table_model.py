from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.due import Due
from app.ui.widgets.table.model import PAGE, TAG, TableModel
from app.ui.widgets.table.query import TICK, CellKind, Column, Filter, Op, Query, Rows

COLUMNS = (TICK, Column("name", "姓名"), Column("amount", "金额", CellKind.MONEY), Column("due", "到期", CellKind.DUE))


class Numbers:
    """Rows 1 to `many`, paged by number, as a database would by key."""

    def __init__(self, many: int) -> None:
        self.many = many
        self.asked: list[int] = []

    def page(self, query: Query, after: object | None, limit: int) -> Rows:
        first = after if isinstance(after, int) else 0
        self.asked.append(first)
        last = min(first + limit, self._last(query))
        return Rows([_row(number) for number in range(first + 1, last + 1)], last if last < self._last(query) else None)

    def count(self, query: Query, cap: int = 1000) -> int:
        return min(self._last(query), cap + 1)

    def each(self, query: Query) -> Iterator[object]:
        return (_row(number) for number in range(1, self._last(query) + 1))

    def _last(self, query: Query) -> int:
        return min([self.many, *(int(str(one.value)) for one in query.filters)])


def _row(number: int) -> dict[str, object]:
    return {
        "key": number,
        "name": f"第{number}人",
        "amount": number * 100,
        "due": Due(date(2024, 4, 1) + timedelta(number), Tag(f"还有 {number} 个工作日", Tone.NEUTRAL)),
    }


@pytest.fixture
def source() -> Numbers:
    return Numbers(1500)


@pytest.fixture
def model(source: Numbers, qtbot: QtBot) -> TableModel:
    made = TableModel(COLUMNS, source, "key")
    made.reload()
    return made


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = TableModel(COLUMNS, Numbers(PAGE), "key")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    model.reload()
    model.tick([0, 1], on=True)
    model.set_source(Numbers(3))
    model.set_query(Query(sort="name"))
    model.set_source(Numbers(0))


def test_only_the_rows_scrolled_to_are_asked_for(model: TableModel, source: Numbers) -> None:
    assert model.rowCount() == PAGE
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * PAGE
    assert source.asked == [0, PAGE]


def test_the_end_of_the_rows_is_known(qtbot: QtBot) -> None:
    model = TableModel(COLUMNS, Numbers(PAGE + 1), "key")
    model.reload()
    model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert model.rowCount() == PAGE + 1


@pytest.mark.parametrize(("many", "said"), [(3, "3"), (1000, "1,000"), (1001, "1000+"), (5000, "1000+")])
def test_counting_stops_at_a_thousand(many: int, said: str, qtbot: QtBot) -> None:
    model = TableModel(COLUMNS, Numbers(many), "key")
    model.reload()
    assert model.total_text == said


def test_a_cell_gives_text_alignment_and_tag(model: TableModel) -> None:
    assert model.index(0, 1).data() == "第1人"
    assert model.index(4, 2).data() == "5.00"
    assert model.index(0, 2).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.index(0, 3).data(TAG).word == "还有 1 个工作日"


def test_the_title_of_the_sorted_column_has_an_arrow(model: TableModel) -> None:
    model.set_query(Query(sort="name"))
    up = model.headerData(1, Qt.Orientation.Horizontal)
    model.set_query(Query(sort="name", descending=True))
    assert (up, model.headerData(1, Qt.Orientation.Horizontal)) == ("姓名 ↑", "姓名 ↓")
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_ticking_all_ticks_rows_that_are_not_loaded(model: TableModel, source: Numbers) -> None:
    model.tick_all(on=True)
    assert len(model.ticks) == 1500
    assert model.ticks.sums() == {"amount": sum(range(1501)) * 100}
    assert source.asked == [0]
    assert model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_a_box_can_be_ticked_and_the_head_says_some(model: TableModel, qtbot: QtBot) -> None:
    checked = Qt.CheckState.Checked.value
    with qtbot.waitSignal(model.ticked):
        assert model.setData(model.index(2, 0), checked, Qt.ItemDataRole.CheckStateRole)
    assert model.ticks.keys == [3]
    assert model.index(2, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    some = model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.CheckStateRole)
    assert some == Qt.CheckState.PartiallyChecked
    assert not model.setData(model.index(2, 1), "x")


def test_ticks_stay_when_only_the_order_changes_and_go_when_the_question_does(model: TableModel) -> None:
    model.tick([0, 1], on=True)
    model.set_query(Query(sort="name"))
    assert model.ticks.keys == [1, 2]
    model.set_query(Query(filters=(Filter("name", Op.CONTAINS, "9"),)))
    assert not model.ticks


def test_reading_anew_drops_the_ticks_of_rows_that_are_gone(model: TableModel, source: Numbers) -> None:
    model.tick([0, 149], on=True)
    source.many = 100
    model.reload()
    assert model.ticks.keys == [1]
    assert model.ticks.sums() == {"amount": 100}


def test_another_source_starts_from_its_top_without_ticks(model: TableModel) -> None:
    model.tick([0], on=True)
    model.set_source(Numbers(2))
    assert (model.rowCount(), len(model.ticks)) == (2, 0)
