"""Strips onto pages: nothing is cut, what is glued stays together, table headers come again."""

from collections.abc import Iterator, Sequence

from app.services.letters.marks import Mark, Strip, placed
from app.services.letters.measures import HEIGHT, LEFT, PAGE_HEIGHT, TOP

_LIMIT = HEIGHT + 0.5
_TOP = PAGE_HEIGHT - TOP


def fits(strips: Sequence[Strip]) -> bool:
    """Say whether the strips have room on one page."""
    return height(strips) <= _LIMIT


def height(strips: Sequence[Strip]) -> float:
    """Return the height of strips in points."""
    return sum(strip.height for strip in strips)


def paginate(strips: Sequence[Strip]) -> list[list[Mark]]:
    """Return the marks of each page that the strips fill."""
    pages: list[list[Mark]] = [[]]
    used = 0.0
    for chunk in _chunks(strips):
        whole = used + height(chunk) <= _LIMIT
        for strip in chunk:
            if used and not whole and (strip is chunk[0] or used + strip.height > _LIMIT):
                pages.append([])
                used = 0.0
                for header in strip.header:
                    pages[-1] += placed(header, LEFT, _TOP)
                    used += header.height
            used = max(used, HEIGHT - strip.height) if strip.sunk else used
            pages[-1] += placed(strip, LEFT, _TOP - used)
            used += strip.height
    return pages


def _chunks(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Yield runs of strips that belong on one page."""
    chunk: list[Strip] = []
    for strip in strips:
        chunk.append(strip)
        if not strip.glued:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
