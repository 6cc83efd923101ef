"""From a file to stored drafts: read and shown first, then stored in one transaction or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import overload

from app.models import Batch, BatchFile
from app.services import numbering
from app.services.bulk import collection_paused
from app.services.cases import holdings
from app.services.cases.batches import batch_with, original_file
from app.services.cases.filing import SLICE, Filing, file_cases
from app.services.excel.applications.assessing import stored_in
from app.services.excel.applications.meetings import case_repeated
from app.services.excel.applications.outcomes import RowOutcome
from app.services.excel.applications.preview import Preview, Progress, WhenRead, preview
from app.services.excel.applications.returning import write_marked
from app.services.excel.reading.cells import Book
from app.services.excel.reading.workbook import file_bytes, read_workbook
from app.services.excel.recognising.columns import Mapped
from app.services.policy.money import yuan
from app.services.storage.backups import Occasion, back_up
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

MANY = 1000
ByHand = Mapping[str, Mapped] | None
"""What columns were said to hold by hand, by sheet name."""


@dataclass(frozen=True)
class Prepared:
    """A file as sent with what it would bring; nothing is stored and nothing locked."""

    file_name: str
    content: bytes
    digest: str
    preview: Preview
    code: str | None = None  # the type chosen for it
    by_hand: ByHand = None


@dataclass(frozen=True)
class ImportResult:
    """What came of an import: the batch (of a file sent before: that earlier one), rows by fate, the sum in fen."""

    batch: str
    stored: int
    errors: int
    repeated: int
    payable_fen: int

    @property
    def else_do(self) -> str:
        """What else than correcting the file can be done when nothing was stored."""
        return "，或只导入无错误的行"

    @property
    def sentence(self) -> str:
        """The result in one sentence."""
        if self.stored:
            text = f"批次 {self.batch} 已入库 {self.stored} 件，测算合计 {yuan(self.payable_fen)} 元"
        elif self.batch:
            text = f"此文件已作为批次 {self.batch} 导入过，未重复入库"
        elif self.errors:
            text = f"未入库任何案件，请改正后重新导入{self.else_do}"
        else:
            text = "没有可入库的新案件"
        return f"{text}；有错 {self.errors} 行，重复 {self.repeated} 行。"


class NothingGood(ImportResult):
    """What came of an import of a file without one row that could be stored."""

    @property
    def else_do(self) -> str:
        """Nothing: there are no good rows to take alone."""
        return "，其余的行此前已入库" if self.repeated else "，文件中没有可单独入库的行"


def prepare(
    uow: UnitOfWork,
    source: Path | bytes,
    *,
    name: str = "",
    code: str | None = None,
    by_hand: ByHand = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    when_read: WhenRead = lambda _: None,
) -> Prepared:
    """Read and assess a file, or the bytes of one called `name`; UserError when it cannot be read.

    With a type chosen, an empty `by_hand` takes sheets whose headers nobody knows, to be mapped.
    `cancelled` is asked while the file is read, `when_read` gets its rows before they are assessed, `progress` hears rows
    assessed and may raise Cancelled.
    """
    file_name = name or (source.name if isinstance(source, Path) else "工作簿")
    content = file_bytes(source) if isinstance(source, Path) else source
    book = read_workbook(content, name=file_name, cancelled=cancelled)
    return _looked_at(uow, content, book, code, by_hand, progress, when_read)


def _looked_at(
    uow: UnitOfWork,
    content: bytes,
    book: Book,
    code: str | None,
    by_hand: ByHand,
    progress: Progress | None,
    when_read: WhenRead,
) -> Prepared:
    with uow.read() as work:
        parameters, today = work.parameters, work.today
    shown = preview(
        book,
        parameters=parameters,
        today=today,
        code=code,
        stored=stored_in(uow),
        by_hand=by_hand,
        progress=progress,
        when_read=when_read,
    )
    return Prepared(book.file_name, content, sha256(content).hexdigest(), shown, code, by_hand)


def prepare_anew(
    uow: UnitOfWork,
    prepared: Prepared,
    by_hand: ByHand = None,
    progress: Progress | None = None,
    when_read: WhenRead = lambda _: None,
) -> Prepared:
    """The same file assessed again under what is remembered now and what was mapped by hand, by sheet name."""
    return _looked_at(uow, prepared.content, prepared.preview.book, prepared.code, by_hand, progress, when_read)


def store(
    uow: UnitOfWork, prepared: Prepared, *, only_good: bool = False, progress: Progress | None = None
) -> ImportResult:
    """Store the good rows as drafts: all in one transaction, none if a row has errors and `only_good` is not said.

    File and keys are looked up again inside the transaction. Cancelled, raised by `progress`, leaves nothing.
    A backup goes before more than MANY rows.
    """
    shown = prepared.preview
    errors = shown.error_count
    if len(shown.fresh) > MANY:
        back_up(uow, Occasion.IMPORT)
    with collection_paused(), uow.begin() as work:
        require_role(work.session, work.account, {Role.CLERK}, "导入申请")
        earlier = batch_with(work, prepared.digest)
        if earlier:
            return ImportResult(earlier, 0, errors, len(shown.rows) - errors, 0)
        fresh = _still_fresh(work, shown.fresh)
        repeated = len(shown.rows) - errors - len(fresh)
        if not fresh or (errors and not only_good):
            return (ImportResult if fresh or not errors else NothingGood)("", 0, errors, repeated, 0)
        payable = sum(row.payable_fen for row in fresh)
        batch = _add_batch(work, prepared, ImportResult("", len(fresh), errors, repeated, payable))
        file_cases(work, _Filings(fresh), batch.id, progress)
        detail = f"{prepared.file_name}：入库 {len(fresh)} 件，有错 {errors} 行，重复 {repeated} 行"
        work.note("导入", batch.number, f"{detail}；SHA-256 {prepared.digest}")
        return ImportResult(batch.number, len(fresh), errors, repeated, payable)


def import_workbook(
    uow: UnitOfWork,
    source: Path | bytes,
    *,
    name: str = "",
    code: str | None = None,
    only_good: bool = False,
    marked: Path | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Read, assess and store a file at once; with row errors, `marked` receives the workbook with its errors marked."""
    prepared = prepare(uow, source, name=name, code=code, progress=progress)
    result = store(uow, prepared, only_good=only_good, progress=progress)
    if marked and result.errors:
        write_marked(prepared.content, prepared.preview, marked)
    return result


