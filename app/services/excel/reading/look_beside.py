"""What stands in a workbook beside the values that the parser gives: errors, hidden rows and columns, the date system."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

from app.services.errors import UserError
from app.services.excel.reading.marks import Marks, counts_from_1904, marks_of, sheet_names
from app.services.excel.reading.marks_ods import marks_of_ods
from app.services.excel.reading.marks_xls import marks_of_xls
from app.services.excel.reading.ole import workbook_stream
from app.services.excel.reading.patience import InTime, no_hurry
from app.services.excel.reading.preflight import Checked

NOTHING = Marks()


@dataclass(frozen=True)
class Beside:
    """Marks by sheet name, and whether bare serials count days from 1904."""

    by_sheet: Mapping[str, Marks] = field(default_factory=dict)
    from_1904: bool = False


def look_beside(
    data: bytes, checked: Checked, names: Sequence[str], file_name: str, in_time: InTime = no_hurry
) -> Beside:
    """Look at a file that was read; `names` are its worksheets in order.

    UserError when it does not hold together, or what `in_time` raises.
    """
    try:
        match checked.format:
            case "csv":
                return Beside()
            case "xls":
                marks, from_1904 = marks_of_xls(workbook_stream(data))
                return Beside(_in_order(names, marks), from_1904)
            case "ods":
                with ZipFile(io.BytesIO(data)) as archive:
                    marks, from_1904 = marks_of_ods(archive, in_time)
                return Beside(_in_order(names, marks), from_1904)
            case _:
                return _of_xlsx(data, checked, in_time)
    except (SyntaxError, LookupError, ValueError, struct.error, ExpatError):
        raise UserError(f"「{file_name}」不完整或已损坏，请用 Excel 或 WPS 打开并另存为新的 .xlsx 后导入。") from None


def _in_order(names: Sequence[str], marks: Sequence[Marks]) -> dict[str, Marks]:
    if len(names) == len(marks):
        return dict(zip(names, marks, strict=True))
    if any(each.faults for each in marks):
        raise ValueError(len(marks))
    return {}


def _of_xlsx(data: bytes, checked: Checked, in_time: InTime) -> Beside:
    with ZipFile(io.BytesIO(data)) as archive:
        names = sheet_names(archive) if checked.marked_parts else {}
        marks = {names[part]: marks_of(archive, part, in_time) for part in checked.marked_parts if part in names}
        return Beside(marks, counts_from_1904(archive))
