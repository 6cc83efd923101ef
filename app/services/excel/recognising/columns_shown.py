"""The columns of a sheet as a person maps them by hand: what stands in them, and which question they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.services.excel.recognising.columns import columns_under, letters
from app.services.excel.recognising.rows import as_seen
from app.services.excel.recognising.sheets import Recognised
from app.services.policy.values import is_blank

EXAMPLES_SEARCHED = 50


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column with a header: its letters, the key it is remembered by, and the first value below it.

    `question` names what it answers now, `by_labels` what it would without anything said by hand; empty for nothing.
    """

    letters: str
    key: str
    header: str
    example: str
    question: str
    by_labels: str


def columns_shown(found: Recognised) -> tuple[ColumnShown, ...]:
    """Every column that has a header, in order."""
    now = {column.index: column.question.name for column in found.columns}
    plain, _ = columns_under(found.sheet, found.header, found.questions)
    by_labels = {column.index: column.question.name for column in plain}
    return tuple(
        ColumnShown(
            letters(place),
            key,
            " ".join(found.header.texts[place][0].split()),
            _example(found, place),
            now.get(place, ""),
            by_labels.get(place, ""),
        )
        for place, key in enumerate(found.header.keys)
        if key
    )


def to_remember(found: Recognised, chosen: Mapping[str, str]) -> dict[str, str]:
    """Of the questions chosen by column key, those that the labels alone would not give."""
    natural = {column.key: column.by_labels for column in columns_shown(found)}
    return {key: question for key, question in chosen.items() if question != natural.get(key, "")}


def _example(found: Recognised, place: int) -> str:
    first = found.header.last + 1
    for row in found.sheet.rows[first : first + EXAMPLES_SEARCHED]:
        if place < len(row) and not is_blank(row[place]):
            return as_seen(row[place])
    return ""
