"""What a cell may hold before anyone has read it, and how a cell says why it cannot be read."""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that itself holds no value (an Excel error, a formula never computed); `text` is the Chinese reason."""

    text: str

    @property
    def shown(self) -> str:
        """The cell as Excel shows it (#N/A); empty for a formula never computed."""
        return "".join(self.text.partition("#")[1:])


Raw: TypeAlias = (
    str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | CellFault | None
)


class Unreadable(ValueError):
    """A cell that cannot be read as what its column holds; `text` is the reason in a few Chinese words."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


WHOLE_DIGITS_KEPT = 10**14
"""Excel keeps 15 digits of a number; from 15 digits on nobody can tell whether the last ones were lost."""

APOSTROPHES = "'＇‘’"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_EDGES = " \t\r\n\v\f\u00a0\u3000\u2002\u2003\u2009" + _INVISIBLE
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-")
_COMPACT = _HALF_WIDTH | _DASHES | dict.fromkeys(map(ord, _EDGES))


def is_blank(raw: Raw) -> bool:
    """Whether a cell is empty to the eye: nothing, blanks, or a lone apostrophe."""
    return raw is None or (type(raw) is str and not raw.strip(_EDGES).lstrip(APOSTROPHES))


def tidy(text: str) -> str:
    """Text without blanks at its ends, leading apostrophes, control and invisible characters."""
    if not text.isprintable():
        text = "".join(each for each in text if each == "\u3000" or unicodedata.category(each) not in {"Cc", "Cf"})
    return text.strip(_EDGES).lstrip(APOSTROPHES).strip(_EDGES)


def compact(text: str) -> str:
    """Text in half-width characters with no blank anywhere, dashes as hyphens, no leading apostrophe."""
    return tidy(text).translate(_COMPACT)


def is_digits(text: str) -> bool:
    """Whether text is ASCII digits and nothing else."""
    return text.isascii() and text.isdigit()


def is_scientific(text: str) -> bool:
    """Whether text is a number as Excel shows a long one: 3.41524E+17."""
    head, mark, exponent = text.upper().partition("E+")
    return bool(mark) and is_digits(exponent) and is_digits(head.replace(".", "", 1))


def digits_of_number(raw: float, what: str) -> str:
    """The digits of a number cell in a column of `what`; Unreadable from 15 digits on, where Excel loses the last ones."""
    if not abs(raw) < WHOLE_DIGITS_KEPT:
        raise lost_digits(what)
    if raw < 0 or raw != int(raw):
        raise Unreadable(f"{what}应为一串数字，此处是带小数或负号的数值")
    return str(int(raw))


def lost_digits(what: str) -> Unreadable:
    """The refusal of a long number of `what` that Excel stored as a number."""
    return Unreadable(f"{what}被存成了数字，末几位已丢失，请把单元格设为文本后重新填写")


def refusal(raw: Raw, wanted: str) -> Unreadable:
    """The refusal of a cell of a kind that the column never holds, naming what is wanted."""
    if isinstance(raw, CellFault):
        return Unreadable(raw.text)
    return Unreadable(f"应填{wanted}，此处是{_kind(raw)}")


def _kind(raw: Raw) -> str:
    if isinstance(raw, bool):
        return "逻辑值 TRUE/FALSE"
    if isinstance(raw, datetime.date):
        return "日期"
    if isinstance(raw, datetime.time | datetime.timedelta):
        return "时间"
    return "数字" if isinstance(raw, int | float) else "空白"
