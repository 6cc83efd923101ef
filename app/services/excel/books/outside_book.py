"""Lists from elsewhere out of workbooks: read and shown first, with the errors of each cell; stored by another step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from app.services.doubts.outside_lists import OutsideEntry, earlier, with_cases
from app.services.errors import UserError
from app.services.excel.applications.drafts import answers_in
from app.services.excel.reading.cells import Book, Sheet
from app.services.excel.reading.workbook import file_bytes, read_workbook
from app.services.excel.recognising.columns import Column, Header, columns_under, find_header
from app.services.excel.recognising.readable import CellError
from app.services.excel.recognising.rows import RowReader
from app.services.excel.recognising.sheets import EXPLANATIONS, missing
from app.services.policy.parties import PersonFacts
from app.services.policy.questions import Facts, IdentityNumber, Kind, Name, Need, Question, Text, asks, questions
from app.services.policy.values import Raw, Unreadable, read_day, read_month
from app.services.registers.definition import same
from app.services.unit_of_work import UnitOfWork


def read_when(raw: Raw) -> date:
    """A day, or a month as its first day; Unreadable for anything else."""
    try:
        return read_day(raw)
    except Unreadable:
        return read_month(raw).first_day()


When = Annotated[date, Kind("day", read_when, date.isoformat)]


class ListedFacts(Facts):
    """What lists from elsewhere say of a person, under the headings that offices give it."""

    identity_number: IdentityNumber = same(PersonFacts, "identity_number")
    person_name: Name | None = same(PersonFacts, "person_name", need=Need.OPTIONAL)
    unit: Text | None = asks(
        "单位名称",
        need=Need.OPTIONAL,
        aliases=("单位", "工作单位", "参保单位", "缴费单位", "供养单位", "学校", "学校名称", "就读学校", "用人单位"),
    )
    start: When | None = asks(
        "起始日期",
        need=Need.OPTIONAL,
        aliases=(
            *("起始年月", "开始年月", "起始月", "开始日期", "死亡日期", "死亡时间", "领取起始年月", "首次领取年月"),
            *("待遇开始年月", "待遇享受开始日期", "开始领取时间", "退休日期", "入学日期", "入学年月", "参保起始年月"),
            *("缴费起始年月", "缴费开始年月", "费款所属期起", "入编日期", "进入单位日期", "供养起始年月"),
        ),
    )
    end: When | None = asks(
        "截止日期",
        need=Need.OPTIONAL,
        aliases=(
            *("截止年月", "终止年月", "截止月", "终止日期", "结束日期", "结束年月", "领取截止年月", "待遇终止年月"),
            *("毕业日期", "毕业年月", "预计毕业日期", "参保截止年月", "缴费截止年月", "缴费终止年月", "费款所属期止"),
            *("离编日期", "供养截止年月"),
        ),
    )
    month: When | None = asks(
        "缴费月份", need=Need.OPTIONAL, aliases=("缴费年月", "费款所属期", "所属期", "所属月份", "缴费所属期")
    )
    detail: Text | None = asks("备注", need=Need.OPTIONAL, aliases=("说明", "险种", "类别", "人员状态", "状态"))


QUESTIONS = questions(ListedFacts)
REQUIRED = tuple(question for question in QUESTIONS if question.need is Need.REQUIRED)


@dataclass(frozen=True)
class ListSheet:
    """A sheet that holds persons."""

    sheet: Sheet
    header: Header
    columns: tuple[Column, ...]
    questions: tuple[Question, ...] = QUESTIONS
    required: tuple[Question, ...] = REQUIRED

    @property
    def missing(self) -> tuple[Question, ...]:
        """Required questions that no column answers."""
        return missing(self.required, self.columns)

    def facts(self, values: Any, _account: Mapping[str, Any]) -> ListedFacts:
        """What a row says; ValidationError when it cannot be."""
        return ListedFacts.model_validate(answers_in(values))


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row as read: the person, or its errors; `known` when there are cases of the person."""

    sheet: str
    row: int
    entry: OutsideEntry | None
    errors: tuple[CellError, ...]
    known: bool


@dataclass(frozen=True)
class ListPreview:
    """A file as it would be kept as a list of a kind; nothing is stored. `before` says that the file is there already."""

    kind: str
    file_name: str
    digest: str
    rows: tuple[ListRow, ...]
    notes: tuple[str, ...]
    before: str

    @property
    def entries(self) -> tuple[OutsideEntry, ...]:
        """The persons that can be stored, each row once."""
        return tuple(dict.fromkeys(row.entry for row in self.rows if row.entry is not None))

    @property
    def bad(self) -> tuple[ListRow, ...]:
        """The rows with errors."""
        return tuple(row for row in self.rows if row.errors)


def preview_list(uow: UnitOfWork, kind: str, path: Path, cancelled: Callable[[], bool] | None = None) -> ListPreview:
    """Read a list; UserError when the file cannot be read or no sheet has identity numbers; Cancelled when unwanted."""
    content = file_bytes(path)
    book = read_workbook(content, name=path.name, cancelled=cancelled)
    notes = list(book.notes)
    found = _recognised(book, notes)
    rows = _rows(uow, found, notes)
    digest = sha256(content).hexdigest()
    return ListPreview(kind, path.name, digest, tuple(rows), tuple(notes), earlier(uow, kind, digest))


def _recognised(book: Book, notes: list[str]) -> list[ListSheet]:
    found = []
    for sheet in book.sheets:
        explains = any(word in sheet.name for word in EXPLANATIONS)
        header = None if explains else find_header(sheet.rows, QUESTIONS)
        columns, said = columns_under(sheet, header, QUESTIONS) if header else ((), ())
        if header is None or missing(REQUIRED, columns):
            if not sheet.hidden:
                notes.append(f"工作表“{sheet.name}”没有身份证号一栏，已跳过。")
            continue
        found.append(ListSheet(sheet, header, columns))
        notes += (text.replace("不属于本补贴", "不属于名单") for text in said)
    if not found:
        raise UserError(f"“{book.file_name}”中没有带“姓名”“身份证号”表头的名单，请核对文件后重新导入。")
    return found


def _rows(uow: UnitOfWork, found: list[ListSheet], notes: list[str]) -> list[ListRow]:
    today = uow.clock().date()
    read: list[tuple[str, int, OutsideEntry | None, tuple[CellError, ...]]] = []
    for one in found:
        reader = RowReader(one, {}, today)
        for row in reader.read():
            read.append((one.sheet.name, row.row, None if row.errors else _entry(row.facts), row.errors))
        notes += reader.notes
    known = with_cases(uow, [entry.identity_number for _, _, entry, _ in read if entry])
    return [
        ListRow(sheet, row, entry, errors, entry is not None and entry.identity_number in known)
        for sheet, row, entry, errors in read
    ]


def _entry(facts: ListedFacts) -> OutsideEntry:
    """The person as kept: a single month is both start and end."""
    return OutsideEntry(
        facts.identity_number,
        facts.person_name or "",
        facts.unit or "",
        facts.start or facts.month,
        facts.end or facts.month,
        facts.detail or "",
    )
