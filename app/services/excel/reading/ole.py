"""Old binary workbooks: just enough of the OLE container to refuse what is broken, locked or no workbook."""

from __future__ import annotations

import struct

from app.services.errors import UserError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_OF_CHAIN = 0xFFFFFFFE
_LAST_SECTOR = 0xFFFFFFFA
_SMALL_STREAM = 4096
_SMALL_SECTOR = 64
_FILEPASS = 0x2F
_BOF = 0x809


class Broken(ValueError):
    """The container's sector chains do not hold together."""


def check_ole(data: bytes, file_name: str) -> None:
    """UserError unless the container holds an .xls workbook that is whole and not locked."""
    try:
        entries, container = _open(data)
        if "EncryptedPackage" in entries or "EncryptionInfo" in entries:
            raise UserError(f"「{file_name}」设有打开密码，请在 Excel 或 WPS 中取消密码后重新导入。")
        found = entries.get("Workbook") or entries.get("Book")
        if found is None:
            raise UserError(f"「{file_name}」不是 Excel 工作簿，请选择 .xlsx、.xls、.ods 或 .csv 文件。")
        start, size = found
        if size >= _SMALL_STREAM and _is_locked(container.stream(start)[: 2 * _SMALL_STREAM]):
            raise UserError(f"「{file_name}」设有打开密码，请在 Excel 或 WPS 中取消密码后重新导入。")
    except (Broken, struct.error):
        raise UserError(f"「{file_name}」不完整或已损坏，请让报送单位重新保存后再发。") from None


def workbook_stream(data: bytes) -> bytes:
    """The records of a workbook that check_ole let pass; Broken when the stream does not hold together."""
    entries, container = _open(data)
    start, size = entries.get("Workbook") or entries["Book"]
    if size >= _SMALL_STREAM:
        return container.stream(start)[:size]
    return container.small_stream(start, entries["Root Entry"][0])[:size]


class _Container:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in {9, 12}:
            raise Broken
        self._size = 1 << shift
        self._sectors = len(data) // self._size
        self._next = self._allocation_table()

    def _sector(self, number: int) -> bytes:
        if number >= self._sectors:
            raise Broken
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _numbers(self, sector: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])

    def _allocation_table(self) -> list[int]:
        parts = list(struct.unpack_from("<109I", self._data, 76))
        further, seen = struct.unpack_from("<I", self._data, 68)[0], 0
        while further < _LAST_SECTOR:
            *more, further = self._numbers(self._sector(further))
            parts += more
            seen += 1
            if seen > self._sectors:
                raise Broken
        return [number for part in parts if part < _LAST_SECTOR for number in self._numbers(self._sector(part))]

    def stream(self, start: int) -> bytes:
        """The bytes of a chain of sectors; Broken when it loops or leaves the file."""
        found: list[bytes] = []
        while start != _END_OF_CHAIN:
            if len(found) > self._sectors or start >= len(self._next):
                raise Broken
            found.append(self._sector(start))
            start = self._next[start]
        return b"".join(found)

    def small_stream(self, start: int, root: int) -> bytes:
        """The bytes of a stream below 4,096, kept in pieces of 64 within that of the root entry."""
        table = self.stream(struct.unpack_from("<I", self._data, 60)[0])
        follows, pieces = self._numbers(table), self.stream(root)
        found: list[bytes] = []
        while start != _END_OF_CHAIN:
            if len(found) > _SMALL_STREAM // _SMALL_SECTOR or start >= len(follows):
                raise Broken
            found.append(pieces[start * _SMALL_SECTOR : (start + 1) * _SMALL_SECTOR])
            start = follows[start]
        return b"".join(found)


def _open(data: bytes) -> tuple[dict[str, tuple[int, int]], _Container]:
    container = _Container(data)
    directory = container.stream(struct.unpack_from("<I", data, 48)[0])
    entries: dict[str, tuple[int, int]] = {}
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        if 2 <= length <= 64:
            name = directory[at : at + length - 2].decode("utf-16-le", errors="replace")
            start, size = struct.unpack_from("<II", directory, at + 116)
            entries[name] = (start, size)
    return entries, container


def _is_locked(stream: bytes) -> bool:
    """Whether a FILEPASS record follows the first BOF, as in a workbook with an open password."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _FILEPASS:
            return True
        if kind == 0x0A or (at == 0 and kind != _BOF):
            return False
        at += 4 + length
    return False
