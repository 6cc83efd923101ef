"""How people type the same value: the forms in which dates, sums, names and numbers arrive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from sample_district.cases import Value

Look = Callable[[int, Value], Value]  # the row's place from 0 and the value as meant -> the value as typed
_FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def as_meant(_: int, value: Value) -> Value:
    """As it is."""
    return value


def dotted(_: int, value: Value) -> Value:
    """2019.03.01."""
    return f"{value:%Y.%m.%d}" if isinstance(value, date) else value


def eight_digits(_: int, value: Value) -> Value:
    """20190301, a number."""
    return int(f"{value:%Y%m%d}") if isinstance(value, date) else value


def spoken(_: int, value: Value) -> Value:
    """2019年3月1日."""
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else value


def serial(_: int, value: Value) -> Value:
    """43525, Excel's number of the day in a cell without a date format."""
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value


def slashed(_: int, value: Value) -> Value:
    """2019/3/1 typed as text."""
    return f"{value.year}/{value.month}/{value.day}" if isinstance(value, date) else value


def hyphened(_: int, value: Value) -> Value:
    """2019-3-1 typed as text."""
    return f"{value.year}-{value.month}-{value.day}" if isinstance(value, date) else value


def in_turn(*looks: Look) -> Look:
    """One form after another, as several hands have filled the list."""
    return lambda place, value: looks[place % len(looks)](place, value)


mixed_days = in_turn(as_meant, dotted, eight_digits, as_meant, spoken, serial, slashed, hyphened)


def wan(_: int, value: Value) -> Value:
    """A sum under a header in 万元."""
    return value / 10000 if isinstance(value, int | float) else value


def _currency(_: int, value: Value) -> Value:
    return f"￥{value:,.2f}"


def _own_wan(_: int, value: Value) -> Value:
    return f"{value / 10000:g}万元" if isinstance(value, int | float) and value % 100 == 0 else value


def _full_width_sum(_: int, value: Value) -> Value:
    return f"{value:,.2f}".translate(_FULL_WIDTH)


def _with_yuan(_: int, value: Value) -> Value:
    return f"{value:g}元"


mixed_sums = in_turn(_currency, as_meant, _own_wan, _full_width_sum, as_meant, _with_yuan)


def full_width(_: int, value: Value) -> Value:
    """Digits from a Chinese input method."""
    return value.translate(_FULL_WIDTH) if isinstance(value, str) else value


def quoted(_: int, value: Value) -> Value:
    """A leading apostrophe that became part of the text."""
    return f"'{value}"


def small_x(_: int, value: Value) -> Value:
    """The check letter in lower case."""
    return value.lower() if isinstance(value, str) else value


def in_blocks(_: int, value: Value) -> Value:
    """Digits in groups of four, as on the card."""
    return " ".join(value[at : at + 4] for at in range(0, len(value), 4)) if isinstance(value, str) else value


def spaced_name(_: int, value: Value) -> Value:
    """A name of two characters drawn out to the width of three, or with a blank behind."""
    return value and f"{value[0]}\u3000{value[1]}" if isinstance(value, str) and len(value) == 2 else f"{value} "


def as_number(_: int, value: Value) -> Value:
    """A long number that Excel took for one: fifteen digits are left of it."""
    if not isinstance(value, str) or not value.isdigit():
        return value
    return int(value[:15].ljust(len(value), "0"))


def spotted(spots: Mapping[int, Look], rest: Look = as_meant) -> Look:
    """A form of its own in some rows, by their place from 1."""
    return lambda place, value: spots.get(place + 1, rest)(place, value)
