"""Laid-out letters as PDF bytes: the same letter always gives the same bytes."""

from collections.abc import Iterable
from io import BytesIO
from threading import RLock

import segno
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from app.services.letters.content import Letter
from app.services.letters.fonts import Fonts
from app.services.letters.marks import Code, Page, Rule, Text
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
    """Draw under a lock: a face keeps its reading position while it is being cut down to a subset."""
    with _DRAWING:
        output = BytesIO()
        first = fonts.face("fang").fontName
        size = (PAGE_WIDTH, PAGE_HEIGHT)
        canvas = Canvas(output, pagesize=size, invariant=1, pageCompression=1, initialFontName=first, lang="zh-CN")
        canvas.setTitle(title)
        typesetter = Typesetter(fonts)
        for letter in letters:
            canvas.setAuthor(letter.office)
            for page in lay_out(letter, typesetter):
                _draw(canvas, page)
                canvas.showPage()
        canvas.save()
        return output.getvalue()


def _draw(canvas: Canvas, page: Page) -> None:
    """Draw rules and codes, then all text as one text object."""
    for mark in page:
        if isinstance(mark, Rule):
            canvas.setStrokeColor(_RED if mark.red else _BLACK)
            canvas.setLineWidth(mark.thickness)
            canvas.line(mark.x, mark.y, mark.to_x, mark.to_y)
        elif isinstance(mark, Code):
            _draw_code(canvas, mark)
    text = canvas.beginText()
    for mark in page:
        if isinstance(mark, Text):
            _write(text, mark)
    canvas.drawText(text)


def _write(text: PDFTextObject, mark: Text) -> None:
    text.setTextOrigin(mark.x, mark.y)
    text.setFont(mark.font, mark.size, mark.size)
    text.setFillColor(_RED if mark.red else _BLACK)
    text.setCharSpace(mark.spacing)
    text.textOut(mark.text)


def _draw_code(canvas: Canvas, code: Code) -> None:
    """Draw a QR code as one path of rectangles, a rectangle a run of dark modules, quiet zone left to the margins."""
    matrix = segno.make_qr(code.text, error="m", boost_error=False, mask=_MASK).matrix
    module = code.size / len(matrix)
    path = canvas.beginPath()
    for row, bits in enumerate(matrix):
        y = code.y + code.size - (row + 1) * module
        for start, end in _dark_runs(bits):
            path.rect(code.x + start * module, y, (end - start) * module, module)
    canvas.setFillColor(_BLACK)
    canvas.drawPath(path, stroke=0, fill=1)


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
