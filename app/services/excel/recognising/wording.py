"""How headers are understood beside the definitions: the office's own words, and what was mapped by hand for a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from app.services.excel.reading.cells import Sheet
from app.services.excel.recognising.columns import UNMAPPED, Column, Header, Mapped
from app.services.excel.recognising.unit_block import block_above
from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Question
from app.services.policy.raw import compact
from app.services.policy.values import CellFault, Raw, is_blank

Remembered = Mapping[tuple[str, str], Mapped]
"""By unit (credit code, else name) and type code."""
BLOCK_ROWS = 20
LEAST_ANSWERS = 4


@dataclass(frozen=True, slots=True)
class Sender:
    """The one unit that a sheet comes from: what its mappings are kept under, and its name for people."""

    key: str
    name: str


@dataclass(frozen=True)
class Wording:
    """The office's words by label, what is remembered by unit and type, and what was just mapped by sheet name."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remembered: Remembered = field(default_factory=dict)
    by_hand: Mapping[str, Mapped] | None = None

    def asked(self, subsidy: AnySubsidy) -> tuple[Question, ...]:
        """The questions of a type, with the office's words among their aliases."""
        questions = subsidy.questions
        return tuple(self._worded(question) for question in questions) if self.words else questions

    def _worded(self, question: Question) -> Question:
        own = self.words.get(question.label, ())
        aliases = (*question.asked.aliases, *own)
        return replace(question, asked=replace(question.asked, aliases=aliases)) if own else question

    def mapped(self, sheet: Sheet, subsidy: AnySubsidy, sender: Sender | None) -> Mapped:
        """What was mapped by hand: just now for this sheet, else what is remembered of its unit."""
        if self.by_hand is not None and sheet.name in self.by_hand:
            return self.by_hand[sheet.name]
        return self.remembered.get((sender.key, subsidy.code), UNMAPPED) if sender else UNMAPPED


def sender_of(
    sheet: Sheet, header: Header | None, columns: Sequence[Column], questions: Sequence[Question]
) -> Sender | None:
    """The unit a sheet comes from, by the block above its header or a column that says one thing only; None if several."""
    above = header or Header(min(BLOCK_ROWS, len(sheet.rows)), 0, ())
    block = block_above(sheet, above, questions)
    named = {name: block[name].raw for name in ("credit_code", "unit_name") if name in block}
    said: dict[str, str] = {name: str(raw) for name, raw in named.items() if not isinstance(raw, CellFault)}
    for column in columns:
        if header is not None and column.question.name in ("credit_code", "unit_name"):
            found = {raw for raw in _said_below(sheet, header, column.index) if not is_blank(raw)}
            if len(found) == 1:
                said.setdefault(column.question.name, str(found.pop()))
    code, name = (compact(said.get(key, "")).upper() for key in ("credit_code", "unit_name"))
    return Sender(code or name, said.get("unit_name", "").strip() or code) if code or name else None


def _said_below(sheet: Sheet, header: Header, column: int) -> set[Raw]:
    """What a column says below the header, in rows that hold more than a total or a remark."""
    below = islice(sheet.rows, header.last + 1, None)
    return {row[column] for row in below if column < len(row) and len(set(row)) >= LEAST_ANSWERS}
