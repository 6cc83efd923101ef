"""The rows of a workbook as the preview shows them, and the buckets behind its buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from app.services.bulk import collection_paused
from app.services.cases.batches import batch_of_file
from app.services.errors import UserError
from app.services.excel.applications.drafts import Draft
from app.services.excel.applications.importing import Prepared, prepare
from app.services.excel.applications.outcomes import RowOutcome
from app.services.excel.applications.preview import Preview, RowsRead, WhenRead
from app.services.excel.reading.workbook import file_bytes
from app.services.excel.recognising.rows import CellError, as_seen
from app.services.excel.recognising.sheets import Recognised
from app.services.policy.assessments import Assessment
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Progress
from app.ui.widgets.chip import Tag, Tone

ALL, FRESH, BAD, REPEATED, UNFIT = "all", "fresh", "bad", "repeated", "unfit"
FACETS = ((ALL, "全部"), (FRESH, "可入库"), (BAD, "有错"), (REPEATED, "重复"), (UNFIT, "不符合"))
_FIT, _UNFIT, _UNSET = Tag("可享受", Tone.DONE), Tag("不符合", Tone.SOON), Tag("标准未配置", Tone.SOON)
_BAD, _REPEATED, _WAITING = Tag("有错", Tone.LATE), Tag("重复", Tone.NEUTRAL), Tag("测算中", Tone.NEUTRAL)


class PreviewRow:
    """A row of the workbook; what is shown is worked out when it is shown, for there may be 100,000."""

    __slots__ = ("_begun", "key")

    def __init__(self, key: int, begun: Begun) -> None:
        """`key` is its place in the file."""
        self.key = key
        self._begun = begun

    @property
    def draft(self) -> Draft:
        """The row as read."""
        return self._begun.read.drafts[self.key]

    @property
    def outcome(self) -> RowOutcome | None:
        """What came of it; None while it waits to be assessed."""
        outcomes = self._begun.read.outcomes
        return outcomes[self.key] if self.key < len(outcomes) else None

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return self.draft.sheet

    @property
    def row(self) -> int:
        """The row's number in Excel."""
        return self.draft.row

    @property
    def errors(self) -> tuple[CellError, ...]:
        """The cells that cannot be read."""
        return self.draft.errors

    @property
    def repeated(self) -> str:
        """What it repeats, as far as is known."""
        outcome = self.outcome
        return outcome.repeated if outcome else ""

    @property
    def who(self) -> str:
        """Person or else unit; of a row that cannot be read, what stands in the cell."""
        draft = self.draft
        return self._begun.words_of(draft) if draft.errors else draft.person or draft.unit or ""

    @property
    def title(self) -> str:
        """The type."""
        return self.draft.subsidy.title

    @property
    def result(self) -> Tag:
        """What becomes of it, in a word."""
        if self.errors:
            return _BAD
        outcome = self.outcome
        if outcome is None or outcome.verdict is None:
            return _WAITING
        if outcome.repeated:
            return _REPEATED
        if outcome.verdict.eligible:
            return _FIT
        return _UNSET if outcome.verdict.unset else _UNFIT

    @property
    def amount(self) -> int | None:
        """The assessed sum in fen; none when it cannot be read or is not assessed yet."""
        outcome = self.outcome
        return outcome.payable_fen if outcome and outcome.verdict else None

    @property
    def reason(self) -> str:
        """The first thing to know about it, and how many more there are."""
        texts = _reasons(self.draft, self.outcome)
        return texts[0] + (f"（等 {len(texts)} 项）" if len(texts) > 1 else "") if texts else ""

    @property
    def assessment(self) -> Assessment | None:
        """The assessment with the warnings of the file beside its own; None while there is none."""
        outcome = self.outcome
        found = outcome.assessment if outcome else None
        return found._replace(warnings=outcome.warnings) if outcome and found else None


