"""A register and its workbooks: template out, a file in, marked errors back, the register itself out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.excel.books import register_books, register_sheets
from app.services.excel.books.register_books import RegisterPreview
from app.services.registers.definition import Line, Register
from app.services.unit_of_work import UnitOfWork
from app.ui import files
from app.ui.background import Jobs
from app.ui.files import FileChoice


class RegisterBooks(QObject):
    """`noticed` takes a Notice, `read` carries the preview of a file, `stored` what came of its import."""

    noticed = Signal(object)
    read = Signal(object)
    stored = Signal(object)

    def __init__(self, uow: UnitOfWork, jobs: Jobs, choice: FileChoice, register: Register, parent: QWidget) -> None:
        """Dialogs open above `parent`."""
        super().__init__(parent)
        self._uow, self._jobs, self._choice, self._register, self._above = uow, jobs, choice, register, parent

    def bring(self) -> None:
        """Ask for a workbook and read it."""
        paths = self._choice.open_many(self._above, f"导入{self._register.title}", files.WORKBOOKS)
        if paths:
            self.read_file(paths[0])

    def read_file(self, path: Path) -> None:
        """Read a workbook in the background."""
        code = self._register.code
        self._jobs.run(
            lambda progress: register_books.prepare_register(
                self._uow, code, path, progress.step, lambda: progress.cancelled
            ),
            self.read.emit,
            title=f"读取 {path.name}",
        )

    def store(self, found: RegisterPreview, *, only_good: bool) -> None:
        """Store what a file brings."""
        self._jobs.run(
            lambda progress: register_books.store_register(
                self._uow, found, only_good=only_good, progress=progress.step
            ),
            self.stored.emit,
            title=f"登记 {found.file_name}",
        )

    def mark(self, found: RegisterPreview) -> None:
        """Ask where to, and write the workbook with its errors marked."""
        name = f"{Path(found.file_name).stem}（标注错误）.xlsx"
        self._write(name, "标注错误的工作簿", partial(register_books.write_marked_register, found))

    def template(self) -> None:
        """Ask where to, and write the import template."""
        write = partial(register_books.write_register_template, self._uow, self._register.code)
        self._write(f"{self._register.title}导入模板.xlsx", "导入模板", write)

    def export(self, lines: Sequence[Line]) -> None:
        """Ask where to, and write the register."""

        def write(path: Path) -> None:
            register_sheets.write_register(self._uow, self._register.code, path, lines)

        self._write(f"{self._register.title}.xlsx", self._register.title, write)

    def _write(self, name: str, what: str, write: Callable[[Path], None]) -> None:
        path = self._choice.save_as(self._above, f"写出{what}", name, files.EXCEL)
        if path is not None:
            self._jobs.run(
                lambda _: write(path), lambda _: self.noticed.emit(files.written(what, path)), title=f"写出{what}"
            )
