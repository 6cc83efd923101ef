"""Text into lines: a face for each character, Chinese line ends, both margins flush."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.services.letters.content import Align
from app.services.letters.fonts import Cell, Chain
from app.services.letters.linebreaking import break_lines, closing_width
from app.services.letters.marks import Text

_BLANKS = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\u00a0": " "})
_WIDEST_GAP = 0.25
_BASELINE = 0.38


@dataclass(frozen=True)
class Style:
    """Faces, size and line pitch in points, first-line indent in characters, space after each character.

    `flush` brings all lines but the last to the right margin.
    """

    chain: Chain
    size: float
    leading: float
    indent: int = 0
    tracking: float = 0.0
    red: bool = False
    flush: bool = False


@dataclass(frozen=True)
class Line:
    """One set line: its runs start at x = 0, the baseline lies `drop` below the top of the line."""

    runs: tuple[Text, ...]
    width: float
    drop: float

    def at(self, x: float, top: float) -> tuple[Text, ...]:
        """Return the runs moved to `x` in a strip, the line's upper edge at `top`."""
        return tuple(run._replace(x=run.x + x, y=top + self.drop) for run in self.runs)


def set_line(text: str, style: Style, spacing: float = 0.0) -> Line:
    """Set a text on one line, however long, with extra `spacing` in points after each character."""
    text = text.translate(_BLANKS)
    return _line(text, [style.chain[character] for character in text], style, spacing)


def set_text(text: str, style: Style, width: float, lead: str = "", lead_chain: Chain | None = None) -> list[Line]:
    """Set a paragraph in lines of `width` points; `lead` opens it in the faces of `lead_chain`."""
    text = text.translate(_BLANKS)
    cells = [(lead_chain or style.chain)[character] for character in lead]
    cells += [style.chain[character] for character in text]
    text = lead + text
    widths = [cell.width * style.size + style.tracking for cell in cells]
    indent = style.indent * (style.size + style.tracking)
    lines = []
    for start, end in break_lines(text, widths, width - indent, width):
        shift = indent if start == 0 else 0.0
        taken = sum(widths[start:end])
        taken += closing_width(text[end - 1], widths[end - 1]) - widths[end - 1] if end < len(text) else 0.0
        spacing = _flush(width - shift - taken, end - start, style.size) if style.flush and end < len(text) else 0.0
        lines.append(_line(text[start:end], cells[start:end], style, spacing, shift))
    return lines


def aligned(line: Line, width: float, align: Align) -> float:
    """Return the x at which a line stands in a column of `width` points."""
    slack = width - line.width
    return {Align.START: 0.0, Align.CENTRE: slack / 2, Align.END: slack}[align]


def _flush(slack: float, count: int, size: float) -> float:
    """Return the space that brings a line to the margin, or none where it would gape."""
    spacing = slack / (count - 1) if count > 1 else 0.0
    return spacing if spacing <= _WIDEST_GAP * size else 0.0


def _line(text: str, cells: Sequence[Cell], style: Style, spacing: float, x: float = 0.0) -> Line:
    """Join neighbours of one face into runs."""
    extra = style.tracking + spacing
    runs, position, begin = [], x, 0
    for font, group in groupby(cells, key=_font):
        widths = [cell.width for cell in group]
        end = begin + len(widths)
        runs.append(Text(position, 0.0, font, style.size, text[begin:end], extra, style.red))
        position += sum(widths) * style.size + extra * len(widths)
        begin = end
    return Line(tuple(runs), position - (extra if cells else 0.0), style.leading / 2 + _BASELINE * style.size)


def _font(cell: Cell) -> str:
    return cell.font
