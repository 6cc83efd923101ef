"""Sums in Chinese capital numerals, after the house rule for letters and pay lists."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_GROUPS = ((10**8, "亿"), (10**4, "万"), (10**3, "仟"), (10**2, "佰"), (10, "拾"))


def capitals(fen: int) -> str:
    """Return a sum of `fen` in capitals without the prefix 人民币 (200000 -> 贰仟元整); ValueError below zero."""
    if fen < 0:
        raise ValueError(f"a sum in capitals cannot be negative: {fen}")
    yuan, (jiao, cents) = fen // 100, divmod(fen % 100, 10)
    if not fen:
        return "零元整"
    text = f"{_whole(yuan)}元" if yuan else ""
    if not jiao and not cents:
        return f"{text}整"
    if yuan and (yuan % 10 == 0 or not jiao):
        text += "零"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    return f"{text}{_DIGITS[cents]}分" if cents else f"{text}整"


def _whole(number: int) -> str:
    """Read a positive whole number: the largest unit first, 零 where a place below it is skipped."""
    for size, unit in _GROUPS:
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if 0 < low < size // 10 else ""
            return f"{_whole(high)}{unit}{gap}{_whole(low) if low else ''}"
    return _DIGITS[number]
