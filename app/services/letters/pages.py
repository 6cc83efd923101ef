"""Strips onto pages: nothing is cut, what is glued stays together, table headers come again."""

from collections.abc import Iterator, Sequence

from app.services.letters.marks import Mark, Strip, placed
from app.services.letters.measures import HEIGHT, LEFT, PAGE_HEIGHT, TOP

_TOLERANCE = 0.5


def paginate(strips: Sequence[Strip]) -> list[list[Mark]]:
    """Return the marks of each page that the strips fill."""
    pages: list[list[Mark]] = [[]]
    used = 0.0
    for chunk in _chunks(strips):
        height = sum(strip.height for strip in chunk)
        fits = used + height <= HEIGHT + _TOLERANCE
        for index, strip in enumerate(chunk):
            if used and ((index == 0 and not fits) or used + strip.height > HEIGHT + _TOLERANCE):
                pages.append([])
                used = 0.0
                for header in strip.header:
                    pages[-1] += placed(header, LEFT, PAGE_HEIGHT - TOP)
                    used += header.height
            pages[-1] += placed(strip, LEFT, PAGE_HEIGHT - TOP - used)
            used += strip.height
    return pages


def page_count(strips: Sequence[Strip]) -> int:
    """Return how many pages the strips fill."""
    return len(paginate(strips)) if sum(strip.height for strip in strips) > HEIGHT else 1


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
