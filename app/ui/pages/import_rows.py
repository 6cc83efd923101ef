"""The rows of a workbook as the preview shows them, and the buckets behind its buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from app.services.bulk import collection_paused
from app.services.cases.batches import batch_of_file
from app.services.errors import UserError
from app.services.excel.importing import Prepared, prepare
from app.services.excel.outcomes import RowOutcome
from app.services.excel.preview import Preview
from app.services.excel.reading import file_bytes
from app.services.excel.rows import as_seen
from app.services.policy.assessments import Assessment
from app.services.policy.catalogue import BY_CODE
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Progress
from app.ui.widgets.chip import Tag, Tone

ALL, FRESH, BAD, REPEATED, UNFIT = "all", "fresh", "bad", "repeated", "unfit"
FACETS = ((ALL, "全部"), (FRESH, "可入库"), (BAD, "有错"), (REPEATED, "重复"), (UNFIT, "不符合"))
_FIT, _UNFIT, _UNSET = Tag("可享受", Tone.DONE), Tag("不符合", Tone.SOON), Tag("标准未配置", Tone.SOON)
_BAD, _REPEATED = Tag("有错", Tone.LATE), Tag("重复", Tone.NEUTRAL)
Names = Mapping[str, tuple[int, ...]]


class PreviewRow:
    """A row of the workbook; what is shown is worked out when it is shown, for there may be 100,000."""

    __slots__ = ("_names", "_preview", "key", "outcome")

    def __init__(self, key: int, outcome: RowOutcome, preview: Preview, names: Names) -> None:
        """`key` is its place in the file, `names` the columns of person and unit by sheet."""
        self.key = key
        self.outcome = outcome
        self._preview = preview
        self._names = names

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return self.outcome.sheet

    @property
    def row(self) -> int:
        """The row's number in Excel."""
        return self.outcome.row

    @property
    def who(self) -> str:
        """Person or else unit; of a row that cannot be read, what stands in the cell."""
        if self.outcome.verdict is not None:
            return self.outcome.draft.person or self.outcome.draft.unit or ""
        cells = next(sheet.rows for sheet in self._preview.book.sheets if sheet.name == self.sheet)[self.row - 1]
        texts = (as_seen(cells[place]).strip() for place in self._names.get(self.sheet, ()) if place < len(cells))
        return next((text for text in texts if text), "")

    @property
    def title(self) -> str:
        """The type."""
        return BY_CODE[self.outcome.code].title

    @property
    def result(self) -> Tag:
        """What becomes of it, in a word."""
        found = self.outcome.verdict
        if found is None:
            return _BAD
        if self.outcome.repeated:
            return _REPEATED
        if found.eligible:
            return _FIT
        return _UNSET if found.unset else _UNFIT

    @property
    def amount(self) -> int | None:
        """The assessed sum in fen; none when it cannot be read."""
        return self.outcome.payable_fen if self.outcome.verdict else None

    @property
    def reason(self) -> str:
        """The first thing to know about it, and how many more there are."""
        texts = _reasons(self.outcome)
        return texts[0] + (f"（等 {len(texts)} 项）" if len(texts) > 1 else "") if texts else ""

    @property
    def assessment(self) -> Assessment | None:
        """The assessment with the warnings of the file beside its own."""
        found = self.outcome.assessment
        return found._replace(warnings=self.outcome.warnings) if found else None


def _reasons(outcome: RowOutcome) -> Sequence[str]:
    if outcome.verdict is None:
        return [f"{error.cell} {error.header}：{error.text}".lstrip() for error in outcome.errors]
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
    """A file read and assessed, its rows sorted into the buckets behind the buttons."""

    prepared: Prepared
    buckets: Mapping[str, list[PreviewRow]]

    @property
    def preview(self) -> Preview:
        """All rows and what was said on the sheets."""
        return self.prepared.preview

    def reckon(self) -> None:
        """Reckon what goes through all rows, off the window's thread; it is kept."""
        _ = self.payable_fen, self.missing_columns

    @cached_property
    def fresh(self) -> int:
        """How many rows can be stored."""
        return len(self.buckets[FRESH])

    @cached_property
    def bad(self) -> int:
        """How many rows have errors."""
        return len(self.buckets[BAD])

    def faults(self, sheet: str) -> dict[tuple[int, int], str]:
        """Why cells of a sheet cannot be read, by row and column from 0."""
        errors = (error for row in self.buckets[BAD] if row.sheet == sheet for error in row.outcome.errors)
        return {place_of(error.cell): f"{error.header}：{error.text}" for error in errors if error.cell}

    @cached_property
    def missing_columns(self) -> int:
        """How many required columns no header stands for."""
        one_a_sheet = {row.sheet: row.outcome for row in self.buckets[BAD]}
        lacking = {(e.sheet, e.header) for outcome in one_a_sheet.values() for e in outcome.errors if not e.cell}
        blank = sum(len(found.missing) for found in self.preview.recognised if not found.columns)
        return len(lacking) + blank

    @cached_property
    def payable_fen(self) -> int:
        """What the rows that can be stored come to, in fen."""
        return sum(row.outcome.payable_fen for row in self.buckets[FRESH])


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
    with collection_paused():
        prepared = prepare(
            uow,
            content,
            name=path.name,
            code=code or None,
            by_hand={} if code else None,  # a type chosen by hand takes a sheet whose headers nobody knows
            progress=lambda done, total: progress.step(done, total, "正在测算" if done else "正在逐行读取"),
            cancelled=lambda: progress.cancelled,
        )
        return sorted_out(prepared)


def sorted_out(prepared: Prepared) -> Shown:
    """The rows of a file in their buckets."""
    preview = prepared.preview
    names = {
        found.sheet.name: tuple(
            column.index
            for wanted in ("person_name", "unit_name")
            for column in found.columns
            if column.question.name == wanted
        )
        for found in preview.recognised
    }
    buckets: dict[str, list[PreviewRow]] = {key: [] for key, _ in FACETS}
    for key, outcome in enumerate(preview.rows):
        row = PreviewRow(key, outcome, preview, names)
        for bucket in _buckets(outcome):
            buckets[bucket].append(row)
    shown = Shown(prepared, buckets)
    shown.reckon()
    return shown


def _buckets(outcome: RowOutcome) -> tuple[str, ...]:
    found = outcome.verdict
    if found is None:
        return ALL, BAD
    if outcome.repeated:
        return ALL, REPEATED
    return (ALL, FRESH) if found.eligible else (ALL, FRESH, UNFIT)
