"""What the parser does not tell about an .xlsx sheet: error cells, formulas never computed, hidden rows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from zipfile import ZipFile

_CELL = re.compile(
    rb"<(?:\w+:)?c(\s[^>]*?[^/>])>\s*"
    rb"(<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?\s*"
    rb"(?:<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<)?"
)
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*>")
_ROW = re.compile(rb"\br=[\"'](\d+)[\"']")
_POSITION = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ERROR = re.compile(rb"\bt=[\"']e[\"']")
_TEXT = re.compile(rb"\bt=[\"']str[\"']")
_PIECE = 1 << 20
_LONGEST_ROW = 1 << 24
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class Marks:
    """Of one sheet: the reason by (row, column), both from 0, and hidden Excel row numbers."""

    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)


def marks_of(archive: ZipFile, part: str) -> Marks:
    """The marks of one sheet part, read piece by piece; ValueError when a row has no end."""
    marks = Marks()
    for piece in _pieces(archive, part):
        _mark_cells(piece, marks)
        marks.hidden_rows.update(int(row[1]) for found in _HIDDEN_ROW.finditer(piece) if (row := _ROW.search(found[0])))
    return marks


def _pieces(archive: ZipFile, part: str) -> Iterator[bytes]:
    rest = b""
    with archive.open(part) as stream:
        while fresh := stream.read(_PIECE):
            rest += fresh
            cut = rest.rfind(b"<", 0, rest.rfind(b"row ") + 1)
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > _LONGEST_ROW:
                raise ValueError(part)
    yield rest


def _mark_cells(piece: bytes, marks: Marks) -> None:
    for attributes, formula, value in _CELL.findall(piece):
        if _ERROR.search(attributes):
            text = f"此格是 Excel 错误值 {value.decode(errors='replace')}"
        elif formula and not value and not _TEXT.search(attributes):
            text = "此格的公式没有保存计算结果，请用 Excel 或 WPS 打开并保存后再导入"
        else:
            continue
        position = _POSITION.search(attributes)
        if position:
            marks.faults[int(position[2]) - 1, _column(position[1])] = text


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
