"""Rules, codes and runs of text as operators of a page; a number that comes again is written out once."""

from collections.abc import Iterable
from functools import lru_cache

import segno
from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from app.services.letters.paper.marks import Code, Page, Rule, Text

_RED = Color(0.86, 0.0, 0.0)
_BLACK = Color(0.0, 0.0, 0.0)
_MASK = 2
_number = lru_cache(maxsize=16_384)(fp_str)


class _Lettering(PDFTextObject):
    """The text of a page: most of its runs stand where runs of other pages stand."""

    _code: list[str]

    def setTextOrigin(self, x: float, y: float) -> None:  # noqa: N802 - reportlab calls it by this name
        """Move to (x, y) in points, counted from the lower left corner."""
        self._code.append(f"1 0 0 1 {_number(x)} {_number(y)} Tm")
        self._x0 = self._x = x
        self._y0 = self._y = y


def draw(canvas: Canvas, page: Page) -> None:
    """Draw rules and codes, then all text as one text object."""
    for mark in page:
        if isinstance(mark, Rule):
            canvas.addLiteral(_rule_operators(mark))
        elif isinstance(mark, Code):
            canvas.addLiteral(_code_operators(mark))
    text = _Lettering(canvas)
    state: tuple[str, float, bool, float] | None = None
    for mark in page:
        if isinstance(mark, Text):
            state = _write(text, mark, state)
    canvas.drawText(text)


def _rule_operators(rule: Rule) -> str:
    x, y, to_x, to_y, thickness, red = rule
    return f"{_pen(thickness, red)}\nn {_number(x)} {_number(y)} m {_number(to_x)} {_number(to_y)} l S"


@lru_cache(maxsize=64)
def _pen(thickness: float, red: bool) -> str:
    """Return the operators that set colour and thickness of what is stroked next."""
    return f"{fp_str((_RED if red else _BLACK).rgb())} RG\n{fp_str(thickness)} w"


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