class Begun:
    """A file whose rows can be shown, while they are assessed one after the other."""

    def __init__(self, read: RowsRead) -> None:
        """Made off the window's thread."""
        self.read = read
        self._sheets = {found.sheet.name: (found.sheet.rows, _name_columns(found)) for found in read.recognised}
        self.rows = [PreviewRow(key, self) for key in range(len(read.drafts))]
        self.bad = [row for row in self.rows if row.errors]
        self.buckets: Mapping[str, list[PreviewRow]] = {ALL: self.rows, BAD: self.bad}

    @property
    def assessed(self) -> int:
        """How many rows are assessed so far."""
        return len(self.read.outcomes)

    def faults(self, sheet: str) -> dict[tuple[int, int], str]:
        """Why cells of a sheet cannot be read, by row and column from 0."""
        errors = (error for row in self.bad if row.sheet == sheet for error in row.errors)
        return {place_of(error.cell): f"{error.header}：{error.text}" for error in errors if error.cell}

    @cached_property
    def missing_columns(self) -> int:
        """How many required columns no header stands for."""
        one_a_sheet = {row.sheet: row.errors for row in self.bad}
        lacking = {(e.sheet, e.header) for errors in one_a_sheet.values() for e in errors if not e.cell}
        blank = sum(len(found.missing) for found in self.read.recognised if not found.columns)
        return len(lacking) + blank

    def words_of(self, draft: Draft) -> str:
        """What stands in the cells of person or unit."""
        rows, columns = self._sheets[draft.sheet]
        cells = rows[draft.row - 1]
        texts = (as_seen(cells[place]).strip() for place in columns if place < len(cells))
        return next((text for text in texts if text), "")


def _name_columns(found: Recognised) -> tuple[int, ...]:
    """The columns of person and unit."""
    named = {column.question.name: column.index for column in found.columns}
    return tuple(named[name] for name in ("person_name", "unit_name") if name in named)


def _reasons(draft: Draft, outcome: RowOutcome | None) -> Sequence[str]:
    if draft.errors:
        return [f"{error.cell} {error.header}：{error.text}".lstrip() for error in draft.errors]
    if outcome is None or outcome.verdict is None:
        return []
    if outcome.repeated:
        return [f"与 {outcome.repeated} 重复"]
    return outcome.verdict.reasons or outcome.warnings


def place_of(cell: str) -> tuple[int, int]:
    """Row and column, from 0, of a cell like C7."""
    name = cell.rstrip("0123456789")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(name) :]) - 1, column - 1


@dataclass(frozen=True)
class Shown:
    """A file read and assessed, its rows sorted into the buckets behind the buttons; made off the window's thread."""

    prepared: Prepared
    begun: Begun
    buckets: Mapping[str, list[PreviewRow]]
    payable_fen: int  # what the rows that can be stored come to

    @property
    def preview(self) -> Preview:
        """All rows and what was said on the sheets."""
        return self.prepared.preview

    @property
    def fresh(self) -> int:
        """How many rows can be stored."""
        return len(self.buckets[FRESH])

    @property
    def bad(self) -> int:
        """How many rows have errors."""
        return len(self.buckets[BAD])


class SentBefore(UserError):
    """The very same file was imported before; `batch` brought it."""

    def __init__(self, name: str, batch: str) -> None:
        """`name` is the file's."""
        super().__init__(
            f"“{name}”已作为批次 {batch} 导入过，内容完全相同，不能再次入库；请查看该批次，或选择改正后的文件。"
        )
        self.batch = batch


def read_file(uow: UnitOfWork, path: Path, code: str, progress: Progress) -> Shown:
    """Read and assess a file, off the window's thread; `code` is the type chosen for it, or empty.

    UserError when it cannot be read, SentBefore and TypeUnknown among them; Cancelled when it is no longer wanted.
    """
    progress.step(0, 0, "正在读取")
    content = file_bytes(path)
    earlier = batch_of_file(uow, sha256(content).hexdigest())
    if earlier:
        raise SentBefore(path.name, earlier)
    return assessed(
        lambda when_read: prepare(
            uow,
            content,
            name=path.name,
            code=code or None,
            by_hand={} if code else None,  # a type chosen by hand takes a sheet whose headers nobody knows
            progress=lambda done, total: progress.step(done, total, "正在测算" if done else "正在逐行读取"),
            cancelled=lambda: progress.cancelled,
            when_read=when_read,
        ),
        progress,
    )


def assessed(read: Callable[[WhenRead], Prepared], progress: Progress) -> Shown:
    """The rows of a file in their buckets; `progress` shows them (Begun) as soon as they are read."""
    with collection_paused():
        kept: list[Begun] = []

        def when_read(rows: RowsRead) -> None:
            kept.append(Begun(rows))
            progress.show(kept[0])

        return _sorted_out(read(when_read), *kept)


def _sorted_out(prepared: Prepared, begun: Begun) -> Shown:
    buckets: dict[str, list[PreviewRow]] = {key: [] for key, _ in FACETS} | dict(begun.buckets)
    payable = 0
    for row, outcome in zip(begun.rows, prepared.preview.rows, strict=True):
        if outcome.verdict is None:
            continue
        if outcome.repeated:
            buckets[REPEATED].append(row)
            continue
        buckets[FRESH].append(row)
        payable += outcome.payable_fen
        if not outcome.verdict.eligible:
            buckets[UNFIT].append(row)
    return Shown(prepared, begun, buckets, payable)
