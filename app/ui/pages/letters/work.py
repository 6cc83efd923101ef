"""What the letters page does off the window's thread: issue, print, save."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from app.services.excel.writing.saving import save_bytes
from app.services.letters import issuing
from app.services.letters.paper.fonts import Fonts
from app.services.letters.register import in_queue_order, note_saved
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Progress
from app.ui.printing import print_letters


def issue(uow: UnitOfWork, kind: str, cases: Sequence[str], fonts: Fonts, progress: Progress) -> list[str]:
    """Issue letters and give their numbers; what was issued before a stop stays issued."""
    issued = issuing.issue(uow, kind, cases, fonts, lambda done, total: progress.step(done, total, "正在出具"))
    return [letter.number for letter in issued]


def print_out(
    uow: UnitOfWork, numbers: Sequence[str], printer: QPrinter, progress: Progress, *, both_sides: bool
) -> None:
    """Print the stored PDFs as one job in queue order, and record that they were printed."""
    pdfs = [partial(issuing.stored, uow, number) for number in in_queue_order(uow, numbers)]
    print_letters(pdfs, printer, lambda done, total: progress.step(done, total, "正在打印"), both_sides=both_sides)
    issuing.note_printed(uow, numbers)


def save_one(uow: UnitOfWork, number: str, out: Path) -> None:
    """Write a stored PDF, byte for byte."""
    save_bytes(out, issuing.stored(uow, number))
    note_saved(uow, [number], out.name)


def save_together(uow: UnitOfWork, numbers: Sequence[str], fonts: Fonts, out: Path) -> None:
    """Write letters as one PDF for printing, in queue order."""
    save_bytes(out, issuing.drawn_together(uow, in_queue_order(uow, numbers), fonts))
    note_saved(uow, numbers, out.name)


def save_each(uow: UnitOfWork, numbers: Sequence[str], folder: Path, progress: Progress) -> None:
    """Write the stored PDFs one by one into a folder, each under its number."""
    for done, number in enumerate(numbers):
        progress.step(done, len(numbers), "正在另存")
        save_bytes(folder / f"{number}.pdf", issuing.stored(uow, number))
    note_saved(uow, numbers, folder.name)
