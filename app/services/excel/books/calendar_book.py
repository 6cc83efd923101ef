"""The office's calendar as a workbook or CSV: a day a row, whether it is worked, and the paper that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.services.calendar.working_calendar import Correction, entered_days
from app.services.errors import UserError
from app.services.excel.reading.cells import Sheet
from app.services.excel.reading.workbook import read_workbook
from app.services.excel.writing.sheet import Column, Table
from app.services.excel.writing.styles import Kind
from app.services.excel.writing.table_books import save_tables
from app.services.policy.values import Raw, Unreadable, read_day
from app.services.unit_of_work import UnitOfWork

DAY, WORKING, SOURCE = "日期", "是否工作日", "来源文号"
HEADS = {
    DAY: (DAY,),
    WORKING: (WORKING, "类型", "工作日", "上班"),
    SOURCE: (SOURCE, "来源", "文号", "依据", "依据或文号"),
}
WORKED = frozenset(("是", "工作日", "上班", "调休上班", "补班", "班", "1", "true", "y"))
OFF = frozenset(("否", "休息日", "节假日", "法定节假日", "放假", "休息", "休", "0", "false", "n"))
LATEST_HEADER = 10
Places = dict[str, int]


def read_calendar(path: Path) -> list[Correction]:
    """The days of such a file; UserError names the row of what cannot be read. A blank source is the one above it."""
    book = read_workbook(path)
    for sheet in book.sheets:
        for number, row in enumerate(sheet.rows[:LATEST_HEADER], start=1):
            places = _places(row)
            if DAY in places and WORKING in places:
                return list(_corrections(sheet, number, places))
    raise UserError(f"“{path.name}”里找不到“{DAY}”和“{WORKING}”两列，请管理员按模板整理后再导入。")


def write_calendar(uow: UnitOfWork, path: Path) -> None:
    """Write the template with what the office has entered so far; UserError when it cannot be saved."""
    rows = [(one.day, "是" if one.working else "否", one.source) for one in reversed(entered_days(uow))]
    columns = (Column(DAY, Kind.DAY), Column(WORKING, Kind.CODE), Column(SOURCE, widest=40))
    caption = f"每行一天：{DAY}如 2027-02-15；{WORKING}填“是”（调休上班）或“否”（放假）；{SOURCE}填放假安排的文号。"
    save_tables(path, [Table("工作日历", "工作日历（对已公布日历的补充和更正）", caption, columns, rows, unit="")])


def _places(row: Sequence[Raw]) -> Places:
    """The column of each heading that a row has."""
    titles = [str(cell).strip().rstrip("*") for cell in row]
    found = ((name, next((titles.index(one) for one in names if one in titles), -1)) for name, names in HEADS.items())
    return {name: place for name, place in found if place >= 0}


def _corrections(sheet: Sheet, header: int, places: Places) -> Iterator[Correction]:
    source = ""
    for number, row in enumerate(sheet.rows[header:], start=header + 1):
        cells = [*row, *[""] * (max(places.values()) + 1 - len(row))]
        if not any(str(cells[place]).strip() for place in places.values()):
            continue
        where = f"工作表“{sheet.name}”第 {number} 行"
        source = (str(cells[places[SOURCE]]).strip() if SOURCE in places else "") or source
        try:
            day = read_day(cells[places[DAY]])
        except Unreadable as error:
            raise UserError(f"{where}的{DAY}读不出（{error.text}），请管理员改正后再导入。") from error
        yield Correction(day, _worked(cells[places[WORKING]], where), source)


def _worked(cell: Raw, where: str) -> bool:
    word = str(cell).strip().lower().removesuffix(".0")
    if word in WORKED | OFF:
        return word in WORKED
    raise UserError(f"{where}的{WORKING}“{cell}”看不懂，请管理员填“是”或“否”后再导入。")
