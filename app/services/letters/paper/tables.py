"""Ruled tables: a strip a row, the header repeated on each page."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from app.services.letters.paper.content import Align, Table
from app.services.letters.paper.marks import Row, Rule, Strip
from app.services.letters.paper.measures import TABLE_SIZE
from app.services.letters.paper.typesetter import Style, Typesetter

_PADDING = 4.0
_LEADING = 15.0
_THIN = 0.6
_AFTER = 8.0
_CELL = Style("body", TABLE_SIZE)
_TITLE = Style("hei", TABLE_SIZE)


def table_strips(table: Table, typesetter: Typesetter, width: float) -> list[Strip]:
    """Return the header and the rows of a table set in `width` points."""
    shares = sum(column.share for column in table.columns)
    widths = [width * column.share / shares for column in table.columns]
    titles = [column.title for column in table.columns]
    plain = _row(titles, widths, [Align.CENTRE] * len(widths), typesetter, _TITLE)
    header = plain._replace(marks=(Rule(0.0, 0.0, width, 0.0, _THIN), *plain.marks), glued=True)
    aligns = [column.align for column in table.columns]
    rows = [_row(row, widths, aligns, typesetter, _CELL, table.least)._replace(header=(header,)) for row in table.rows]
    return [header, *rows, Strip(_AFTER)]


def _row(
    cells: Sequence[str],
    widths: Sequence[float],
    aligns: Sequence[Align],
    typesetter: Typesetter,
    style: Style,
    least: float = 0.0,
) -> Strip:
    """Set one row: its cells centred in height, ruled left, right and below."""
    columns = [
        typesetter.paragraph(cell, style, width - 2 * _PADDING) for cell, width in zip(cells, widths, strict=True)
    ]
    height = max(least, max(1, *(len(lines) for lines in columns)) * _LEADING + 2 * _PADDING)
    marks: list[Row | Rule] = [*_grid(tuple(widths), height)]
    x = 0.0
    for lines, width, align in zip(columns, widths, aligns, strict=True):
        top = (height - len(lines) * _LEADING) / 2
        for number, line in enumerate(lines):
            start = x + _PADDING + line.start(width - 2 * _PADDING, align)
            marks.append(line.at(start, top + number * _LEADING, _LEADING))
        x += width
    return Strip(height, tuple(marks))


@lru_cache(maxsize=64)
def _grid(widths: tuple[float, ...], height: float) -> tuple[Rule, ...]:
    """Return the rules below and beside the cells of a row, the same for most rows of a table."""
    edges = accumulate(widths, initial=0.0)
    return (Rule(0.0, height, sum(widths), height, _THIN), *(Rule(x, 0.0, x, height, _THIN) for x in edges))
