"""Before any parser sees a file: what it is by its own bytes, and whether it is whole, open and of a sane size."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from app.services.errors import UserError
from app.services.excel.reading import ole
from app.services.excel.reading.cells import BookFormat
from app.services.excel.reading.extent import Extent, scan
from app.services.excel.reading.patience import InTime, no_hurry

MOST_BYTES = 100 << 20
MOST_UNPACKED = 400 << 20
MOST_PARTS = 2000
MOST_LISTING = 4 << 20  # of the parts that list the others, which are read whole
MOST_ROWS = 200_000
MOST_CELLS = 8_000_000

_HEAD = 4096
_LISTINGS = frozenset({"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "META-INF/manifest.xml", "mimetype"})
_FOREIGN = (
    (b"%PDF", "PDF 文件"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
)
_MARKUP = re.compile(rb"<[!?a-z]|mime-version:|\{\\rtf|[\[{]\s*[{\"]", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be read: its format, text encoding (csv only), notes, and sheet parts that need a closer look."""

    format: BookFormat
    encoding: str = ""
    notes: tuple[str, ...] = ()
    marked_parts: tuple[str, ...] = ()


def check(data: bytes, file_name: str, in_time: InTime = no_hurry) -> Checked:
    """Say what the file is; UserError (one sentence with its name) for anything that is not to be read, or not `in_time`."""
    if not data:
        raise UserError(f"「{file_name}」是空文件，请让报送单位重新发送。")
    if len(data) > MOST_BYTES:
        raise UserError(f"「{file_name}」超过 {MOST_BYTES >> 20} MB，请拆成几个文件后导入。")
    if data.startswith(b"PK"):
        return _check_zip(data, file_name, in_time)
    if data.startswith(ole.MAGIC):
        ole.check_ole(data, file_name)
        return Checked("xls")
    return _check_text(data, file_name)


def _check_text(data: bytes, file_name: str) -> Checked:
    foreign = next((kind for magic, kind in _FOREIGN if data.startswith(magic)), "")
    wide = data.startswith(_WIDE)
    start = data[:_HEAD].decode("utf-16", errors="ignore").encode() if wide else data[:_HEAD]
    if _MARKUP.match(start.removeprefix(b"\xef\xbb\xbf").lstrip()):
        foreign = "网页、XML 或其他文本文件，只是用了表格的扩展名"
    if foreign:
        raise UserError(f"「{file_name}」其实是{foreign}，请用 Excel 或 WPS 另存为 .xlsx 后导入。")
    if wide or b"\0" not in data:
        for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return Checked("csv", encoding)
    raise UserError(f"「{file_name}」不是可识别的表格，请用 Excel 或 WPS 另存为 .xlsx 后导入。")


def _check_zip(data: bytes, file_name: str, in_time: InTime) -> Checked:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive, file_name)
            return _check_parts(archive, file_name, in_time)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, LookupError, ValueError):
        raise UserError(f"「{file_name}」不完整或已损坏，请让报送单位重新保存后再发。") from None


def _check_size(archive: ZipFile, file_name: str) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UserError(f"「{file_name}」设有打开密码，请取消密码后重新导入。")
    listings = max((part.file_size for part in parts if part.filename in _LISTINGS), default=0)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED or listings > MOST_LISTING:
        raise UserError(f"「{file_name}」解开后过大，可能整列整行设了格式，请只保留有数据的行另存后导入。")
    if len({part.filename for part in parts}) < len(parts):
        raise BadZipFile


def _check_parts(archive: ZipFile, file_name: str, in_time: InTime) -> Checked:
    names = archive.namelist()
    kind = _format(archive, set(names), file_name)
    for name in names:
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                _check_head(part.read(_HEAD), file_name)
    if kind == "ods":
        return Checked(kind)
    notes = []
    if "xl/vbaProject.bin" in names:
        notes.append("文件带有宏，已忽略。")
    if any(name.startswith("xl/externalLinks/") for name in names):
        notes.append("文件引用了其他工作簿，按其中保存的数值读取。")
    marked = []
    for name in names:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            extent = scan(archive, name, in_time)
            check_extent(extent, file_name)
            if extent.marked:
                marked.append(name)
    return Checked(kind, notes=tuple(notes), marked_parts=tuple(marked))


def _format(archive: ZipFile, names: set[str], file_name: str) -> BookFormat:
    if "xl/workbook.xml" in names:
        return "xlsm" if "xl/vbaProject.bin" in names else "xlsx"
    if "xl/workbook.bin" in names:
        raise UserError(f"「{file_name}」是二进制工作簿（.xlsb），请另存为 .xlsx 后导入。")
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise UserError(f"「{file_name}」设有打开密码，请取消密码后重新导入。")
        return "ods"
    what = "Word 文档" if "word/document.xml" in names else "压缩包或其他文档"
    raise UserError(f"「{file_name}」是{what}，不是 Excel 工作簿，请选择 .xlsx、.xls、.ods 或 .csv 文件。")


def _check_head(head: bytes, file_name: str) -> None:
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        raise UserError(
            f"「{file_name}」含有不应出现的内容（DOCTYPE 或特殊编码），为安全起见不予读取，请另存为新的 .xlsx。"
        )


def check_extent(extent: Extent, file_name: str) -> None:
    """UserError for a sheet that reaches farther than sheets do, or farther than is read at once."""
    if extent.rows > 1_048_576 or extent.columns > 16_384:
        raise UserError(f"「{file_name}」有单元格写在工作表范围之外，文件已损坏，请重新保存后再发。")
    if extent.rows > MOST_ROWS:
        raise UserError(
            f"「{file_name}」有数据写到第 {extent.rows} 行，超过 {MOST_ROWS} 行，请删去多余的行或拆分后导入。"
        )
    if extent.rows * extent.columns > MOST_CELLS:
        raise UserError(f"「{file_name}」有数据写在很远的单元格（第 {extent.columns} 列），请删去多余内容后导入。")
