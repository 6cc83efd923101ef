from dataclasses import dataclass
from datetime import date

import pytest

from app.ui.widgets.table.query import Filter, Op, Query
from app.ui.widgets.table.source import ListSource, holds, sort_rows


@dataclass(frozen=True)
class Person:
    key: int
    name: str
    amount: int | None
    day: date


PEOPLE = [
    Person(1, "张伟", 200000, date(2024, 3, 1)),
    Person(2, "李芳", 1000000, date(2023, 3, 1)),
    Person(3, "王磊", None, date(2024, 1, 9)),
    Person(4, "阿里", 30000, date(2022, 12, 31)),
]


def keys(query: Query) -> list[int]:
    source = ListSource(PEOPLE, ("name",))
    rows = source.page(query, None, 2)
    assert rows.next is None
    assert list(source.each(query)) == list(rows.rows)
    assert source.count(query) == len(rows.rows)
    return [row.key for row in rows.rows if isinstance(row, Person)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), [1, 2, 3, 4]),
        (Query(sort="name"), [4, 2, 3, 1]),
        (Query(sort="name", descending=True), [1, 3, 2, 4]),
        (Query(sort="amount"), [4, 1, 2, 3]),
        (Query(sort="amount", descending=True), [2, 1, 4, 3]),
        (Query(sort="day"), [4, 2, 3, 1]),
        (Query(search="李"), [2]),
        (Query(search="李", facets=(("key", "1"),)), []),
        (Query(facets=(("key", "3"),)), [3]),
        (Query(filters=(Filter("amount", Op.FROM, 30000), Filter("amount", Op.TO, 200000))), [1, 4]),
        (Query(filters=(Filter("day", Op.TO, date(2023, 12, 31)),)), [2, 4]),
    ],
)
def test_a_list_is_narrowed_and_sorted(query: Query, found: list[int]) -> None:
    assert keys(query) == found


def test_very_many_names_are_in_the_order_of_pinyin_too() -> None:
    names = [f"{name}{number}" for number in range(2000) for name in ("张", "李", "阿")]
    ordered = [row["name"] for row in sort_rows([{"name": name} for name in names], "name") if isinstance(row, dict)]
    assert [name[0] for name in ordered] == ["阿"] * 2000 + ["李"] * 2000 + ["张"] * 2000


def test_rows_of_equal_value_keep_their_order() -> None:
    rows: list[object] = [{"key": key, "value": "同"} for key in range(5)]
    assert sort_rows(rows, "value") == rows


@pytest.mark.parametrize(
    ("op", "value", "cell", "met"),
    [
        (Op.CONTAINS, "yj", "YJJG-1", True),
        (Op.CONTAINS, "x", None, False),
        (Op.IS, 3, 3, True),
        (Op.FROM, 9, 10, True),
        (Op.TO, 9, 10, False),
    ],
)
def test_a_condition_is_met_or_not(op: Op, value: int | str, cell: object, met: bool) -> None:
    assert holds(Filter("cell", op, value), cell) is met
