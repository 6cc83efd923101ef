"""Where a Chinese line may end (GB/T 15834, 5.1: marks that must not open or close a line)."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

NOT_AT_START = frozenset("，。、；：？！）》〉」』】〕〗”’％‰℃·…—～,.;:?!)]}%")
NOT_AT_END = frozenset("（《〈「『【〔〖“‘￥¥$([{№")
_HALF_AT_END = frozenset("，。、；：？！）》〉」』】〕〗”’")
_WORD = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,%*/-+_@#&:")
_TOLERANCE = 0.01


def may_break(before: str, after: str) -> bool:
    """Say whether a line may end between two characters."""
    if after in NOT_AT_START or before in NOT_AT_END:
        return False
    return not (before in _WORD and after in _WORD)


def closing_width(character: str, width: float) -> float:
    """Return the width that a character takes at the end of a line: a closing mark leaves its blank half outside."""
    return width / 2 if character in _HALF_AT_END else width


def break_lines(text: str, widths: Sequence[float], first: float, rest: float) -> list[tuple[int, int]]:
    """Cut `text` into lines (start, end) no wider than `first` and then `rest`, in the unit of `widths`."""
    edges = list(accumulate(widths, initial=0.0))
    lines: list[tuple[int, int]] = []
    start, room = 0, first
    while start < len(text):
        end = _line_end(text, widths, edges, start, room)
        lines.append((start, end))
        start, room = end, rest
        while start < len(text) and text[start] == " ":
            start += 1
    return lines


def _line_end(text: str, widths: Sequence[float], edges: Sequence[float], start: int, room: float) -> int:
    """Return the end of the line that begins at `start`; a word longer than the line is cut where it must be."""
    limit = edges[start] + room + _TOLERANCE
    end = max(bisect_right(edges, limit) - 1, start + 1)
    if end < len(text) and edges[end] + closing_width(text[end], widths[end]) <= limit:
        end += 1
    if end >= len(text):
        return len(text)
    best = end
    while best > start and not may_break(text[best - 1], text[best]):
        best -= 1
    return best if best > start else end
