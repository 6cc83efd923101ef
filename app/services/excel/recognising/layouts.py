"""Sheets that hold what is known, but not as a table: labels down a column, or a form of one page for one case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.services.excel.reading.cells import Sheet
from app.services.excel.recognising.columns import letters
from app.services.excel.recognising.headers import Labels, as_header
from app.services.policy.values import Raw

ROWS_LOOKED_AT, COLUMNS_LOOKED_AT = 60, 40
LEAST_DOWN = 6  # labels that make a column one of labels
LEAST_LINES, LEAST_IN_LINE = 3, 2  # lines of a form, and labels in each


def why_no_table(sheet: Sheet, labels: Labels) -> str:
    """Why a sheet of known labels is no table with a row for each case, as a Chinese sentence; empty when it may be one."""
    rows = [row[:COLUMNS_LOOKED_AT] for row in sheet.rows[:ROWS_LOOKED_AT]]
    across = [_named(row, labels) for row in rows]
    widest = max(map(len, across), default=0)
    down = max(_down(rows, labels), default=(0, 0))
    if down[0] >= LEAST_DOWN and down[0] > 2 * widest:
        return (
            f"工作表“{sheet.name}”是竖排的（栏目名称写在 {letters(-down[1])} 列，一列一件），没有读取；"
            "请改成栏目名称在同一行、一行一件的表后导入。"
        )
    lines = [names for row, names in zip(rows, across, strict=True) if len(names) >= LEAST_IN_LINE]
    if len({frozenset(names) for names in lines}) >= LEAST_LINES and 2 * widest <= len(set().union(*lines)):
        return f"工作表“{sheet.name}”像是一件一张的申请表，没有读取；请改成栏目名称在同一行、一行一件的表后导入，或在窗口中逐件录入。"
    return ""


def _named(cells: Sequence[Raw], labels: Labels) -> set[str]:
    """The questions that the words of some cells name."""
    matches = (labels.find(text) for text in map(as_header, cells) if text)
    return {match.question.label for match in matches if match}


def _down(rows: Sequence[Sequence[Raw]], labels: Labels) -> Iterator[tuple[int, int]]:
    """For each column, how many questions it names, and its place (negative, so that the first of equal ones wins)."""
    for place in range(max(map(len, rows), default=0)):
        yield len(_named([row[place] for row in rows if place < len(row)], labels)), -place
