"""A list on A4 across, such as a pay list: title, table, signatures; each page says which of how many it is."""

from collections.abc import Iterator

from app.services.letters.blocks import Blocks
from app.services.letters.content import Align, Letter, Note
from app.services.letters.heads import signature, title
from app.services.letters.marks import Across, Mark, Page, Strip
from app.services.letters.measures import ACROSS, SMALL_SIZE
from app.services.letters.pages import cut, marks_of
from app.services.letters.typesetter import Style, Typesetter

_LEADING = 24.0
_GAP = 6.0
_SEAL_GAP = 14.0
_FOOT_DROP = 22.0


def lay_out_across(letter: Letter, typesetter: Typesetter) -> Iterator[Page]:
    """Yield the pages of a list, its title on the first, the heads of its tables on each."""
    blocks = Blocks(typesetter, _LEADING, ACROSS.width)
    corrected = [Note(f"本表替代{letter.corrects}；{letter.correction}".rstrip("；"))] if letter.corrects else []
    strips: list[Strip] = [
        *title(letter.title, typesetter, _GAP, ACROSS.width),
        *(strip for block in (*letter.body, *corrected) for strip in blocks.strips(block)),
        *signature(letter, typesetter, _LEADING, _SEAL_GAP, ACROSS.width),
    ]
    pages = cut(strips, ACROSS)
    for number, page in enumerate(pages, 1):
        yield (Across(), *marks_of(page, ACROSS), *_foot(number, len(pages), typesetter))


def _foot(number: int, total: int, typesetter: Typesetter) -> tuple[Mark, ...]:
    line = typesetter.line(f"第 {number} 页，共 {total} 页", Style("song", SMALL_SIZE))
    x = ACROSS.left + line.start(ACROSS.width, Align.CENTRE)
    y = ACROSS.top - ACROSS.height - _FOOT_DROP
    return tuple(run._replace(x=x + run.x, y=y) for run in line.runs)
