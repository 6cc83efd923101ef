from datetime import date, datetime

import pytest

from app.services.calendar.deadlines import PUBLISHED
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.due import Due, due_cell, due_tag
from app.ui.widgets.table.formats import money, tag, text
from app.ui.widgets.table.query import TICK, CellKind, Column


@pytest.mark.parametrize(
    ("fen", "shown"),
    [(0, "0.00"), (5, "0.05"), (550000, "5,500.00"), (123456789012, "1,234,567,890.12"), (-150, "-1.50")],
)
def test_amounts_have_two_decimals_and_thousands(fen: int, shown: str) -> None:
    assert money(fen) == shown


FRIDAY = date(2024, 11, 8)


@pytest.mark.parametrize(
    ("due", "word", "tone"),
    [
        (date(2024, 11, 6), "逾期 2 日", Tone.LATE),
        (date(2024, 11, 8), "今天", Tone.SOON),
        (date(2024, 11, 9), "明天", Tone.SOON),
        (date(2024, 11, 11), "还有 1 个工作日", Tone.SOON),
        (date(2024, 11, 13), "还有 3 个工作日", Tone.SOON),
        (date(2024, 11, 14), "还有 4 个工作日", Tone.NEUTRAL),
        (date(2040, 11, 9), "逾期 1 日（按周一至周五推算）", Tone.LATE),
    ],
)
def test_what_is_left_is_said_in_words(due: date, word: str, tone: Tone) -> None:
    today = FRIDAY if due.year == 2024 else date(2040, 11, 10)
    assert due_tag(due, today, PUBLISHED) == Tag(word, tone)


def test_due_cells_sort_by_their_day_and_no_limit_has_no_cell() -> None:
    late, soon = due_cell(date(2024, 11, 6), FRIDAY, PUBLISHED), due_cell(date(2024, 11, 11), FRIDAY, PUBLISHED)
    assert late is not None
    assert soon is not None
    assert late < soon
    assert due_cell(None, FRIDAY, PUBLISHED) is None


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (CellKind.TEXT, "张三", "张三"),
        (CellKind.TEXT, None, ""),
        (CellKind.MONEY, 200000, "2,000.00"),
        (CellKind.MONEY, "—", "—"),
        (CellKind.WHOLE, 12345, "12,345"),
        (CellKind.WHOLE, "1000+", "1000+"),
        (CellKind.DATE, date(2024, 3, 1), "2024-03-01"),
        (CellKind.DATE, datetime(2024, 3, 1, 8, 31), "2024-03-01"),
        (CellKind.DATE, "2024年", "2024年"),
        (CellKind.CHIP, Tag("已批准", Tone.DONE), "已批准"),
        (CellKind.DUE, Due(date(2024, 11, 3), Tag("逾期 2 日", Tone.LATE)), "逾期 2 日"),
        (CellKind.DUE, "停止", "停止"),
        (CellKind.MASKED, "34150419900307123X", "341504********123X"),
    ],
)
def test_each_kind_of_cell_reads_as_it_should(kind: CellKind, value: object, shown: str) -> None:
    assert text(Column("cell", "列", kind), {"cell": value}) == shown


def test_a_box_has_no_text() -> None:
    assert text(TICK, {}) == ""


def test_only_chips_and_due_texts_are_tags() -> None:
    assert tag(Column("cell", "列", CellKind.CHIP), {"cell": "草稿"}) == Tag("草稿")
    assert tag(Column("cell", "列", CellKind.DUE), {"cell": Due(date(2024, 11, 5), Tag("今天", Tone.SOON))}) == Tag(
        "今天", Tone.SOON
    )
    assert tag(Column("cell", "列"), {"cell": "草稿"}) is None
    assert tag(Column("cell", "列", CellKind.DUE), {"cell": None}) is None
