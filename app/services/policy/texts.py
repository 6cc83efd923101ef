"""Cells that hold words: free text, names, one of several options, yes or no."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache

from app.services.policy.raw import APOSTROPHES, Raw, Unreadable, compact, digits_of_number, refusal, tidy

YES_NO = ("是", "否")
LONGEST_NAME, LONGEST_TEXT = 100, 2000
_GRADES = {"五级": "初级工", "四级": "中级工", "三级": "高级工", "二级": "技师", "一级": "高级技师"}
_GRADE = re.compile(r"[一二三四五]级")
_BETWEEN = re.compile(r"[()/、·-]")
_ODD_ENDS = frozenset(" " + APOSTROPHES)


def read_text(raw: Raw) -> str:
    """Free text; a number cell gives its digits, a date cell 2019-03-01. Unreadable for anything else."""
    if type(raw) is str:
        if raw.isprintable() and raw[0] not in _ODD_ENDS and raw[-1] != " ":
            return _not_longer(raw, LONGEST_TEXT)
        return _not_longer(tidy(raw), LONGEST_TEXT)
    if type(raw) is float or type(raw) is int:
        return repr(raw) if raw % 1 > 0 else digits_of_number(raw, "此栏")
    if isinstance(raw, datetime.date):
        return raw.isoformat()[:10]
    raise refusal(raw, "文字")


def read_name(raw: Raw) -> str:
    """A person's or unit's name: no blank inside a Chinese one, single blanks inside a Latin one; Unreadable for numbers."""
    if type(raw) is not str:
        raise refusal(raw, "文字")
    if raw.isprintable() and " " not in raw and raw[0] not in APOSTROPHES:
        return _with_a_letter(raw)
    words = tidy(raw.replace("\n", " ")).split()
    return _with_a_letter((" " if all(map(str.isascii, words)) else "").join(words))


def _with_a_letter(name: str) -> str:
    if name.isascii() and not any(map(str.isalpha, name)):
        raise Unreadable("应填名称，此处没有文字")
    return _not_longer(name, LONGEST_NAME)


def _not_longer(text: str, most: int) -> str:
    if len(text) > most:
        raise Unreadable(f"此处有 {len(text)} 个字，最多 {most} 个，请核对是否粘贴了多余的内容")
    return text


def read_choice(raw: Raw, options: Sequence[str]) -> str:
    """One of the options, blanks and full-width forms aside; Unreadable lists what is allowed."""
    if raw in options and type(raw) is str:
        return raw
    if type(raw) is str:
        found = _by_compact(tuple(options)).get(compact(raw))
        if found is not None:
            return found
    elif type(raw) is not float and type(raw) is not int:
        raise refusal(raw, "、".join(options))
    instead = _about_grade(compact(raw), tuple(options)) if type(raw) is str else ""
    raise Unreadable(f"应填：{'、'.join(options)}{instead}")


@lru_cache(maxsize=256)
def _about_grade(text: str, options: tuple[str, ...]) -> str:
    """What to write instead of a grade of the national scheme (高级工（三级）, 三级); empty for other texts."""
    found = _GRADE.search(text) if len(text) <= LONGEST_NAME else None
    if found is None or (same := _GRADES[found[0]]) not in options:
        return ""
    said = _BETWEEN.sub("", _GRADE.sub("", text, count=1))
    if said == same:
        return f"（请只写“{same}”）"
    return (
        f"（“{found[0]}”是{same}，与“{said}”不一致）"
        if said in options
        else f"（“{found[0]}”如指{same}，请写“{same}”）"
    )


@lru_cache(maxsize=256)
def _by_compact(options: tuple[str, ...]) -> dict[str, str]:
    return {compact(option): option for option in options}


def read_yes_no(raw: Raw) -> bool:
    """是 or 否; Unreadable for anything else, TRUE and FALSE too."""
    return raw == "是" or (raw != "否" and read_choice(raw, YES_NO) == "是")
