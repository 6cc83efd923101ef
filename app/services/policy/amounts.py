"""Cells that hold quantities: sums of money in yuan or 万元, whole numbers, years, scores."""

from __future__ import annotations

import re
from functools import lru_cache

from app.services.policy.raw import Raw, Unreadable, compact, is_digits, refusal

MOST_FEN = 10**12
"""Ten thousand million yuan: beyond any sum of this office, and where floats still tell the fen."""

MOST_POINTS = 100_00
"""The best score, in hundredths of a point."""

_CURRENCY = re.compile(r"^(人民币|RMB|CNY):?", re.IGNORECASE)
_NOISE_FEN = 1e-6
_NOISE_SHARE = 1e-14
_NOT_A_SUM = "不是可识别的金额，应如 12000、12,000.00、￥12000、12000元 或 1.2万元"


def read_fen(raw: Raw, *, in_wan: bool = False) -> int:
    """A sum in fen from a cell in yuan, or in 万元 when the header says so (`in_wan`).

    Unreadable: more than two decimals of yuan once float noise is gone, negative, badly grouped, its own 万 under 万元.
    """
    if type(raw) is float or type(raw) is int:
        return _fen_of_number(raw, 1_000_000 if in_wan else 100)
    if type(raw) is not str:
        raise refusal(raw, "金额")
    if not in_wan and len(raw) < 10 and is_digits(raw):
        return int(raw) * 100
    return _fen_of_text(raw, 6 if in_wan else 2)


def _fen_of_number(number: float, scale: int) -> int:
    scaled = number * scale
    if not 0 <= scaled <= MOST_FEN:
        raise Unreadable("金额不能为负数" if number < 0 else "金额过大，请核对单位")
    fen = round(scaled)
    if abs(scaled - fen) > max(_NOISE_FEN, scaled * _NOISE_SHARE):
        raise Unreadable("金额的小数超过两位（精确到分）")
    return fen


@lru_cache(maxsize=8192)
def _fen_of_text(raw: str, places: int) -> int:
    text = _CURRENCY.sub("", compact(raw))
    if text.startswith(("-", "(", "¥-")):
        raise Unreadable("金额不能为负数")
    number = text.removeprefix("¥")
    number = number.removesuffix("整") if number.endswith("元整") else number
    bare = number.removesuffix("元").removesuffix("万")
    if places == 6 and bare != number:
        raise Unreadable("表头已注明万元，单元格内又写了单位，无法确定金额")
    return _exact(bare, places if number.removesuffix("元") == bare else 6)


def _exact(number: str, places: int) -> int:
    whole, point, decimals = number.partition(".")
    whole = _ungrouped(whole)
    if not is_digits(whole) or (point and not is_digits(decimals)):
        raise Unreadable(_NOT_A_SUM)
    decimals = decimals.rstrip("0")
    if len(decimals) > places:
        raise Unreadable("金额的小数超过两位（精确到分）")
    if len(whole) > 13 or (fen := int(whole + decimals.ljust(places, "0"))) > MOST_FEN:
        raise Unreadable("金额过大，请核对单位")
    return fen


def _ungrouped(whole: str) -> str:
    if "," not in whole:
        return whole
    first, *groups = whole.split(",")
    if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups):
        raise Unreadable("金额的千位分隔不对，请核对是否少写数字")
    return first + "".join(groups)


def read_whole(raw: Raw) -> int:
    """A whole number from 0: 2, 2.0 or "2"; Unreadable for fractions, negative numbers and words."""
    if type(raw) is float or type(raw) is int:
        number: float = raw
    elif type(raw) is str:
        whole, point, decimals = compact(raw).partition(".")
        if not is_digits(whole.removeprefix("-")) or len(whole) > 15 or (point and decimals.strip("0")):
            raise Unreadable("应填整数")
        number = int(whole)
    else:
        raise refusal(raw, "整数")
    if not abs(number) < 10**15 or number != int(number):
        raise Unreadable("应填整数")
    if number < 0:
        raise Unreadable("应填整数，不能为负数")
    return int(number)


def read_year(raw: Raw) -> int:
    """A year such as 2023, "2023年" or "2023年度"; Unreadable for anything else."""
    if type(raw) is str:
        return read_whole(compact(raw).removesuffix("度").removesuffix("年"))
    return read_whole(raw)


def read_score(raw: Raw) -> int:
    """A score from 0 to 100 in hundredths of a point; Unreadable beyond, with more than two decimals, or as a percentage.

    A number cell of 0.92 is what Excel keeps of 92%, and may be 0.92 points.
    """
    text = raw
    if type(raw) is float or type(raw) is int:
        if 0 < raw <= 1:
            raise Unreadable(f"数字 {raw:g} 可能是 {raw:g} 分，也可能是百分比 {100 * raw:g}%，请写成 92.5 的形式")
        text = f"{raw:.10f}".rstrip("0").rstrip(".")
    if type(text) is not str:
        raise refusal(raw, "得分")
    whole, point, decimals = compact(text).removesuffix("分").partition(".")
    if not is_digits(whole) or (point and not is_digits(decimals)):
        raise Unreadable("应填 0 至 100 的得分")
    decimals = decimals.rstrip("0")
    if len(decimals) > 2:
        raise Unreadable("得分的小数超过两位")
    hundredths = int(whole[:15] + decimals.ljust(2, "0"))
    if hundredths > MOST_POINTS:
        raise Unreadable("得分应在 0 至 100 之间")
    return hundredths
