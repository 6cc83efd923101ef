"""What the parser does not tell about an .ods: error cells, merged and hidden ones, the date system."""

from __future__ import annotations

from xml.parsers import expat
from zipfile import ZipFile

from app.services.excel.reading.marks import MOST_COLUMNS, Marks
from app.services.excel.reading.patience import InTime, no_hurry

_CONTENT = "content.xml"
_PIECE = 1 << 18
_TELLING = (b'"error"', b"visibility=", b">#", b">Err:", b"null-date", b"-spanned=")
_LONGEST_TELLING = 16
_MOST_REPEATED = 1000
_ERROR_SIGNS = ("#", "Err:")


def marks_of_ods(archive: ZipFile, in_time: InTime = no_hurry) -> tuple[list[Marks], bool]:
    """The marks of each table in order, and whether serials count from 1904; ExpatError for what is no XML, or what `in_time` raises.

    A document without anything to mark is not parsed: the list is empty then.
    """
    if not _tells(archive):
        return [], False
    scan = _Scan()
    with archive.open(_CONTENT) as stream:
        while fresh := stream.read(_PIECE):
            in_time()
            scan.parser.Parse(fresh, False)
        scan.parser.Parse(b"", True)
    return scan.tables, scan.from_1904


def _tells(archive: ZipFile) -> bool:
    tail = b""
    with archive.open(_CONTENT) as stream:
        while fresh := stream.read(_PIECE):
            if any(sign in tail + fresh for sign in _TELLING):
                return True
            tail = fresh[-_LONGEST_TELLING:]
    return False


class _Scan:
    """Walks the tables, counting rows and columns with their repetitions."""

    def __init__(self) -> None:
        self.tables: list[Marks] = []
        self.from_1904 = False
        self._row = self._column = 0
        self._repeated = 1  # of the row
        self._cell: tuple[int, bool] = (1, False)  # repetitions of the cell, and whether a formula gives it
        self._is_error = False
        self._text = ""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._add

    def _start(self, name: str, said: dict[str, str]) -> None:
        match name:
            case "table:table":
                self.tables.append(Marks())
                self._row = self._column = 0
            case "table:table-column":
                self._hide_columns(said)
            case "table:table-row":
                self._begin_row(said)
            case "table:table-cell" | "table:covered-table-cell":
                self._cell = (int(said.get("table:number-columns-repeated", 1)), "table:formula" in said)
                self._is_error, self._text = said.get("calcext:value-type") == "error", ""
                self._merge(said)
            case "text:p":
                self._text = ""
            case "table:null-date":
                self.from_1904 = said.get("table:date-value", "").startswith("1904")

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._repeated
        elif name in ("table:table-cell", "table:covered-table-cell"):
            repeated, computed = self._cell
            if self._is_error or (computed and self._text.startswith(_ERROR_SIGNS)):
                self._mark(repeated)
            self._column += repeated

    def _add(self, text: str) -> None:
        self._text += text

    def _hide_columns(self, said: dict[str, str]) -> None:
        last = self._column + int(said.get("table:number-columns-repeated", 1))
        if said.get("table:visibility", "visible") != "visible":
            self.tables[-1].hidden_columns.update(range(self._column, min(last, MOST_COLUMNS)))
        self._column = last

    def _merge(self, said: dict[str, str]) -> None:
        down, across = (int(said.get(f"table:number-{which}-spanned", 1)) for which in ("rows", "columns"))
        if down > 1 or across > 1:
            first = (self._row, self._column)
            self.tables[-1].merges.append((first, (self._row + down - 1, self._column + across - 1)))

    def _begin_row(self, said: dict[str, str]) -> None:
        self._column, self._repeated = 0, int(said.get("table:number-rows-repeated", 1))
        if said.get("table:visibility", "visible") != "visible":
            last = min(self._repeated, _MOST_REPEATED)
            self.tables[-1].hidden_rows.update(range(self._row + 1, self._row + last + 1))

    def _mark(self, repeated: int) -> None:
        for row in range(self._row, self._row + min(self._repeated, _MOST_REPEATED)):
            for column in range(self._column, self._column + min(repeated, _MOST_REPEATED)):
                self.tables[-1].error(row, column, self._text or "#N/A")
