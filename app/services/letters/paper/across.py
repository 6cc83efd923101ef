"""A list on A4 across, such as a pay list: title, table, signatures; each page says which of how many it is."""

from collections.abc import Iterator

from app.services.letters.paper.blocks import Blocks
from app.services.letters.paper.content import Align, Letter, Note, Table
from app.services.letters.paper.heads import signature, title
from app.services.letters.paper.marks import Across, Mark, Page
from app.services.letters.paper.measures import ACROSS, SMALL_SIZE
from app.services.letters.paper.pages import cut, marks_of
from app.services.letters.paper.typesetter import Style, Typesetter

_LEADING = 24.0
_GAP = 6.0
_SEAL_GAP = 14.0
_FOOT_DROP = 22.0
_LAST_ROWS = 3  # with the gap behind a table: nobody signs a page without a row and the total


def lay_out_across(letter: Letter, typesetter: Typesetter) -> Iterator[Page]:
    """Yield the pages of a list, its title on the first, the heads of its tables on each."""
    blocks = Blocks(typesetter, _LEADING, ACROSS.width)
    corrected = [Note(f"本表替代{letter.corrects}；{letter.correction}".rstrip("；"))] if letter.corrects else []
    end = 1 + next(place for place, block in enumerate(letter.body) if isinstance(block, Table))
    listed = [strip for block in letter.body[:end] for strip in blocks.strips(block)]
    closing = [
        *(strip for block in (*letter.body[end:], *corrected) for strip in blocks.strips(block)),
        *signature(letter, typesetter, _LEADING, _SEAL_GAP, ACROSS.width),
    ]
    together = [strip._replace(glued=True) for strip in (*listed[-_LAST_ROWS:], *closing[:-1])]
    strips = [*title(letter.title, typesetter, _GAP, ACROSS.width), *listed[:-_LAST_ROWS], *together, closing[-1]]
    pages = cut(strips, ACROSS)
    for number, page in enumerate(pages, 1):
        yield (Across(), *marks_of(page, ACROSS), *_foot(number, len(pages), typesetter))


def _foot(number: int, total: int, typesetter: Typesetter) -> tuple[Mark, ...]:
    line = typesetter.line(f"第 {number} 页，共 {total} 页", Style("song", SMALL_SIZE))
    x = ACROSS.left + line.start(ACROSS.width, Align.CENTRE)
    y = ACROSS.top - ACROSS.height - _FOOT_DROP
    return tuple(run._replace(x=x + run.x, y=y) for run in line.runs)
