"""The two lists of the letters page: cases that are due a letter, and letters issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from app.services.letters.kinds import KINDS
from app.services.letters.register import IssuedLetter, due_letters, letters_due, letters_issued
from app.services.unit_of_work import UnitOfWork
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.table.query import TICK, CellKind, Column

DUE, ISSUED, UNSERVED = "due", "issued", "unserved"
FACETS = ((DUE, "待出具"), (ISSUED, "已出具"), (UNSERVED, "未送达"))
_ISSUED_COLUMNS = (
    TICK,
    Column("number", "文号", width=156),
    Column("case_number", "案件编号", width=126),
    Column("applicant", "申请人", width=80),
    Column("unit", "单位", width=112, shown=False),
    Column("issued_on", "出具日期", CellKind.DATE, 96),
    Column("issued_by", "出具人", width=72, shown=False),
    Column("printed", "打印", CellKind.CHIP, 72),
    Column("served", "送达", CellKind.CHIP, 72),
    Column("served_on", "送达日期", CellKind.DATE, 96, shown=False),
    Column("manner", "送达方式", width=80, shown=False),
    Column("correction", "更正", CellKind.CHIP, 72),
)
COLUMNS = {
    DUE: (
        TICK,
        Column("case_number", "案件编号", width=132),
        Column("applicant", "申请人", width=80),
        Column("unit", "单位", width=136),
        Column("title", "补贴类型", width=116),
        Column("amount_fen", "核定金额", CellKind.MONEY, 88),
        Column("decided_on", "办理日期", CellKind.DATE, 96),
    ),
    ISSUED: _ISSUED_COLUMNS,
    UNSERVED: _ISSUED_COLUMNS,
}
KEYS = {DUE: "case_number", ISSUED: "number", UNSERVED: "number"}
_SEARCHED = ("number", "case_number", "applicant", "unit")
SEARCHED = {DUE: _SEARCHED[1:], ISSUED: _SEARCHED, UNSERVED: _SEARCHED}
_PRINTED, _UNPRINTED = Tag("已打印", Tone.DONE), Tag("未打印", Tone.SOON)
_SERVED, _UNSERVED = Tag("已送达", Tone.DONE), Tag("未送达", Tone.SOON)
_CORRECTED, _CORRECTION = Tag("已更正", Tone.LATE), Tag("更正件", Tone.ACTIVE)
Row = Mapping[str, object]


@dataclass(frozen=True)
class LettersFor:
    """What another page wants letters for: a kind, and the cases by number."""

    kind: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Lists:
    """The lists of a kind, and how many cases are due a letter of each kind."""

    kind: str
    rows: Mapping[str, list[Row]]
    due: Mapping[str, int]

    def numbers(self, list_name: str) -> list[str]:
        """The keys of a list in its order."""
        return [str(row[KEYS[list_name]]) for row in self.rows[list_name]]


def read_lists(uow: UnitOfWork, kind: str) -> Lists:
    """The lists of a kind as the tables show them."""
    due: list[Row] = [asdict(letter) for letter in due_letters(uow, kind)]
    issued: list[Row] = [_issued(letter) for letter in letters_issued(uow, kind)]
    unserved = [row for row in issued if row["served"] is _UNSERVED and not row["corrected_by"]]
    return Lists(kind, {DUE: due, ISSUED: issued, UNSERVED: unserved}, letters_due(uow))


def _issued(letter: IssuedLetter) -> Row:
    chain = _CORRECTED if letter.corrected_by else _CORRECTION if letter.corrects else None
    listed = {"applicant": f"{letter.listed} 件"} if letter.listed else {}
    return (
        asdict(letter)
        | {"printed": _PRINTED if letter.printed_at else _UNPRINTED}
        | {"served": _SERVED if letter.served_on else _UNSERVED, "correction": chain}
        | listed
    )


def series(kind: str) -> str:
    """The series that numbers a kind."""
    return KINDS[kind].series


def span(numbers: list[str]) -> str:
    """The numbers taken, first and last: 叶人社技补〔2026〕1号 至 〔2026〕38号."""
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]} 至 {numbers[-1]}"
