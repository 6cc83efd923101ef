from datetime import date

import pytest

from app.services.errors import UserError
from app.ui.widgets.table.filters import hint, parse
from app.ui.widgets.table.query import CellKind, Column, Filter, Op

Found = list[tuple[Op, str | int | date]]


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        (CellKind.TEXT, "  张 ", [(Op.CONTAINS, "张")]),
        (CellKind.TEXT, "   ", []),
        (CellKind.CHIP, "补正", [(Op.CONTAINS, "补正")]),
        (CellKind.MONEY, "2000", [(Op.IS, 200000)]),
        (CellKind.MONEY, "2,000.5元", [(Op.IS, 200050)]),
        (CellKind.MONEY, ">=500", [(Op.FROM, 50000)]),
        (CellKind.MONEY, "≤ 500", [(Op.TO, 50000)]),
        (CellKind.MONEY, "500~2000", [(Op.FROM, 50000), (Op.TO, 200000)]),
        (CellKind.WHOLE, "10～20", [(Op.FROM, 10), (Op.TO, 20)]),
        (CellKind.DUE, "逾期", [(Op.CONTAINS, "逾期")]),
        (CellKind.DATE, "2024", [(Op.FROM, date(2024, 1, 1)), (Op.TO, date(2024, 12, 31))]),
        (CellKind.DATE, "2024-02", [(Op.FROM, date(2024, 2, 1)), (Op.TO, date(2024, 2, 29))]),
        (CellKind.DATE, "2024年2月", [(Op.FROM, date(2024, 2, 1)), (Op.TO, date(2024, 2, 29))]),
        (CellKind.DATE, "20240301", [(Op.IS, date(2024, 3, 1))]),
        (CellKind.DATE, "2024.3.1", [(Op.IS, date(2024, 3, 1))]),
        (CellKind.DATE, "2024-03至2024-06", [(Op.FROM, date(2024, 3, 1)), (Op.TO, date(2024, 6, 30))]),
        (CellKind.DATE, "<=2024-03", [(Op.TO, date(2024, 3, 31))]),
    ],
)
def test_what_is_typed_over_a_column_is_understood(kind: CellKind, typed: str, meant: Found) -> None:
    assert parse(Column("cell", "列", kind), typed) == tuple(Filter("cell", op, value) for op, value in meant)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (CellKind.MONEY, "很多"),
        (CellKind.MONEY, "0.001"),
        (CellKind.MONEY, "Infinity"),
        (CellKind.MONEY, ">"),
        (CellKind.WHOLE, "1.5"),
        (CellKind.DATE, "3月"),
        (CellKind.DATE, "2024-13"),
        (CellKind.DATE, "20240231"),
    ],
)
def test_what_cannot_be_read_is_refused_with_an_example(kind: CellKind, typed: str) -> None:
    with pytest.raises(UserError) as refusal:
        parse(Column("cell", "金额", kind), typed)
    assert refusal.value.field == "cell"
    assert "“金额”" in refusal.value.text
    assert hint(Column("cell", "金额", kind)) in refusal.value.text
