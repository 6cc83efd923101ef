"""Lines of a register as a table shows them: its columns and values, both from the register's own definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.policy.questions import Question
from app.services.registers.definition import Extra, Line, Register
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.table.query import CellKind, Column

KINDS = {
    "amount": (CellKind.MONEY, 112),
    "day": (CellKind.DATE, 96),
    "whole": (CellKind.WHOLE, 72),
    "identity": (CellKind.MASKED, 158),
    "credit": (CellKind.TEXT, 158),
    "name": (CellKind.TEXT, 96),
    "choice": (CellKind.TEXT, 84),
    "phone": (CellKind.MASKED, 110),
    "account": (CellKind.MASKED, 168),
    "chip": (CellKind.CHIP, 88),
    "percent": (CellKind.TEXT, 92),
}
TONES = {
    "一线不足": Tone.LATE,
    "达标": Tone.DONE,
    "未提取": Tone.SOON,
    "已核准": Tone.DONE,
    "审核中": Tone.ACTIVE,
    "有效": Tone.DONE,
    "已到期": Tone.NEUTRAL,
    "已评": Tone.DONE,
    "未评完": Tone.SOON,
}
ASIDE = frozenset({"note", "contact", "credit_code", "certificate_kind", "lines"})
FIRST = frozenset({"chip", "percent"})
AS_THEY_ARE = frozenset({"amount", "day", "whole", "identity"})


@dataclass(frozen=True)
class Shown:
    """A line with what the table shows of it, by column."""

    line: Line
    cells: dict[str, object]


def columns(register: Register) -> tuple[Column, ...]:
    """What is asked, the verdict on it behind the name; remarks and contacts are hidden at first."""
    asked = [_column(question.name, question.label, question.kind.name, question) for question in register.questions]
    computed = [_column(extra.key, extra.title, extra.kind) for extra in register.extras]
    entered = (
        Column("entered_by", "登记人", width=80, shown=False),
        Column("entered_at", "登记时间", CellKind.DATE, 96, shown=False),
    )
    first = [column for column, extra in zip(computed, register.extras, strict=True) if extra.kind in FIRST]
    later = [column for column in computed if column not in first]
    return (asked[0], *first, *asked[1:], *later, *entered)


def shown(register: Register, lines: Sequence[Line]) -> list[Shown]:
    """Lines as rows of the table; `key` names the entry, or the case that brings the line."""
    return [Shown(line, _cells(register, line)) for line in lines]


def _column(name: str, label: str, kind: str, question: Question | None = None) -> Column:
    cell, width = KINDS.get(kind, (CellKind.TEXT, 150))
    if question is not None and question.name == "year":
        cell, width = CellKind.TEXT, 56
    return Column(name, label, cell, width, shown=name not in ASIDE)


def _cells(register: Register, line: Line) -> dict[str, object]:
    origin = line.extras.get("origin", "")
    cells: dict[str, object] = {
        "key": str(line.key) if line.key else f"{origin} {register.mark(line.facts)}",
        "entered_by": line.entered_by,
        "entered_at": line.entered_at,
    }
    for question in register.questions:
        value = getattr(line.facts, question.name)
        plain = question.kind.name in AS_THEY_ARE and question.name != "year"
        cells[question.name] = value if plain else question.show(value)
    for extra in register.extras:
        cells[extra.key] = _extra(extra, line.extras.get(extra.key))
    return cells


def _extra(extra: Extra, value: object) -> object:
    if extra.kind == "chip":
        word = str(value or "")
        return Tag(word, TONES.get(word, Tone.NEUTRAL))
    if extra.kind == "percent" and isinstance(value, int):
        return f"{value // 100}.{value % 100:02d}%"
    return value
