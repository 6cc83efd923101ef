"""Laid-out letters as PDF bytes: the same letter always gives the same bytes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import RLock

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from app.services.letters.paper.content import Letter
from app.services.letters.paper.drawing import draw
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.marks import Across, Page
from app.services.letters.paper.measures import PAGE_HEIGHT, PAGE_WIDTH
from app.services.letters.paper.page import each_page
from app.services.letters.paper.typesetter import Typesetter

_DRAWING = RLock()


def render(letter: Letter, fonts: Fonts) -> bytes:
    """Return one letter as PDF; UserError for a character that no face has."""
    return _document([letter], fonts, f"{letter.number} {''.join(letter.title)}".strip())


def render_batch(letters: Iterable[Letter], fonts: Fonts) -> bytes:
    """Return letters as one PDF for printing, each from its own page 1; UserError for a character no face has."""
    return _document(letters, fonts, "文书批量打印")


def _document(letters: Iterable[Letter], fonts: Fonts, title: str) -> bytes:
    def pages(typesetter: Typesetter) -> Iterator[tuple[str, Page]]:
        return ((letter.office, page) for letter in letters for page in each_page(letter, typesetter))

    return render_pages(pages, fonts, title)


def render_pages(pages: Callable[[Typesetter], Iterable[tuple[str, Page]]], fonts: Fonts, title: str) -> bytes:
    """Return pages, each with its author, as one PDF; UserError for a character that no face has.

    Drawn under a lock: a face keeps its reading position while it is being cut down to a subset.
    """
    with _DRAWING, _binary_streams():
        output = BytesIO()
        first = fonts.face("fang").fontName
        size = (PAGE_WIDTH, PAGE_HEIGHT)
        canvas = Canvas(output, pagesize=size, invariant=1, pageCompression=1, initialFontName=first, lang="zh-CN")
        canvas.setTitle(title)
        typesetter = Typesetter(fonts)
        for author, page in pages(typesetter):
            canvas.setAuthor(author)
            canvas.setPageSize((PAGE_HEIGHT, PAGE_WIDTH) if Across() in page[:1] else size)
            draw(canvas, page)
            canvas.showPage()
        canvas.save()
        return output.getvalue()


@contextmanager
def _binary_streams() -> Iterator[None]:
    """Keep page contents binary: writing them as ASCII, which nothing needs, takes a quarter of the time."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before
