"""Any workbook to cells: checked first, then parsed by a child process that may die without harm."""

from __future__ import annotations

import io
import logging
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from app.services.errors import UserError
from app.services.excel.reading.cells import Book, Sheet
from app.services.excel.reading.extent import Extent
from app.services.excel.reading.look_beside import NOTHING, Beside, look_beside
from app.services.excel.reading.lots import Lots
from app.services.excel.reading.marks import Marks
from app.services.excel.reading.patience import InTime, Patience
from app.services.excel.reading.preflight import MOST_BYTES, MOST_CELLS, Checked, check, check_extent
from app.services.policy.values import CellFault, Raw

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[4]
_POLL_SECONDS = 0.05
FEW = 1000
"""Rows that are kept unpacked: there is little to gain."""
_ERROR_TEXTS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_Merge = tuple[tuple[int, int], tuple[int, int]]


def read_workbook(
    source: Path | bytes,
    *,
    name: str = "",
    seconds: int = 20,
    memory: int = 1 << 30,
    cancelled: Callable[[], bool] | None = None,
) -> Book:
    """Read a file, or the bytes of one called `name`, within `seconds` and `memory` (bytes).

    UserError: a sentence for any file that cannot or may not be read. Cancelled: `cancelled` said so meanwhile.
    """
    file_name = name or (source.name if isinstance(source, Path) else "工作簿")
    data = file_bytes(source) if isinstance(source, Path) else source
    in_time = Patience(file_name, seconds, cancelled)
    with _Child(seconds, memory) as child:  # it starts up while the file is checked
        checked = check(data, file_name, in_time)
        sheets = child.sheets(checked.encoding, data, file_name, in_time)
    beside = look_beside(data, checked, [each[0] for each in sheets], file_name, in_time)
    return Book(
        file_name,
        checked.format,
        tuple(_sheet(each, beside, checked, file_name) for each in sheets),
        checked.notes,
    )


def file_bytes(path: Path) -> bytes:
    """A file as it lies there; UserError when it is too large or cannot be opened."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(f"「{path.name}」超过 {MOST_BYTES >> 20} MB，请拆成几个文件后导入。")
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"「{path.name}」打不开，请确认文件还在、没有被占用并且有权读取。") from error


class _Child:
    """The reading process; leaving the block ends it whatever has happened."""

    def __init__(self, seconds: int, memory: int) -> None:
        role = (
            ["--read-workbook"]
            if getattr(sys, "frozen", False)
            else ["-m", "app.services.excel.reading.reader_process"]
        )
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no argument from outside
            [sys.executable, *role, str(seconds), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=None if getattr(sys, "frozen", False) else _ROOT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None and not pipe.closed:
                pipe.close()
        self._process.wait()

    def sheets(self, encoding: str, data: bytes, file_name: str, in_time: InTime) -> list[Any]:
        """What the child read: name, hidden, rows, merged ranges of each sheet."""
        self._send(encoding.encode() + b"\n", data)
        reply = self._reply(in_time)
        if not reply:
            raise UserError(f"「{file_name}」无法读取：内容异常或过大，请用 Excel 或 WPS 另存为新的 .xlsx 后导入。")
        taken = _Plain(io.BytesIO(reply)).load
        outcome = taken()
        if outcome == "sheets":
            return [_whole(taken) for _ in range(taken())]
        raise UserError(f"「{file_name}」{_REFUSALS[outcome]}")

    def _send(self, *parts: bytes) -> None:
        """Hand over the whole file; the child takes it all before it does anything else.

        Not left to communicate(): resumed after a time-out, it forgets what it had not yet sent.
        """
        pipe, self._process.stdin = self._process.stdin, None
        if pipe is not None:
            try:
                with pipe:
                    pipe.writelines(parts)
            except OSError as gone:
                _log.debug("the reader was gone before it had the whole file: %s", gone)

    def _reply(self, in_time: InTime) -> bytes:
        while True:
            in_time()
            try:
                reply, complaint = self._process.communicate(timeout=_POLL_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            if self._process.returncode:
                _log.warning("reader ended with %s: %s", self._process.returncode, complaint[-2000:])
                return b""
            return reply


_REFUSALS = {
    "password": "设有打开密码，请在 Excel 或 WPS 中取消密码后重新导入。",
    "damaged": "不完整或已损坏，请用 Excel 或 WPS 打开并另存为新的 .xlsx 后导入。",
    "memory": "内容过大，请只保留有数据的行另存后导入。",
}


class _Plain(pickle.Unpickler):
    """Unpickles builtins, dates and times, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """The four datetime classes; UnpicklingError for anything else."""
        if module == "datetime" and name in {"date", "datetime", "time", "timedelta"}:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def _unpacked(lot: bytes) -> list[list[Raw]]:
    rows: list[list[Raw]] = _Plain(io.BytesIO(lot)).load()
    return rows


def _whole(taken: Callable[[], Any]) -> tuple[str, bool, Lots, list[_Merge]]:
    """Name, hidden, rows, merged ranges of the next sheet in a reply."""
    name, hidden, merges, height, width, each, lots = taken()
    return name, hidden, Lots([taken() for _ in range(lots)], each, height, width, _unpacked), merges


def _sheet(cells: tuple[str, bool, Lots, list[_Merge]], beside: Beside, checked: Checked, file_name: str) -> Sheet:
    name, hidden, rows, merges = cells
    marks = beside.by_sheet.get(name, NOTHING)
    if checked.format == "csv":
        name = Path(file_name).stem
        _mark_error_texts(rows)
    _place_faults(rows, marks, file_name)
    check_extent(Extent(len(rows), rows.width, marked=False), file_name)
    _spread(rows, [*merges, *marks.merges], file_name)
    hidden_rows = frozenset(row for row in marks.hidden_rows if row <= len(rows))
    all_rows: Sequence[list[Raw]] = rows if len(rows) > FEW else list(rows)
    return Sheet(name, all_rows, hidden, hidden_rows, frozenset(marks.hidden_columns), beside.from_1904)


def _place_faults(rows: Lots, marks: Marks, file_name: str) -> None:
    """Put faults into their cells, also those beyond what the parser took for the sheet's end."""
    if not marks.faults:
        return
    height = max(row for row, _ in marks.faults) + 1
    rows.width = max(rows.width, *(column + 1 for _, column in marks.faults))
    if height * rows.width > MOST_CELLS:
        raise UserError(f"「{file_name}」有公式或错误值写在很远的单元格，请删去多余内容后导入。")
    rows.grow(height)
    for (row_index, column), text in marks.faults.items():
        row = rows.kept(row_index)
        row.extend([""] * (column + 1 - len(row)))
        row[column] = CellFault(text)


def _mark_error_texts(rows: Lots) -> None:
    for index in [place for place, row in enumerate(rows) if not _ERROR_TEXTS.isdisjoint(row)]:
        row = rows.kept(index)
        row[:] = [CellFault(f"此格是 Excel 错误值 {cell}") if cell in _ERROR_TEXTS else cell for cell in row]


def _spread(rows: Lots, merges: list[_Merge], file_name: str) -> None:
    """Give every cell of a merged range its first cell's value."""
    budget = MOST_CELLS
    for (top, left), (bottom, right) in merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for index in range(top, min(bottom + 1, len(rows))):
            row = rows.kept(index)
            width = min(right + 1, len(row)) - left
            row[left : left + width] = [value] * width
            budget -= width
        if budget < 0:
            raise UserError(f"「{file_name}」合并单元格过多，请取消多余的合并后导入。")
