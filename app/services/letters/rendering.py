"""Laid-out letters as PDF bytes: the same letter always gives the same bytes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import RLock

import segno
from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from app.services.letters.content import Letter
from app.services.letters.fonts import Fonts
from app.services.letters.marks import Across, Code, Page, Rule, Text
from app.services.letters.measures import PAGE_HEIGHT, PAGE_WIDTH
from app.services.letters.page import lay_out
from app.services.letters.typesetter import Typesetter

_RED = Color(0.86, 0.0, 0.0)
_BLACK = Color(0.0, 0.0, 0.0)
_MASK = 2
_DRAWING = RLock()


def render(letter: Letter, fonts: Fonts) -> bytes:
    """Return one letter as PDF; UserError for a character that no face has."""
    return _document([letter], fonts, f"{letter.number} {''.join(letter.title)}".strip())


def render_batch(letters: Iterable[Letter], fonts: Fonts) -> bytes:
    """Return letters as one PDF for printing, each from its own page 1; UserError for a character no face has."""
    return _document(letters, fonts, "文书批量打印")


def _document(letters: Iterable[Letter], fonts: Fonts, title: str) -> bytes:
    def pages(typesetter: Typesetter) -> Iterator[tuple[str, Page]]:
        return ((letter.office, page) for letter in letters for page in lay_out(letter, typesetter))

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
            _draw(canvas, page)
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


def _draw(canvas: Canvas, page: Page) -> None:
    """Draw rules and codes, then all text as one text object."""
    for mark in page:
        if isinstance(mark, Rule):
            canvas.setStrokeColor(_RED if mark.red else _BLACK)
            canvas.setLineWidth(mark.thickness)
            canvas.line(mark.x, mark.y, mark.to_x, mark.to_y)
        elif isinstance(mark, Code):
            canvas.addLiteral(_code_operators(mark))
    text = canvas.beginText()
    state: tuple[str, float, bool, float] | None = None
    for mark in page:
        if isinstance(mark, Text):
            state = _write(text, mark, state)
    canvas.drawText(text)


def _write(
    text: PDFTextObject, mark: Text, state: tuple[str, float, bool, float] | None
) -> tuple[str, float, bool, float]:
    """Write a run, repeating of face, size, colour and spacing only what has changed; return what is set now."""
    font, size, red, spacing = state or ("", 0.0, not mark.red, -1.0)
    text.setTextOrigin(mark.x, mark.y)
    if (font, size) != (mark.font, mark.size):
        text.setFont(mark.font, mark.size, mark.size)
    if red != mark.red:
        text.setFillColor(_RED if mark.red else _BLACK)
    if spacing != mark.spacing:
        text.setCharSpace(mark.spacing)
    text.textLine(mark.text)
    return mark.font, mark.size, mark.red, mark.spacing


def _code_operators(code: Code) -> str:
    """Return a QR code as one filled path in units of its modules: a rectangle for each run of dark modules."""
    matrix = segno.make_qr(code.text, error="m", boost_error=False, mask=_MASK).matrix
    module = code.size / len(matrix)
    rectangles = (
        f"{start} {len(matrix) - 1 - row} {end - start} 1 re"
        for row, bits in enumerate(matrix)
        for start, end in _dark_runs(bits)
    )
    scale = f"{module:.4f} 0 0 {module:.4f} {code.x:.3f} {code.y:.3f} cm"
    return f"q {scale} 0 g {' '.join(rectangles)} f Q"


def _dark_runs(bits: Iterable[int]) -> list[tuple[int, int]]:
    """Return (start, end) of each run of dark modules in a row."""
    runs: list[tuple[int, int]] = []
    for index, bit in enumerate(bits):
        if not bit:
            continue
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs
