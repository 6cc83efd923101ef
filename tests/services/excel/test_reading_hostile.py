"""Files that are broken, disguised or hostile: one sentence with the file's name, in little time."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from applications_by_hand import looked_at
from openpyxl import Workbook

from app.services.errors import UserError
from app.services.excel.applications.preview import MOST_SHEETS
from app.services.excel.reading.cells import Sheet
from app.services.excel.reading.preflight import check
from app.services.excel.reading.workbook import read_workbook

SHEET = "xl/worksheets/sheet1.xml"


def _workbook() -> bytes:
    book = Workbook()
    book.worksheets[0]["A1"] = "姓名"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with(data: bytes, parts: dict[str, bytes]) -> bytes:
    """A workbook with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def _sheet_xml(cells: bytes) -> bytes:
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return head + cells + b"</sheetData></worksheet>"


def _far(ref: bytes) -> bytes:
    row = ref.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return _with(_workbook(), {SHEET: _sheet_xml(b'<row r="%s"><c r="%s"><v>1</v></c></row>' % (row, ref))})


def _ole(names: list[str], *, loop: bool = False, locked: bool = False) -> bytes:
    """An OLE container of a few sectors: FAT, directory, and a stream that begins as a workbook does."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 68, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    chain = [0xFFFFFFFD, 1 if loop else 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE]
    fat = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    directory = b""
    for name in names:
        entry = bytearray(128)
        encoded = name.encode("utf-16-le")
        entry[: len(encoded)] = encoded
        struct.pack_into("<H", entry, 64, len(encoded) + 2)
        struct.pack_into("<II", entry, 116, 2, 4096)
        directory += bytes(entry)
    records = struct.pack("<HH", 0x809, 16) + bytes(16)
    records += struct.pack("<HH", 0x2F, 4) + bytes(4) if locked else struct.pack("<HH", 0x0A, 0)
    return bytes(header) + fat + directory.ljust(512, b"\0") + records.ljust(4096, b"\0")


def _poked(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + struct.pack("<I", number) + data[at + 4 :]


def _ods(manifest: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def _encrypted_zip() -> bytes:
    data = bytearray(_workbook())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _bomb() -> bytes:
    blank = b'<row r="1"><c r="A1" s="1"/></row>' * 32768
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_with(_workbook(), {SHEET: b""}))) as source,
        zipfile.ZipFile(out, "w", 8) as target,
    ):
        for name in source.namelist():
            if name != SHEET:
                target.writestr(name, source.read(name))
        with target.open(SHEET, "w") as part:
            part.write(_sheet_xml(b"")[:80])
            for _ in range(400):
                part.write(blank)
    return out.getvalue()


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + _sheet_xml(b"")

HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "空文件"),
    "pdf": (b"%PDF-1.7\n...", "PDF"),
    "image": (b"\x89PNG\r\n\x1a\n....", "图片"),
    "program": (b"MZ\x90\0\3\0", "程序"),
    "page saved as xls": (b"\xef\xbb\xbf <html><table></table>", "网页"),
    "binary noise": (bytes(range(256)) * 4, "不是可识别的表格"),
    "text in no encoding": (b"\xff\xff\xff\xff,1", "不是可识别的表格"),
    "truncated": (_workbook()[:-300], "损坏"),
    "cut in the middle": (_workbook()[:2000], "损坏"),
    "a part that is rotten": (_workbook().replace(b"xl/worksheets", b"xl/workshXXts", 1), "损坏"),
    "encrypted zip": (_encrypted_zip(), "密码"),
    "another zip": (b"PK\x05\x06" + bytes(18), "不是 Excel 工作簿"),
    "doctype": (_with(_workbook(), {SHEET: DOCTYPE}), "DOCTYPE"),
    "utf-16 parts": (_with(_workbook(), {SHEET: _sheet_xml(b"").decode().encode("utf-16")}), "DOCTYPE"),
    "last cell of all": (_far(b"XFD1048576"), "1048576"),
    "column beyond the sheet": (_far(b"ZZZZZZ1"), "范围之外"),
    "row beyond the sheet": (_far(b"A99999999"), "范围之外"),
    "too many rows": (_far(b"B300000"), "300000"),
    "far column": (_far(b"XFA90000"), "很远"),
    "too many parts": (_with(_workbook(), {f"x/{n}": b"" for n in range(2100)}), "过大"),
    "office encryption": (_ole(["Root Entry", "EncryptedPackage"]), "密码"),
    "locked xls": (_ole(["Root Entry", "Workbook"], locked=True), "密码"),
    "ole loop": (_ole(["Root Entry", "Workbook"], loop=True), "损坏"),
    "ole head alone": (_ole([])[:40], "损坏"),
    "ole table loop": (_poked(_ole(["Root Entry", "Workbook"]), 68, 2), "损坏"),
    "ole table outside": (_poked(_ole(["Root Entry", "Workbook"]), 76, 900), "损坏"),
    "ole sector size": (_poked(_ole(["Root Entry", "Workbook"]), 30, 5), "损坏"),
    "locked ods": (_ods(b"<m><encryption-data/></m>"), "密码"),
    "too big": (b"a" * ((100 << 20) + 1), "100 MB"),
    "word document": (_ole(["Root Entry", "WordDocument"]), "不是 Excel"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_each_is_one_sentence_with_the_files_name(kind: str) -> None:
    data, reason = HOSTILE[kind]
    with pytest.raises(UserError, match=reason) as refused:
        check(data, "送来的.xlsx")
    assert "「送来的.xlsx」" in refused.value.text
    assert refused.value.text.count("。") == 1


@pytest.mark.parametrize("kind", ["pdf", "truncated", "last cell of all", "ole loop", "office encryption"])
def test_reading_refuses_them_before_any_parser(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "送来的.xls"
    path.write_bytes(HOSTILE[kind][0])
    with pytest.raises(UserError, match=HOSTILE[kind][1]):
        read_workbook(path)
    assert [each.name for each in tmp_path.iterdir()] == ["送来的.xls"]


def test_a_zip_bomb_is_refused_before_anything_is_unpacked() -> None:
    bomb = _bomb()
    assert len(bomb) < 3_000_000
    with pytest.raises(UserError, match="解开后过大"):
        check(bomb, "炸弹.xlsx")


@pytest.mark.parametrize("size", [0, 10])
def test_a_lying_size_in_the_directory_does_not_help_a_bomb(size: int) -> None:
    data = bytearray(_with(_workbook(), {SHEET: _sheet_xml(b'<row r="1"><c r="A1"><v>1</v></c></row>' * 9999)}))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, size)
    with pytest.raises(UserError):
        read_workbook(bytes(data), name="谎.xlsx")


def test_what_the_checks_let_pass_and_the_parser_cannot_read_is_a_sentence() -> None:
    with pytest.raises(UserError, match="损坏"):
        read_workbook(_with(_workbook(), {SHEET: b"<worksheet><sheetData><row><c r="}), name="坏.xlsx")
    with pytest.raises(UserError, match=r"「坏\.xls」"):
        read_workbook(_ole(["Root Entry", "Workbook"]), name="坏.xls")


def test_a_binary_workbook_and_an_ods_are_told_apart() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    with pytest.raises(UserError, match="xlsb"):
        check(out.getvalue(), "a.xlsb")
    assert check(_ods(b"<m/>"), "a.ods").format == "ods"


def test_macros_and_links_are_left_aside_with_a_note() -> None:
    data = _with(_workbook(), {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<a/>"})
    read = read_workbook(data, name="宏.xlsm")
    assert read.format == "xlsm"
    assert "宏" in read.notes[0]
    assert "其他工作簿" in read.notes[1]


def test_a_far_cell_that_is_only_formatted_does_no_harm() -> None:
    rows = b'<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    read = read_workbook(_with(_workbook(), {SHEET: _sheet_xml(rows)}), name="格式.xlsx")
    assert read.sheets[0].rows == [[7.0]]


def test_a_workbook_of_very_many_sheets_is_refused_before_each_is_looked_at() -> None:
    sheets = [Sheet(f"表{number}", [["姓名"]]) for number in range(MOST_SHEETS + 1)]
    with pytest.raises(UserError, match="有 301 个工作表，最多 300 个，请拆成几个文件后导入"):
        looked_at(*sheets)


def test_a_cell_beyond_the_last_column_of_any_program_is_damage() -> None:
    with pytest.raises(UserError, match="有单元格写在工作表范围之外"):
        read_workbook(b",".join([b"x"] * 20_000), name="宽.csv")


def test_a_part_in_an_encoding_that_nobody_knows_is_damage() -> None:
    """Every parser refuses it in its own way."""
    cells = "".join("<table:table-cell><text:p>姓名</text:p></table:table-cell>" for _ in range(3))
    cells += '<table:table-cell table:number-columns-spanned="2"/>'  # something to look at beside the values
    content = (
        '<?xml version="1.0" encoding="x-none"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="表"><table:table-row>{cells}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with pytest.raises(UserError, match="不完整或已损坏"):
        read_workbook(_with(_ods(b"<m/>"), {"content.xml": content.encode()}), name="表.ods")
