"""What a reader of rows needs to know of a sheet, whether it holds cases or entries of a register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from app.services.excel.reading.cells import Book, Sheet
from app.services.excel.recognising.columns import Column, Header
from app.services.policy.questions import Question


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that cannot be read, and why; `row` is the Excel row, `cell` C7, empty when the column is missing."""

    sheet: str
    row: int
    cell: str
    header: str
    value: str
    text: str


class Form(Protocol):
    """Something with a name that asks questions: a type of case, or a register."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks, in the order of its columns."""


class Readable(Protocol):
    """A sheet whose columns are known."""

    @property
    def sheet(self) -> Sheet:
        """The sheet itself."""

    @property
    def header(self) -> Header:
        """Where its header stands."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Which column answers which question."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything that a row may answer."""

    @property
    def required(self) -> tuple[Question, ...]:
        """What every row must answer."""

    @property
    def missing(self) -> tuple[Question, ...]:
        """Required questions that no column answers."""

    def facts(self, values: Any, account: Mapping[str, Any]) -> Any:
        """What a row says that gave these bare values, None where it is blank; ValidationError if it cannot be.

        The account stated above the header goes to the rows whose own it is.
        """


class Faulty(Protocol):
    """A row with what is wrong in it."""

    @property
    def errors(self) -> Sequence[CellError]:
        """The cells that cannot be read."""


class Marked(Protocol):
    """A workbook as read, whose errors can be marked in it."""

    @property
    def book(self) -> Book:
        """The workbook."""

    @property
    def recognised(self) -> Sequence[Readable]:
        """Its sheets whose columns are known."""

    @property
    def bad(self) -> Sequence[Faulty]:
        """The rows with errors."""
