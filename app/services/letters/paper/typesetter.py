"""Text into lines: a face for each character, Chinese line ends, both margins flush."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from app.services.letters.paper.content import Align
from app.services.letters.paper.fonts import Cell, Fonts
from app.services.letters.paper.linebreaking import break_lines, closing_width
from app.services.letters.paper.marks import Row, Text

_BLANKS = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\u00a0": " "})
_WIDEST_GAP = 0.25
_BASELINE = 0.38
_REMEMBERED = 5000
_font, _width = attrgetter("font"), attrgetter("width")


class Style(NamedTuple):
    """Role of the faces, size in points, first-line indent in characters, space after each character in points.

    `flush` brings all lines but the last to the right margin.
    """

    role: str
    size: float
    indent: int = 0
    tracking: float = 0.0
    red: bool = False
    flush: bool = False


class Line(NamedTuple):
    """One set line of `width` points whose runs start at x = 0."""

    runs: tuple[Text, ...]
    width: float
    size: float

    def at(self, x: float, top: float, height: float) -> Row:
        """Return the line at `x`, centred in a row of `height` points whose upper edge lies at `top`."""
        return Row(x, top + height / 2 + _BASELINE * self.size, self.runs)

    def start(self, width: float, align: Align) -> float:
        """Return the x at which the line stands in a column of `width` points."""
        if align is Align.START:
            return 0.0
        slack = width - self.width
        return slack / 2 if align is Align.CENTRE else slack


class Typesetter:
    """Sets text in the given fonts; remembers the paragraphs of a document, most of which come again in a batch."""

    def __init__(self, fonts: Fonts) -> None:
        self._chains = fonts.chains
        self._lines: dict[tuple[str, Style, float], Line] = {}
        self._paragraphs: dict[tuple[str, Style, float, str], list[Line]] = {}

    def line(self, text: str, style: Style, spacing: float = 0.0) -> Line:
        """Set a text on one line, however long, with extra `spacing` in points after each character."""
        key = (text, style, spacing)
        if key not in self._lines:
            _make_room(self._lines)
            text = text.translate(_BLANKS)
            cells = self._cells(text, style.role)
            self._lines[key] = _line(text, cells, style, style.tracking + spacing)
        return self._lines[key]

    def paragraph(self, text: str, style: Style, width: float, lead: str = "") -> list[Line]:
        """Set a paragraph in lines of `width` points; `lead` opens it in 黑体."""
        key = (text, style, width, lead)
        if key not in self._paragraphs:
            _make_room(self._paragraphs)
            self._paragraphs[key] = self._paragraph(text.translate(_BLANKS), style, width, lead)
        return self._paragraphs[key]

    def _paragraph(self, text: str, style: Style, width: float, lead: str) -> list[Line]:
        cells = [*self._cells(lead, "hei"), *self._cells(text, style.role)]
        text = lead + text
        indent = style.indent * (style.size + style.tracking)
        if text and indent + sum(map(_width, cells)) * style.size + len(cells) * style.tracking <= width:
            return [_line(text, cells, style, style.tracking, indent)]
        widths = [cell.width * style.size + style.tracking for cell in cells]
        lines = []
        for start, end in break_lines(text, widths, width - indent, width):
            shift = indent if start == 0 else 0.0
            extra = style.tracking
            if style.flush and end < len(text):
                last = closing_width(text[end - 1], widths[end - 1])
                extra += _flush(width - shift - sum(widths[start : end - 1]) - last, end - start, style.size)
            lines.append(_line(text[start:end], cells[start:end], style, extra, shift))
        return lines

    def _cells(self, text: str, role: str) -> list[Cell]:
        return list(map(self._chains[role].__getitem__, text))


def _make_room(remembered: dict[Any, Any]) -> None:
    if len(remembered) >= _REMEMBERED:
        remembered.clear()


def _flush(slack: float, count: int, size: float) -> float:
    """Return the space that brings a line to the margin, or none where it would gape."""
    spacing = slack / (count - 1) if count > 1 else 0.0
    return spacing if spacing <= _WIDEST_GAP * size else 0.0


def _line(text: str, cells: Sequence[Cell], style: Style, extra: float, x: float = 0.0) -> Line:
    """Join neighbours of one face into runs, `extra` points after each character."""
    runs, position, begin = [], x, 0
    for font, group in groupby(cells, key=_font):
        widths = list(map(_width, group))
        end = begin + len(widths)
        runs.append(Text(position, 0.0, font, style.size, text[begin:end], extra, style.red))
        position += sum(widths) * style.size + extra * len(widths)
        begin = end
    return Line(tuple(runs), position - (extra if cells else 0.0), style.size)
