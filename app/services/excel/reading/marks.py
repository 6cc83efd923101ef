"""What the parser does not tell about an .xlsx sheet: error cells, formulas never computed, hidden rows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from zipfile import ZipFile

from app.services.excel.reading.patience import InTime, no_hurry

# every pattern begins at a "<" and passes none inside a tag, so that no text can keep it busy
_FORMULA = re.compile(rb"<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(<v(?:\s[^<>]*)?>[^<])?")
_PREFIXED_FORMULA = re.compile(rb"<\w+:f\b(?:[^<>]*/>|[^<>]*>[^<]*</\w+:f>)\s*(<\w+:v(?:\s[^<>]*)?>[^<])?")
_ERROR_CELL = re.compile(
    rb"<(?:\w+:)?c(\s[^<>]*\bt=[\"']e[\"'][^<>]*)>\s*"
    rb"(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*)?<(?:\w+:)?v(?:\s[^<>]*)?>([^<]+)<"
)
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*\bhidden=[\"'](?:1|true)[\"'][^<>]*>")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*\bhidden=[\"'](?:1|true)[\"'][^<>]*)>")
_FIRST = re.compile(rb"\bmin=[\"'](\d{1,5})[\"']")
_LAST = re.compile(rb"\bmax=[\"'](\d{1,5})[\"']")
_FROM_1904 = re.compile(rb"<(?:\w+:)?workbookPr\s[^<>]*\bdate1904=[\"'](?:1|true|on)[\"']")
MOST_COLUMNS = 16_384
_ROW = re.compile(rb"\br=[\"'](\d+)[\"']")
_POSITION = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_TEXT = re.compile(rb"\bt=[\"']str[\"']")
_PIECE = 1 << 16
_LONGEST_ROW = 1 << 22
_LONGEST_TAG = 512
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class Marks:
    """Of one sheet: the reason by (row, column), both from 0, hidden Excel row numbers and columns (from 0)."""

    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)  # where the parser tells none

    def error(self, row: int, column: int, shown: str) -> None:
        """An error cell, by row and column from 0, and what it shows."""
        self.faults[row, column] = f"此格是 Excel 错误值 {shown}"


def marks_of(archive: ZipFile, part: str, in_time: InTime = no_hurry) -> Marks:
    """The marks of one sheet part, read piece by piece; ValueError when a row has no end, or what `in_time` raises."""
    marks = Marks()
    for piece in _pieces(archive, part):
        in_time()
        if b"f>" in piece or b":f " in piece or b"<f " in piece:
            _mark_formulas(piece, marks)
        if b'"e"' in piece or b"'e'" in piece:
            _mark_errors(piece, marks)
        if b"hidden=" in piece:
            _mark_hidden_rows(piece, marks)
            _mark_hidden_columns(piece, marks)
    return marks


def _pieces(archive: ZipFile, part: str) -> Iterator[bytes]:
    rest = b""
    with archive.open(part) as stream:
        while fresh := stream.read(_PIECE):
            rest += fresh
            cut = _last_row(rest)
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > _LONGEST_ROW:
                raise ValueError(part)
    yield rest


def _last_row(piece: bytes) -> int:
    """Where the last row begins, below 1 when none does."""
    cut = piece.rfind(b"<row")
    return cut if cut >= 0 else piece.rfind(b"<", 0, piece.rfind(b":row") + 1)


def _mark_formulas(piece: bytes, marks: Marks) -> None:
    for found in (_PREFIXED_FORMULA if b":f" in piece else _FORMULA).finditer(piece):
        if found[1] is None:
            start = found.start()
            attributes = piece[piece.rfind(b"<", max(start - _LONGEST_TAG, 0), start) : start]
            if not _TEXT.search(attributes):
                _mark(marks, attributes, "此格的公式没有保存计算结果，请用 Excel 或 WPS 打开并保存后再导入")


def _mark_errors(piece: bytes, marks: Marks) -> None:
    for attributes, value in _ERROR_CELL.findall(piece):
        _mark(marks, attributes, f"此格是 Excel 错误值 {value.decode(errors='replace')}")


def _mark(marks: Marks, attributes: bytes, text: str) -> None:
    position = _POSITION.search(attributes)
    if position:
        marks.faults[int(position[2]) - 1, _column(position[1])] = text


def _mark_hidden_rows(piece: bytes, marks: Marks) -> None:
    for found in _HIDDEN_ROW.findall(piece):
        if row := _ROW.search(found):
            marks.hidden_rows.add(int(row[1]))


def _mark_hidden_columns(piece: bytes, marks: Marks) -> None:
    for found in _HIDDEN_COLUMN.findall(piece):
        first, last = _FIRST.search(found), _LAST.search(found)
        if first and last:
            marks.hidden_columns.update(range(int(first[1]) - 1, min(int(last[1]), MOST_COLUMNS)))


def counts_from_1904(archive: ZipFile) -> bool:
    """Whether the workbook's serials count days from 1904."""
    return _FROM_1904.search(archive.read("xl/workbook.xml")) is not None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def sheet_names(archive: ZipFile) -> dict[str, str]:
    """The sheet name by part name; ParseError (a SyntaxError) or KeyError for a workbook without its contents list."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - DOCTYPE is refused before
    targets = {each.get("Id"): posixpath.normpath(posixpath.join("/xl", each.get("Target", ""))) for each in relations}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - as above
    names = {}
    for each in book.iter():
        if each.tag.endswith("}sheet"):
            target = targets.get(each.get(_RELATION) or each.get(_STRICT_RELATION))
            names[(target or "").lstrip("/")] = each.get("name", "")
    return names
