"""Strips onto pages: nothing is cut, what is glued stays together, table headers come again."""

from collections.abc import Iterator, Sequence

from app.services.letters.paper.marks import Mark, Strip, placed
from app.services.letters.paper.measures import UPRIGHT, Area

_SLACK = 0.5


def fits(strips: Sequence[Strip]) -> bool:
    """Say whether the strips have room on one page."""
    return height(strips) <= UPRIGHT.height + _SLACK


def height(strips: Sequence[Strip]) -> float:
    """Return the height of strips in points."""
    return sum(strip.height for strip in strips)


def paginate(strips: Sequence[Strip], area: Area = UPRIGHT) -> list[list[Mark]]:
    """Return the marks of each page that the strips fill, within an area of it."""
    return [marks_of(page, area) for page in cut(strips, area)]


def marks_of(page: Sequence[tuple[Strip, float]], area: Area) -> list[Mark]:
    """Return the marks of one page that `cut` has made."""
    return [mark for strip, depth in page for mark in placed(strip, area.left, area.top - depth)]


def cut(strips: Sequence[Strip], area: Area) -> list[list[tuple[Strip, float]]]:
    """Return the strips of each page, each with the points that it stands below the upper edge of the area.

    A long list is cut before it is placed, so that how many pages it has is known with the marks of one page at a time.
    """
    limit = area.height + _SLACK
    pages: list[list[tuple[Strip, float]]] = [[]]
    used = 0.0
    for chunk in _chunks(strips):
        whole = used + height(chunk) <= limit
        for strip in chunk:
            if used and not whole and (strip is chunk[0] or used + strip.height > limit):
                pages.append([])
                used = 0.0
                for header in strip.header:
                    pages[-1].append((header, used))
                    used += header.height
            used = max(used, area.height - strip.height) if strip.sunk else used
            pages[-1].append((strip, used))
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
