"""Strips onto pages: nothing is cut, what is glued stays together, table headers come again."""

from collections.abc import Iterator, Sequence

from app.services.letters.marks import Mark, Strip, placed
from app.services.letters.measures import UPRIGHT, Area

_SLACK = 0.5


def fits(strips: Sequence[Strip]) -> bool:
    """Say whether the strips have room on one page."""
    return height(strips) <= UPRIGHT.height + _SLACK


def height(strips: Sequence[Strip]) -> float:
    """Return the height of strips in points."""
    return sum(strip.height for strip in strips)


def paginate(strips: Sequence[Strip], area: Area = UPRIGHT) -> list[list[Mark]]:
    """Return the marks of each page that the strips fill, within an area of it."""
    limit = area.height + _SLACK
    pages: list[list[Mark]] = [[]]
    used = 0.0
    for chunk in _chunks(strips):
        whole = used + height(chunk) <= limit
        for strip in chunk:
            if used and not whole and (strip is chunk[0] or used + strip.height > limit):
                pages.append([])
                used = 0.0
                for header in strip.header:
                    pages[-1] += placed(header, area.left, area.top)
                    used += header.height
            used = max(used, area.height - strip.height) if strip.sunk else used
            pages[-1] += placed(strip, area.left, area.top - used)
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
