"""What a workbook would bring: every row read and assessed before anything is stored."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.services.bulk import collection_paused, let_go
from app.services.errors import UserError
from app.services.excel.applications.drafts import Draft
from app.services.excel.applications.meetings import Known, People, Repeats, filed_before
from app.services.excel.applications.outcomes import Assessor, RowOutcome
from app.services.excel.reading.cells import Book
from app.services.excel.recognising.cautious import cautiously
from app.services.excel.recognising.columns import Mapped, letters
from app.services.excel.recognising.rows import RowReader
from app.services.excel.recognising.sheets import Recognised, Skipped, recognise, to_be_mapped
from app.services.excel.recognising.wording import Remembered, Wording
from app.services.policy.catalogue import BY_CODE, CATALOGUE
from app.services.policy.claims import Claim, Ground
from app.services.policy.header_words import unpacked
from app.services.policy.kernel import AnySubsidy
from app.services.policy.precedents import Precedents
from app.services.policy.standards import HEADER_WORDS, InForce, Parameters

Progress = Callable[[int, int], None]
NOTHING_MET = Precedents()
STRIDE = 500
MOST_SHEETS = 300


class TypeUnknown(UserError):
    """No sheet of the file is of a type that can be told; one may be chosen for it."""


@dataclass(frozen=True)
class Stored:
    """What the store knows about the rows of a file; without a data folder, nothing."""

    known: Callable[[Sequence[Claim], Sequence[Ground]], Known] = lambda _claims, _grounds: Known(Precedents())
    names: Callable[[Iterable[str]], Mapping[str, str]] = lambda _numbers: {}
    remembered: Callable[[], Remembered] = dict


@dataclass(frozen=True)
class Preview:
    """All rows of a workbook, what was said on its sheets, and what of it was recognised."""

    book: Book
    rows: tuple[RowOutcome, ...]
    notes: tuple[str, ...]
    recognised: tuple[Recognised, ...]

    @property
    def bad(self) -> tuple[RowOutcome, ...]:
        """The rows with errors."""
        return tuple(row for row in self.rows if row.errors)

    @property
    def error_count(self) -> int:
        """How many rows cannot be read."""
        return len(self.bad)

    @property
    def fresh(self) -> tuple[RowOutcome, ...]:
        """The rows that can be stored: readable and not repeated."""
        return tuple(row for row in self.rows if not row.errors and not row.repeated)

    @property
    def repeated(self) -> tuple[RowOutcome, ...]:
        """The readable rows that repeat another."""
        return tuple(row for row in self.rows if row.repeated)

    @property
    def payable_fen(self) -> int:
        """The assessed sum of the rows that can be stored, in fen."""
        return sum(row.payable_fen for row in self.fresh)


class RowsRead(NamedTuple):
    """A workbook whose rows are read: `outcomes` fills up in the order of `drafts` while they are assessed."""

    book: Book
    drafts: Sequence[Draft]
    outcomes: Sequence[RowOutcome]
    notes: tuple[str, ...]
    recognised: tuple[Recognised, ...]


WhenRead = Callable[[RowsRead], None]


def chosen_type(code: str | None) -> AnySubsidy | None:
    """The type that a person chose by its code; UserError when there is none of it."""
    if code is None:
        return None
    if code not in BY_CODE:
        raise UserError(f"没有补贴类型“{code}”，可用：{'、'.join(BY_CODE)}。")
    return BY_CODE[code]


def preview(
    book: Book,
    *,
    parameters: Parameters,
    today: datetime.date,
    code: str | None = None,
    stored: Stored | None = None,
    by_hand: Mapping[str, Mapped] | None = None,
    progress: Progress | None = None,
    when_read: WhenRead = lambda _: None,
) -> Preview:
    """Read and assess all rows of a workbook; stores nothing. `by_hand`: what its columns were said to hold, by sheet.

    `when_read` gets the rows before they are assessed. `progress` hears rows assessed (0 while they are read) and rows in all, and may raise Cancelled. UserError when no sheet is of a known type.
    """
    store = stored or Stored()
    words = _words(parameters.at(today))
    recognised, notes = _recognised(book, code, Wording(words, store.remembered(), by_hand))
    with collection_paused():
        tell = progress or (lambda _done, _all: None)
        drafts = _drafts(recognised, parameters, today, notes, tell)
        outcomes: list[RowOutcome] = []
        when_read(RowsRead(book, drafts, outcomes, (*book.notes, *notes), tuple(recognised)))
        _assess(drafts, outcomes, parameters, store, tell)
    return Preview(book, tuple(outcomes), (*book.notes, *notes), tuple(recognised))


def _words(in_force: InForce) -> dict[str, tuple[str, ...]]:
    """The office's own words for headers."""
    return unpacked(in_force.lists().get(HEADER_WORDS, ()))


