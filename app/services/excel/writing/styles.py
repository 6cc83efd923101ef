"""How every workbook of the office looks: faces, borders, number formats, one table of them by kind of column."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FACE = "宋体"
TITLE_FACE = "黑体"
LINE_HEIGHT = 15.0  # points, of a 10 point line
THIN = Side(style="thin", color="FF8A94A0")
NO_BORDER, NO_FILL = Border(), PatternFill()
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


@dataclass(frozen=True)
class Look:
    """How a cell looks."""

    font: Font
    alignment: Alignment
    number_format: str = "General"
    border: Border = NO_BORDER
    fill: PatternFill = NO_FILL


class Kind(Enum):
    """What a column holds: horizontal alignment and number format."""

    TEXT = ("left", "@")
    CODE = ("center", "@")
    COUNT = ("right", "#,##0")
    MONEY = ("right", "#,##0.00")
    RATE = ("right", "0.0%")
    SHARE = ("right", "0.00%")
    TENTHS = ("right", "#,##0.0")
    DAY = ("center", "yyyy-mm-dd")

    @property
    def look(self) -> Look:
        """The look of a cell of the body."""
        return self._look(bold=False)

    @property
    def total(self) -> Look:
        """The look of a cell of the last line."""
        return self._look(bold=True, fill="FFF0F3F6")

    def _look(self, *, bold: bool, fill: str = "") -> Look:
        across, number_format = self.value
        return Look(
            Font(name=FACE, size=10, bold=bold),
            Alignment(horizontal=across, vertical="center", wrap_text=self is Kind.TEXT),
            number_format,
            BORDER,
            PatternFill("solid", fgColor=fill) if fill else NO_FILL,
        )


TITLE = Look(Font(name=TITLE_FACE, size=16, bold=True), Alignment(horizontal="center", vertical="center"), "@")
CAPTION = Look(Font(name=FACE, size=10), Alignment(horizontal="left", vertical="center"), "@")
UNIT = Look(Font(name=FACE, size=10), Alignment(horizontal="right", vertical="center"), "@")
HEADER = Look(
    Font(name=TITLE_FACE, size=10, bold=True),
    Alignment(horizontal="center", vertical="center", wrap_text=True),
    "@",
    BORDER,
    PatternFill("solid", fgColor="FFDCE6F1"),
)


def breadth(text: str) -> int:
    """How wide a text is in columns of a half-width digit."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))
