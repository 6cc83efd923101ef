"""What a table shows, written to a workbook on the worker."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.background import Progress

if TYPE_CHECKING:
    from app.services.unit_of_work import UnitOfWork
    from app.ui.widgets.table.view import Export

_TOLD_EVERY = 500
KINDS = {"money": "MONEY", "whole": "COUNT", "date": "DAY"}


def write_export(uow: UnitOfWork, path: Path, title: str, asked: Export, progress: Progress) -> int:
    """Write the columns in sight and all rows of the query; says how many. UserError when it cannot be saved."""
    from app.services.excel.writing.table_book import write_list  # openpyxl only when something is exported

    headings = [(column.title, KINDS.get(column.kind.value, "TEXT")) for column in asked.columns]
    return write_list(uow, path, title, headings, asked.rows(), partial(_tell, progress))


def _tell(progress: Progress, done: int) -> None:
    if done % _TOLD_EVERY == 0:
        progress.step(0, 0, f"已读 {done:,} 行")
