"""Registers from workbooks: read and shown first, then stored in one transaction or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from app.services.errors import UserError
from app.services.excel.applications.drafts import answers_in
from app.services.excel.applications.returning import write_marked
from app.services.excel.applications.templates import write_template
from app.services.excel.reading.cells import Book, Sheet
from app.services.excel.reading.workbook import file_bytes, read_workbook
from app.services.excel.recognising.columns import Column, Header, columns_under, find_header
from app.services.excel.recognising.readable import CellError
from app.services.excel.recognising.rows import RowReader
from app.services.excel.recognising.sheets import EXPLANATIONS, LEAST_COLUMNS, missing
from app.services.policy.questions import Lists, Question
from app.services.registers.catalogue import register_named
from app.services.registers.definition import Register
from app.services.registers.entries import marks_known, store_many
from app.services.unit_of_work import UnitOfWork

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class RegisterSheet:
    """A sheet that holds entries of a register."""

    sheet: Sheet
    register: Register
    header: Header
    columns: tuple[Column, ...]
    notes: tuple[str, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the register asks."""
        return self.register.questions

    @property
    def required(self) -> tuple[Question, ...]:
        """What every row must answer."""
        return self.register.required

    @property
    def missing(self) -> tuple[Question, ...]:
        """Required questions that no column answers."""
        return missing(self.required, self.columns)

    def facts(self, values: Any, _account: Mapping[str, Any]) -> Any:
        """What a row says; ValidationError when it cannot be."""
        return self.register.facts.model_validate(answers_in(values))


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A row of a workbook: what it says, or its errors; `repeated` names what it repeats, else it is empty."""

    sheet: str
    row: int
    facts: Any
    errors: tuple[CellError, ...]
    repeated: str


@dataclass(frozen=True)
class RegisterPreview:
    """A file as sent with what it would bring to a register; nothing is stored."""

    register: Register
    file_name: str
    content: bytes
    book: Book
    recognised: tuple[RegisterSheet, ...]
    rows: tuple[RegisterRow, ...]
    notes: tuple[str, ...]

    @cached_property
    def bad(self) -> tuple[RegisterRow, ...]:
        """The rows with errors."""
        return tuple(row for row in self.rows if row.errors)

    @cached_property
    def fresh(self) -> tuple[RegisterRow, ...]:
        """The rows that can be stored."""
        return tuple(row for row in self.rows if not row.errors and not row.repeated)

    @cached_property
    def repeated(self) -> tuple[RegisterRow, ...]:
        """The readable rows that repeat another."""
        return tuple(row for row in self.rows if row.repeated)


@dataclass(frozen=True)
class RegisterImport:
    """What came of an import into a register."""

    stored: int
    errors: int
    repeated: int

    @property
    def sentence(self) -> str:
        """The result in one sentence."""
        done = f"已登记 {self.stored} 条" if self.stored else "没有登记任何记录"
        return f"{done}；有错 {self.errors} 行，重复 {self.repeated} 行。"


def write_register_template(uow: UnitOfWork, code: str, path: Path) -> None:
    """Write the import template of a register; UserError when it cannot be written."""
    register = register_named(code)
    with uow.read() as work:
        lists = work.parameters.at(work.today).lists()
    write_template(register, lists, path, ending="登记表")


def prepare_register(
    uow: UnitOfWork,
    code: str,
    source: Path,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] | None = None,
) -> RegisterPreview:
    """Read a file for a register; UserError when it cannot be read or holds nothing of it; Cancelled when unwanted."""
    register = register_named(code)
    content = file_bytes(source)
    book = read_workbook(content, name=source.name, cancelled=cancelled)
    with uow.read() as work:
        lists, today = work.parameters.at(work.today).lists(), work.today
        known = marks_known(work, register)
    notes = list(book.notes)
    found = _recognised(book, register, notes)
    rows = _rows(found, lists, today, known, notes)
    progress(len(rows), len(rows))
    return RegisterPreview(register, source.name, content, book, tuple(found), tuple(rows), tuple(notes))


def store_register(
    uow: UnitOfWork,
    shown: RegisterPreview,
    *,
    only_good: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> RegisterImport:
    """A clerk stores the good rows in one transaction; none if a row has errors and `only_good` is not said.

    What others have entered since the preview is looked up again. Cancelled, raised by `progress`, leaves nothing.
    """
    register = shown.register
    with uow.begin() as work:
        known = marks_known(work, register)
        fresh = [row.facts for row in shown.fresh if register.mark(row.facts) not in known]
        errors = len(shown.bad)
        repeated = len(shown.rows) - errors - len(fresh)
        if not fresh or (errors and not only_good):
            return RegisterImport(0, errors, repeated)
        store_many(work, register, fresh, shown.file_name, progress)
        detail = f"{shown.file_name}：登记 {len(fresh)} 条，有错 {errors} 行，重复 {repeated} 行"
        work.note("导入台账", register.title, detail)
        return RegisterImport(len(fresh), errors, repeated)


def write_marked_register(shown: RegisterPreview, out: Path) -> None:
    """Write the workbook with its errors marked in the cells; UserError when it cannot be written."""
    write_marked(shown.content, shown, out)


def _recognised(book: Book, register: Register, notes: list[str]) -> list[RegisterSheet]:
    found = []
    for sheet in book.sheets:
        header = (
            None if any(word in sheet.name for word in EXPLANATIONS) else find_header(sheet.rows, register.questions)
        )
        columns, said = columns_under(sheet, header, register.questions) if header else ((), ())
        if header is None or len(columns) < min(LEAST_COLUMNS, len(register.required)):
            if not sheet.hidden:
                notes.append(f"工作表“{sheet.name}”没有{register.title}的表头，已跳过。")
            continue
        found.append(RegisterSheet(sheet, register, header, columns, said))
        notes += (text.replace("不属于本补贴", f"不属于{register.title}") for text in said)
    if not found:
        raise UserError(f"“{book.file_name}”中没有{register.title}的表，请用模板填写后重新导入。")
    return found


def _rows(
    found: Sequence[RegisterSheet], lists: Lists, today: datetime.date, known: Mapping[str, str], notes: list[str]
) -> list[RegisterRow]:
    """Every row in order, each told what it repeats: an earlier row, or what the register knows."""
    seen: dict[str, str] = {}
    rows = []
    for one in found:
        reader = RowReader(one, lists, today)
        for read in reader.read():
            repeated = ""
            if not read.errors:
                mark = one.register.mark(read.facts)
                repeated = seen.get(mark) or known.get(mark, "")
                seen.setdefault(mark, f"{one.sheet.name} 第{read.row}行")
            rows.append(RegisterRow(one.sheet.name, read.row, read.facts, read.errors, repeated))
        notes += reader.notes
    return rows