def _recognised(book: Book, code: str | None, wording: Wording) -> tuple[list[Recognised], list[str]]:
    if len(book.sheets) > MOST_SHEETS:
        raise UserError(
            f"「{book.file_name}」有 {len(book.sheets)} 个工作表，最多 {MOST_SHEETS} 个，请拆成几个文件后导入。"
        )
    chosen = chosen_type(code)
    recognised, notes, no_table = [], [], []
    for sheet in book.sheets:
        found = recognise(sheet, CATALOGUE, chosen, wording)
        if isinstance(found, Skipped):
            no_table += [found.text] if found.no_table else []
            notes += [] if sheet.hidden else [found.text]
            continue
        recognised.append(found)
        notes += [*found.notes, *_hidden(found)]
    if not recognised and no_table:
        raise UserError(f"「{book.file_name}」的{no_table[0]}")
    if not recognised and chosen and wording.by_hand is not None:
        recognised = [one for sheet in book.sheets if (one := to_be_mapped(sheet, chosen, wording))]
    if not recognised:
        raise TypeUnknown(
            f"“{book.file_name}”中没有可识别的申报表，请用模板填写（表头须在前 20 行），或指定补贴类型后重新导入。"
        )
    return recognised, notes


def _hidden(found: Recognised) -> list[str]:
    """That hidden sheets, rows and columns were read too; of columns those that answer something."""
    sheet = found.sheet
    columns = [f"{letters(c.index)} 列“{c.header}”" for c in found.columns if c.index in sheet.hidden_columns]
    said = ["是隐藏的工作表"] if sheet.hidden else []
    said += [f"有 {len(sheet.hidden_rows)} 个隐藏行"] if sheet.hidden_rows and not sheet.hidden else []
    said += [f"有隐藏的{'、'.join(columns)}"] if columns else []
    return [f"工作表“{sheet.name}”{what}，已一并读取。" for what in said]


def _drafts(
    recognised: Sequence[Recognised],
    parameters: Parameters,
    today: datetime.date,
    notes: list[str],
    progress: Progress,
) -> list[Draft]:
    drafts: list[Draft] = []
    in_all = sum(len(found.sheet.rows) for found in recognised)
    for found in recognised:
        subsidy, sheet = found.subsidy, found.sheet.name
        lists = parameters.at(today).lists()
        reader = RowReader(found, lists, today)
        before = len(drafts)
        for read in cautiously(found, reader.read(), lists):
            if len(drafts) % STRIDE == 0:
                progress(0, in_all)
            drafts.append(Draft(sheet, read.row, subsidy, read.facts or (), read.errors))
        notes += reader.notes
        if len(drafts) == before:
            notes.append(f"工作表“{sheet}”表头下没有申报数据。")
    return drafts


def _assess(
    drafts: Sequence[Draft],
    outcomes: list[RowOutcome],
    parameters: Parameters,
    stored: Stored,
    progress: Progress,
) -> None:
    """Fill in the outcomes in order, each row seeing the ones before as granted."""
    keys = [draft.keys for draft in drafts]
    claims = [claim for each in keys for claim in each.claims]
    known = stored.known(claims, [ground for each in keys for ground in each.grounds])
    let_go(claims)
    assessor, repeats = Assessor(parameters, known.precedents), Repeats(known.named)
    people = People(stored.names({number for draft in drafts if (number := draft.identity)}))
    for done, (draft, own) in enumerate(zip(drafts, keys, strict=True)):
        if done % STRIDE == 0:
            progress(done, len(drafts))
        if draft.errors:
            outcomes.append(RowOutcome(draft, None, "", (), NOTHING_MET, assessor))
            continue
        verdict, met = assessor.judge(draft, own)
        warnings = (*verdict.warnings, *people.meet(draft), *filed_before(own.claims, known.closed))
        outcomes.append(RowOutcome(draft, verdict, repeats.meet(draft, own.claims), warnings, met, assessor))
    assessor.done()
    repeats.done()
    people.done()
    let_go(keys)
    progress(len(drafts), len(drafts))
