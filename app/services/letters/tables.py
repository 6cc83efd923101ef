"""Ruled tables: a strip a row, the header repeated on each page."""

from collections.abc import Sequence

from app.services.letters.content import Align, Table
from app.services.letters.fonts import Chain, Fonts
from app.services.letters.marks import Mark, Rule, Strip
from app.services.letters.measures import SMALL_SIZE
from app.services.letters.typesetter import Style, aligned, set_text

_PADDING = 4.0
_LEADING = 17.0
_THIN = 0.6
_AFTER = 8.0


def table_strips(table: Table, fonts: Fonts, width: float) -> list[Strip]:
    """Return the header and the rows of a table set in `width` points."""
    shares = sum(column.share for column in table.columns)
    widths = [width * column.share / shares for column in table.columns]
    titles = tuple(column.title for column in table.columns)
    header = _row(titles, widths, [Align.CENTRE] * len(widths), fonts.hei, top=True)._replace(glued=True)
    aligns = [column.align for column in table.columns]
    rows = [_row(row, widths, aligns, fonts.body)._replace(header=(header,)) for row in table.rows]
    return [header, *rows, Strip(_AFTER)]


def _row(
    cells: Sequence[str], widths: Sequence[float], aligns: Sequence[Align], chain: Chain, *, top: bool = False
) -> Strip:
    """Set one row: its cells centred in height, ruled left, right and below, the header above as well."""
    style = Style(chain, SMALL_SIZE, _LEADING)
    columns = [set_text(cell, style, width - 2 * _PADDING) for cell, width in zip(cells, widths, strict=True)]
    height = max(1, *(len(lines) for lines in columns)) * _LEADING + 2 * _PADDING
    total = sum(widths)
    marks: list[Mark] = [Rule(0.0, height, total, height, _THIN), Rule(0.0, 0.0, 0.0, height, _THIN)]
    if top:
        marks.append(Rule(0.0, 0.0, total, 0.0, _THIN))
    x = 0.0
    for lines, width, align in zip(columns, widths, aligns, strict=True):
        y = (height - len(lines) * _LEADING) / 2
        for line in lines:
            marks += line.at(x + _PADDING + aligned(line, width - 2 * _PADDING, align), y)
            y += _LEADING
        x += width
        marks.append(Rule(x, 0.0, x, height, _THIN))
    return Strip(height, tuple(marks), glued=False)
