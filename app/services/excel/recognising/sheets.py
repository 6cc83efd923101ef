"""Which type a sheet holds, where its header stands, and which column answers which question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from app.services.excel.reading.cells import Sheet
from app.services.excel.recognising.columns import (
    ROWS_SEARCHED,
    UNMAPPED,
    Column,
    Header,
    Mapped,
    columns_under,
    find_header,
    letters,
    likely_header,
)
from app.services.excel.recognising.headers import Labels
from app.services.excel.recognising.layouts import why_no_table
from app.services.excel.recognising.naming import named_in, named_in_full
from app.services.excel.recognising.unit_block import block_above
from app.services.excel.recognising.wording import Sender, Wording, sender_of
from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Group, Need, Question
from app.services.policy.terms import Payee
from app.services.policy.values import is_blank

LEAST_COLUMNS = 3
LONGEST_TITLE = 40
HALF, MOSTLY = 0.5, 0.6  # of the required columns: to be read as a type named, as one guessed by labels
PLAIN = Wording()
EXPLANATIONS = ("填表说明", "填报说明", "使用说明")


@dataclass(frozen=True)
class Recognised:
    """A sheet whose type and columns are known; `notes` are Chinese sentences for the person who sends it."""

    sheet: Sheet
    subsidy: AnySubsidy
    header: Header
    columns: tuple[Column, ...]
    notes: tuple[str, ...]
    questions: tuple[Question, ...]  # what the type asks, with the office's words for it
    mapped: Mapped = field(default_factory=dict)  # what was said by hand of its columns

    @property
    def missing(self) -> tuple[Question, ...]:
        """Required questions that no column answers (申报日期 may be left out)."""
        return missing(self.required, self.columns)

    @property
    def sender(self) -> Sender | None:
        """The one unit it comes from, None when it names none or several."""
        return sender_of(self.sheet, self.header, self.columns, self.questions)

    @property
    def required(self) -> tuple[Question, ...]:
        """What every row must answer."""
        return required(self.subsidy)

    def facts(self, values: Any, account: Mapping[str, Any]) -> Any:
        """What a row says, as bare values; an account above the header belongs to rows that pay the unit."""
        if account and self.subsidy.payee(values) is Payee.UNIT:
            return values._replace(**{name: said for name, said in account.items() if getattr(values, name) is None})
        return values


@dataclass(frozen=True)
class Skipped:
    """A sheet of no known type, and the sentence that says so; `no_table` when no choice of a type would help."""

    sheet: Sheet
    text: str
    no_table: bool = False


def missing(required: Sequence[Question], columns: Sequence[Column]) -> tuple[Question, ...]:
    """Required questions that no column answers."""
    there = {column.question.name for column in columns}
    return tuple(question for question in required if question.name not in there)


def required(subsidy: AnySubsidy) -> tuple[Question, ...]:
    """What every row must answer; the application date is taken from the day of import where it is blank."""
    return tuple(q for q in subsidy.questions if q.need is Need.REQUIRED and q.name != "applied_on")


def recognise(
    sheet: Sheet, catalogue: Sequence[AnySubsidy], chosen: AnySubsidy | None = None, wording: Wording = PLAIN
) -> Recognised | Skipped:
    """The type of a sheet: as chosen, else by sheet name, title line or labels; Skipped when none fits."""
    if all(is_blank(cell) for row in sheet.rows for cell in row):
        return Skipped(sheet, f"工作表“{sheet.name}”是空表，已跳过。")
    if any(word in sheet.name for word in EXPLANATIONS):
        return Skipped(sheet, f"工作表“{sheet.name}”是说明，已跳过。")
    why = "" if sheet.name in (wording.by_hand or ()) else why_no_table(sheet, _labels(catalogue))
    if why:
        return Skipped(sheet, why, no_table=True)
    found = _of_type(sheet, catalogue, chosen, wording)
    return found or Skipped(
        sheet, f"工作表“{sheet.name}”前 {ROWS_SEARCHED} 行没有找到可识别的表头，已跳过；请用模板填写或指定补贴类型。"
    )


@cache
def _labels(catalogue: Sequence[AnySubsidy]) -> Labels:
    """All labels and aliases of the definitions."""
    return Labels(question for subsidy in catalogue for question in subsidy.questions)


def _of_type(
    sheet: Sheet, catalogue: Sequence[AnySubsidy], chosen: AnySubsidy | None, wording: Wording
) -> Recognised | None:
    if chosen:
        return _as_type(sheet, chosen, wording)
    header = find_header(sheet.rows, [question for subsidy in catalogue for question in wording.asked(subsidy)])
    if header is None and not wording.remembered:
        return None
    named = (named_in(sheet.name, catalogue), *(_titled(sheet, header, catalogue) if header else ()))
    fitting = (found for subsidy in named if subsidy and (found := _as_type(sheet, subsidy, wording)))
    found = next(fitting, None) or _by_labels(sheet, catalogue, wording)
    return found and replace(found, notes=(*_named_otherwise(found, catalogue), *found.notes))


def _named_otherwise(found: Recognised, catalogue: Sequence[AnySubsidy]) -> Iterator[str]:
    """That sheet name and title name different types: somebody copied a sheet and changed one of them only."""
    above = [cell for row in found.sheet.rows[: found.header.first] for cell in row if isinstance(cell, str)]
    short = dict.fromkeys(text for text in (found.sheet.name, *above) if len(text) <= LONGEST_TITLE)
    named = dict.fromkeys(each.title for text in short if (each := named_in_full(text, catalogue)))
    others = [title for title in named if title != found.subsidy.title]
    if others:
        yield (
            f"工作表“{found.sheet.name}”的表名或标题还写着“{'”“'.join(others)}”，现按“{found.subsidy.title}”读取，请核对。"
        )


def _as_type(sheet: Sheet, subsidy: AnySubsidy, wording: Wording) -> Recognised | None:
    found = _read_as(sheet, subsidy, wording)
    return found if found and len(found.columns) >= LEAST_COLUMNS and _share(found) >= HALF else None


def to_be_mapped(sheet: Sheet, subsidy: AnySubsidy, wording: Wording) -> Recognised | None:
    """A sheet as a type chosen by hand, however few of its headers are known; None when it has no row of words."""
    explained = any(word in sheet.name for word in EXPLANATIONS)
    header = None if explained else likely_header(sheet.rows)
    found = None if explained else _read_as(sheet, subsidy, wording)
    return found or (_under(sheet, subsidy, header, wording, UNMAPPED) if header else None)


def _read_as(sheet: Sheet, subsidy: AnySubsidy, wording: Wording) -> Recognised | None:
    """A sheet read as a type, with what was mapped by hand for it or for the unit it comes from."""
    questions = wording.asked(subsidy)
    header = find_header(sheet.rows, questions)
    found = _under(sheet, subsidy, header, wording, UNMAPPED) if header else None
    if not wording.remembered and wording.by_hand is None:
        return found
    mapped = wording.mapped(sheet, subsidy, found.sender if found else sender_of(sheet, None, (), questions))
    header = (find_header(sheet.rows, questions, mapped) or likely_header(sheet.rows)) if mapped else None
    return _under(sheet, subsidy, header, wording, mapped) if header else found


def _under(sheet: Sheet, subsidy: AnySubsidy, header: Header, wording: Wording, mapped: Mapped) -> Recognised:
    questions = wording.asked(subsidy)
    columns, notes = columns_under(sheet, header, questions, mapped)
    told = _told(sheet, header, columns, mapped)
    return Recognised(sheet, subsidy, header, columns, (*told, *notes), questions, mapped)


def _told(sheet: Sheet, header: Header, columns: Sequence[Column], mapped: Mapped) -> list[str]:
    """Which columns are read as somebody said by hand."""
    keys = header.keys if mapped else ()
    said = [
        f"{letters(column.index)} 列“{column.header}”读作“{column.question.label}”"
        for column in columns
        if keys and keys[column.index] in mapped
    ]
    left = [f"{letters(place)} 列“{key}”不读取" for place, key in enumerate(keys) if key and mapped.get(key) == ""]
    return [f"工作表“{sheet.name}”按手工对应：{'，'.join((*said, *left))}。"] if said or left else []


def _titled(sheet: Sheet, header: Header, catalogue: Sequence[AnySubsidy]) -> Iterator[AnySubsidy]:
    """The types that lines above the header name; what they say on the unit (单位性质：培训机构) only names one by its full title."""
    block = block_above(sheet, header, [question for subsidy in catalogue for question in subsidy.questions])
    on_unit = {(value.row, value.column) for value in block.values()}
    for number, row in enumerate(sheet.rows[: header.first]):
        for text in dict.fromkeys(cell for cell in row if isinstance(cell, str) and cell):
            named = named_in_full if (number, row.index(text)) in on_unit else named_in
            subsidy = named(text, catalogue)
            if subsidy is not None:
                yield subsidy


def _by_labels(sheet: Sheet, catalogue: Sequence[AnySubsidy], wording: Wording) -> Recognised | None:
    """The type whose required labels are all or mostly there; None when two fit equally well."""
    fits = []
    for subsidy in catalogue:
        found = _as_type(sheet, subsidy, wording)
        if found and _share(found) >= MOSTLY:
            fits.append(((-len(_lacking(found)), len(found.columns)), found))
    fits.sort(key=lambda fit: fit[0], reverse=True)
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return None
    return fits[0][1]


def _lacking(found: Recognised) -> list[Question]:
    """Missing columns that tell types apart: those of the unit may stand in a block above the header."""
    return [question for question in found.missing if question.group is not Group.UNIT]


def _share(found: Recognised) -> float:
    telling = [question for question in required(found.subsidy) if question.group is not Group.UNIT]
    return 1 - len(_lacking(found)) / len(telling)
