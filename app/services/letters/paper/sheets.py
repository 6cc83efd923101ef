"""Sheets for the counter: titled text and tables on A4 without red head or seal, numbered through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.services.letters.paper.blocks import Blocks
from app.services.letters.paper.content import Block
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.heads import page_number, title
from app.services.letters.paper.marks import Page
from app.services.letters.paper.pages import paginate
from app.services.letters.paper.rendering import render_pages
from app.services.letters.paper.typesetter import Typesetter

_GAP = 6.0
_LEADING = 26.0


@dataclass(frozen=True)
class Sheet:
    """What begins on a page of its own: the lines of its title and what follows."""

    title: tuple[str, ...]
    body: tuple[Block, ...]


def render_sheets(sheets: Sequence[Sheet], office: str, name: str, fonts: Fonts) -> bytes:
    """Return sheets as one PDF; UserError for a character that no face has."""

    def pages(typesetter: Typesetter) -> Iterator[tuple[str, Page]]:
        blocks = Blocks(typesetter, _LEADING)
        laid_out = (
            marks
            for sheet in sheets
            for marks in paginate(
                [*title(sheet.title, typesetter, _GAP), *(s for block in sheet.body for s in blocks.strips(block))]
            )
        )
        for number, marks in enumerate(laid_out, 1):
            yield office, (*marks, *page_number(number, typesetter))

    return render_pages(pages, fonts, name)