def write_marked_again(uow: UnitOfWork, number: str, file_name: str, out: Path) -> None:
    """The file of a stored batch with the errors marked that kept its other rows out; UserError as in prepare."""
    again = prepare(uow, original_file(uow, number), name=file_name)
    write_marked(again.content, again.preview, out)


def _still_fresh(work: Work, rows: Sequence[RowOutcome]) -> list[RowOutcome]:
    """The rows that repeat no case stored since the preview."""
    fresh = []
    for start in range(0, len(rows), SLICE):
        asked = [(row, row.draft.keys.claims) for row in rows[start : start + SLICE]]
        found = holdings.sought(work.session, [claim for _, claims in asked for claim in claims])
        fresh += [row for row, claims in asked if not case_repeated(claims, found)]
    return fresh


def _add_batch(work: Work, prepared: Prepared, result: ImportResult) -> Batch:
    year = work.today.year
    batch = Batch(
        number=numbering.batch_number(year, numbering.take(work.session, numbering.BATCHES, year)),
        file_name=prepared.file_name,
        digest=prepared.digest,
        at=work.now,
        account=work.account,
        stored=result.stored,
        errors=result.errors,
        repeated=result.repeated,
        payable_fen=result.payable_fen,
    )
    work.session.add(batch)
    work.session.flush()
    work.session.add(BatchFile(batch_id=batch.id, content=prepared.content))
    work.session.flush()
    return batch


class _Filings(Sequence[Filing]):
    """Rows as applications, each made when it is asked for."""

    def __init__(self, rows: Sequence[RowOutcome]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Filing: ...

    @overload
    def __getitem__(self, place: slice) -> list[Filing]: ...

    def __getitem__(self, place: int | slice) -> Filing | list[Filing]:
        if isinstance(place, slice):
            return [_filing(row) for row in self._rows[place]]
        return _filing(self._rows[place])


def _filing(row: RowOutcome) -> Filing:
    filed = row.filed
    if filed is None:
        raise ValueError(f"{row.sheet} {row.row} has errors")
    return Filing(row.code, row.facts, filed, f"{row.sheet} 第{row.row}行")
