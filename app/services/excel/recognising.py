"""Which type a sheet holds, where its header stands, and which column answers which question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.services.excel.cells import Sheet
from app.services.excel.columns import Column, Header, columns_under, find_header
from app.services.excel.naming import named_in, named_in_full
from app.services.excel.unit_block import block_above
from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Group, Need, Question
from app.services.policy.terms import Payee
from app.services.policy.values import is_blank

LEAST_COLUMNS = 3
HALF, MOSTLY = 0.5, 0.6  # of the required columns: to be read as a type named, as one guessed by labels
EXPLANATIONS = ("填表说明", "填报说明", "使用说明")


@dataclass(frozen=True)
class Recognised:
    """A sheet whose type and columns are known; `notes` are Chinese sentences for the person who sends it."""

    sheet: Sheet
    subsidy: AnySubsidy
    header: Header
    columns: tuple[Column, ...]
    notes: tuple[str, ...]

    @property
    def missing(self) -> tuple[Question, ...]:
        """Required questions that no column answers (申报日期 may be left out)."""
        return missing(self.required, self.columns)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the type asks."""
        return self.subsidy.questions

    @property
    def required(self) -> tuple[Question, ...]:
        """What every row must answer."""
        return required(self.subsidy)

    def facts(self, answers: Mapping[str, Any], account: Mapping[str, Any]) -> Any:
        """What a row says; an account above the header belongs to rows that pay the unit. ValidationError if it cannot be."""
        facts = self.subsidy.facts.model_validate(answers)
        if account and self.subsidy.payee(facts) is Payee.UNIT:
            return self.subsidy.facts.model_validate({**account, **answers})
        return facts


@dataclass(frozen=True)
class Skipped:
    """A sheet of no known type, and the sentence that says so."""

    sheet: Sheet
    text: str


def missing(required: Sequence[Question], columns: Sequence[Column]) -> tuple[Question, ...]:
    """Required questions that no column answers."""
    there = {column.question.name for column in columns}
    return tuple(question for question in required if question.name not in there)


def required(subsidy: AnySubsidy) -> tuple[Question, ...]:
    """What every row must answer; the application date is taken from the day of import where it is blank."""
    return tuple(q for q in subsidy.questions if q.need is Need.REQUIRED and q.name != "applied_on")


def recognise(sheet: Sheet, catalogue: Sequence[AnySubsidy], chosen: AnySubsidy | None = None) -> Recognised | Skipped:
    """The type of a sheet: as chosen, else by sheet name, title line or labels; Skipped when none fits."""
    if all(is_blank(cell) for row in sheet.rows for cell in row):
        return Skipped(sheet, f"工作表“{sheet.name}”是空表，已跳过。")
    if any(word in sheet.name for word in EXPLANATIONS):
        return Skipped(sheet, f"工作表“{sheet.name}”是说明，已跳过。")
    header = find_header(sheet.rows, [question for subsidy in catalogue for question in subsidy.questions])
    found = _with_header(sheet, header, catalogue, chosen) if header else None
    return found or Skipped(sheet, f"工作表“{sheet.name}”没有找到可识别的表头，已跳过；请用模板填写或指定补贴类型。")


def _with_header(
    sheet: Sheet, header: Header, catalogue: Sequence[AnySubsidy], chosen: AnySubsidy | None
) -> Recognised | None:
    if chosen:
        return _as_type(sheet, chosen)
    named = (named_in(sheet.name, catalogue), *_titled(sheet, header, catalogue))
    fitting = (found for subsidy in named if subsidy and (found := _as_type(sheet, subsidy)))
    return next(fitting, None) or _by_labels(sheet, catalogue)


def _as_type(sheet: Sheet, subsidy: AnySubsidy) -> Recognised | None:
    header = find_header(sheet.rows, subsidy.questions)
    if header is None:
        return None
    columns, notes = columns_under(sheet, header, subsidy.questions)
    found = Recognised(sheet, subsidy, header, columns, notes)
    return found if len(columns) >= LEAST_COLUMNS and _share(found) >= HALF else None


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


def _by_labels(sheet: Sheet, catalogue: Sequence[AnySubsidy]) -> Recognised | None:
    """The type whose required labels are all or mostly there; None when two fit equally well."""
    fits = []
    for subsidy in catalogue:
        found = _as_type(sheet, subsidy)
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
