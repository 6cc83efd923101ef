"""What a letter says, as plain data: every kind of letter is built from these blocks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

BLANK = "＿＿＿＿"


class Align(StrEnum):
    """Where the text of a table column stands."""

    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True)
class Heading:
    """A line of its own in 黑体, such as 一、条件审核."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Body text indented by two characters; `lead` opens it in 黑体."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Column:
    """A table column: its title, its share of the width and the alignment of its cells."""

    title: str
    share: int
    align: Align = Align.START


@dataclass(frozen=True)
class Table:
    """A ruled table whose header is repeated on each page; every row has one cell a column, and `least` points of height."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    least: float = 0.0


@dataclass(frozen=True)
class SumLine:
    """A sum in fen, printed in figures and in capitals."""

    label: str
    fen: int


@dataclass(frozen=True)
class Note:
    """Small print under the text, such as the address of the office."""

    text: str


@dataclass(frozen=True)
class ExplanationLine:
    """One step towards the sum (fen; negative: taken off), or a condition when it has no amount."""

    label: str
    formula: str
    amount_fen: int | None
    clause: str
    ok: bool = True


@dataclass(frozen=True)
class Explanation:
    """How a sum of `sum_fen` comes about; it moves to the annex 金额说明 where the page has no room for it."""

    lead: str
    lines: tuple[ExplanationLine, ...]
    sum_fen: int


Block = Heading | Paragraph | Table | SumLine | Note | Explanation


@dataclass(frozen=True)
class Annex:
    """What begins on a page of its own behind a letter: the lines of its title and what follows."""

    title: tuple[str, ...]
    body: tuple[Block, ...]


@dataclass(frozen=True)
class Letter:
    """A letter ready to be laid out.

    `title` holds its lines, broken by sense. `addressee` may be empty (publications). Without `signed_on` there is
    no signature and no place for the seal. `corrects` is the number of the letter that this one replaces, `correction` why.
    A list `across` lies on its side, without red head.
    """

    kind: str
    office: str
    number: str
    title: tuple[str, ...]
    body: tuple[Block, ...]
    addressee: str = ""
    signed_on: date | None = None
    contact: str = ""
    verification_code: str = ""
    corrects: str = ""
    correction: str = ""
    annexes: tuple[Annex, ...] = ()
    across: bool = False


def chinese_date(day: date) -> str:
    """Return a date as letters write it: Arabic numerals without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"
