"""Cells that hold a day or a month, in every form that has one reading only."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from app.services.policy.months import Month
from app.services.policy.raw import Raw, Unreadable, compact, is_digits, refusal, tidy

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LAST_SERIAL = 73415  # 2100-12-31
_LOST_LEAP_DAY = 60  # Excel's 1900-02-29, which never was
_SERIALS_BETWEEN = 1462  # from the 1900 system to that of 1904
_SERIAL_DIGITS = 5
_LONGEST = 60  # characters; no day and no month is written with more
_SERIAL_ORIGIN = date(1899, 12, 30).toordinal()

_TIME = re.compile(r"[T\s]\s*\d{1,2}[:：]\d{2}([:：]\d{2}(\.\d+)?)?$")
_FULL_DAY = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})[日号]", re.ASCII)
_FULL_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})|(\d{4})年(\d{1,2})月", re.ASCII)
_THREE_PARTS = re.compile(r"(\d{1,4})[-./年](\d{1,2})[-./月](\d{1,4})日?", re.ASCII)
_NOT_A_DAY = "不是可识别的日期，应如 2019-03-01、2019.3.1、20190301 或 2019年3月1日"
_NOT_A_MONTH = "不是可识别的月份，应如 2024-01、2024.1、202401 或 2024年1月"


def read_day(raw: Raw) -> date:
    """A calendar day of 1900 to 2100 from a date cell, a serial or text; Unreadable names both readings where there are two."""
    if type(raw) is str:
        return _day_of_text(raw)
    if type(raw) is date and _FIRST_YEAR <= raw.year <= _LAST_YEAR:
        return raw
    if isinstance(raw, date):
        return _in_range(raw.year, raw.month, raw.day)
    if type(raw) is float or type(raw) is int:
        return _day_of_number(raw)
    raise refusal(raw, "日期")


def read_day_1904(raw: Raw) -> date:
    """The same from a workbook whose serials count days from 1904; a serial kept as text is Unreadable: it may be either."""
    if type(raw) is float or type(raw) is int:
        is_serial = 0 <= raw <= _LAST_SERIAL and not _FIRST_YEAR <= raw < _LAST_YEAR + 1
        return read_day(raw + _SERIALS_BETWEEN if is_serial else raw)
    if type(raw) is str and len(digits := compact(tidy(raw))) == _SERIAL_DIGITS and is_digits(digits):
        early, late = (date.fromordinal(_SERIAL_ORIGIN + int(digits) + more) for more in (0, _SERIALS_BETWEEN))
        raise Unreadable(f"日期序号 {digits} 可能是{_spoken(early)}，也可能是{_spoken(late)}，请写成 2019-03-01 的形式")
    return read_day(raw)


def read_month(raw: Raw) -> Month:
    """A month of 1900 to 2100 from a date cell, 202401 or text; Unreadable for a number such as 2024.1 (January or October)."""
    if type(raw) is str:
        return _month_of_text(raw)
    if isinstance(raw, date):
        return _month(raw.year, raw.month)
    if type(raw) is float or type(raw) is int:
        return _month_of_number(raw)
    raise refusal(raw, "月份")


@lru_cache(maxsize=16384)
def _day_of_text(raw: str) -> date:
    text = _written(raw, _NOT_A_DAY)
    if is_digits(text):
        return _day_of_digits(text)
    match = _FULL_DAY.fullmatch(text)
    if match is None:
        raise Unreadable(_two_readings(text) or _why_no_day(text))
    year, _, month, day, *chinese = match.groups()
    if year is None:
        year, month, day = chinese
    return _in_range(int(year), int(month), int(day))


def _written(raw: str, otherwise: str) -> str:
    """Text without blanks and without a time of day; Unreadable, for the reason given, when it is far too long."""
    if len(raw) > _LONGEST:
        raise Unreadable(otherwise)
    return compact(_TIME.sub("", tidy(raw)))


def _day_of_digits(text: str) -> date:
    if len(text) == 8:
        return _in_range(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 5:
        return _day_of_number(int(text))
    if len(text) == 7:
        early, late = (text[4:5], text[5:]), (text[4:6], text[6:])
        raise Unreadable(
            _between([(int(text[:4]), int(month), int(day)) for month, day in (early, late)]) or _NOT_A_DAY
        )
    raise Unreadable(_why_no_day(text))


def _day_of_number(number: float) -> date:
    if 19000101 <= number <= 21001231 and number % 1 == 0:
        return _day_of_digits(str(int(number)))
    if _FIRST_YEAR <= number < _LAST_YEAR + 1:
        serial = date.fromordinal(_SERIAL_ORIGIN + int(number))
        raise Unreadable(f"数字 {number:g} 可能是{int(number)}年，也可能是日期序号（{_spoken(serial)}），请写全年月日")
    if not 1 <= number <= _LAST_SERIAL or number % 1:
        raise Unreadable(_NOT_A_DAY)
    if number == _LOST_LEAP_DAY:
        raise Unreadable("日期序号 60 是并不存在的1900年2月29日")
    return date.fromordinal(_SERIAL_ORIGIN + int(number) + (number < _LOST_LEAP_DAY))


def _in_range(year: int, month: int, day: int) -> date:
    try:
        read = date(year, month, day)
    except ValueError:
        raise Unreadable(f"{year}年{month}月{day}日不存在") from None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Unreadable(f"年份 {year} 不合理")
    return read


def _why_no_day(text: str) -> str:
    if _FULL_MONTH.fullmatch(text) or (len(text) == 6 and text[:2] in {"19", "20"} and "01" <= text[4:] <= "12"):
        return "只有年月，缺少日"
    return _NOT_A_DAY


def _two_readings(text: str) -> str:
    """How 01/02/2019 or 19.3.1 may be read, as a sentence; empty when it is no such form."""
    match = _THREE_PARTS.fullmatch(text)
    if match is None:
        return ""
    first, middle, last = (int(part) for part in match.groups())
    if len(match[3]) == 4:
        return _between([(last, first, middle), (last, middle, first)])
    if len(match[1]) <= 2 and len(match[3]) <= 2:
        return _between(
            [(_century(first), middle, last), (_century(last), middle, first), (_century(last), first, middle)]
        )
    return ""


def _between(candidates: list[tuple[int, int, int]]) -> str:
    readings: list[str] = []
    for candidate in candidates:
        try:
            reading = _spoken(date(*candidate))
        except ValueError:
            continue
        if reading not in readings:
            readings.append(reading)
    if len(readings) > 1:
        return f"可能是{readings[0]}，也可能是{readings[1]}，请写成 2019-03-01 的形式"
    return f"可能是{readings[0]}，请写成 2019-03-01 的形式" if readings else ""


def _century(year: int) -> int:
    return year + (1900 if year > 50 else 2000)


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@lru_cache(maxsize=4096)
def _month_of_text(raw: str) -> Month:
    text = _written(raw, _NOT_A_MONTH)
    if is_digits(text) and len(text) == 6:
        return _month(int(text[:4]), int(text[4:]))
    match = _FULL_MONTH.fullmatch(text)
    if match:
        year, month, chinese_year, chinese_month = match.groups()
        return _month(int(year or chinese_year), int(month or chinese_month))
    if _FULL_DAY.fullmatch(text) or (is_digits(text) and len(text) == 8):
        return Month.of(_day_of_text(text))
    raise Unreadable(_NOT_A_MONTH)


def _month_of_number(number: float) -> Month:
    if number % 1 == 0 and 190001 <= number <= 210012:
        return _month(*divmod(int(number), 100))
    shown = f"{number:.10g}"
    if _FIRST_YEAR <= number < _LAST_YEAR + 1 and number % 1:
        year, _, month = shown.partition(".")
        if month == "1":
            raise Unreadable(f"数字 {shown} 可能是{year}年1月，也可能是{year}年10月，请写成 {year}-01 的文本形式")
        raise Unreadable(f"月份被存成了数字 {shown}，可能丢失末尾的0，请写成 2024-01 的文本形式")
    raise Unreadable(_NOT_A_MONTH)


def _month(year: int, month: int) -> Month:
    if not 1 <= month <= 12:
        raise Unreadable(f"{year}年{month}月不存在")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Unreadable(f"年份 {year} 不合理")
    return Month(year, month)
