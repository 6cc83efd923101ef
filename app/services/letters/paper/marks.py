"""What stands where on a page, in points: the result of the layout and all that the drawing knows."""

from typing import NamedTuple


class Text(NamedTuple):
    """A run of one face; `y` is its baseline, `spacing` is added after each character."""

    x: float
    y: float
    font: str
    size: float
    text: str
    spacing: float = 0.0
    red: bool = False


class Rule(NamedTuple):
    """A straight line of the given thickness."""

    x: float
    y: float
    to_x: float
    to_y: float
    thickness: float
    red: bool = False


class Code(NamedTuple):
    """A QR code; `y` is its lower edge."""

    x: float
    y: float
    size: float
    text: str


class Across(NamedTuple):
    """Says that the page lies on its side."""


Mark = Text | Rule | Code | Across


class Row(NamedTuple):
    """Runs of text in a strip, on one baseline `y`, moved right by `x`."""

    x: float
    y: float
    runs: tuple[Text, ...]


class Strip(NamedTuple):
    """A horizontal strip that is never cut; its marks count from its upper left corner, `y` downwards.

    `glued` keeps it on one page with the next strip; `header` is put above it when it opens a page.
    A `sunk` strip goes down to the foot of the text area.
    """

    height: float
    marks: tuple[Row | Rule | Code, ...] = ()
    glued: bool = False
    header: tuple["Strip", ...] = ()
    sunk: bool = False


Page = tuple[Mark, ...]


def placed(strip: Strip, left: float, top: float) -> list[Mark]:
    """Return the marks of a strip on a page whose y grows upwards, the strip's upper left corner at (left, top)."""
    marks: list[Mark] = []
    for mark in strip.marks:
        if isinstance(mark, Row):
            x, y = left + mark.x, top - mark.y
            marks += [Text(x + run[0], y, *run[2:]) for run in mark.runs]
        elif isinstance(mark, Rule):
            x, y, to_x, to_y, thickness, red = mark
            marks.append(Rule(left + x, top - y, left + to_x, top - to_y, thickness, red))
        else:
            marks.append(mark._replace(x=left + mark.x, y=top - mark.y))
    return marks
