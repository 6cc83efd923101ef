"""Scans of one thing on the case page: listed, saved to a file, added to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from app.services.cases.scans import File, Scan, scan_content
from app.services.excel.reading.workbook import file_bytes
from app.services.trust.exporting import save_noted
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.files import SCANS, FileChoice, written
from app.ui.notices import Kind, Notice

Attach = Callable[[File], None]


class ScanDesk(QObject):
    """Opens a menu of files; `changed` says that one was added."""

    noticed = Signal(object)
    changed = Signal()

    def __init__(self, uow: UnitOfWork, jobs: Jobs, files: FileChoice, owner: QWidget) -> None:
        """Dialogs open over `owner`."""
        super().__init__(owner)
        self._uow, self._jobs, self._files, self._owner = uow, jobs, files, owner
        self.menu: QMenu | None = None

    def open(self, found: Sequence[Scan], attach: Attach | None) -> None:
        """Offer the files, and to add one where `attach` is given."""
        menu = QMenu(self._owner)
        for scan in found:
            action = menu.addAction(f"另存 {scan.name}（{scan.account} {scan.at:%Y-%m-%d}）")
            action.triggered.connect(partial(self.save, scan))
        if attach is not None:
            menu.addAction("添加扫描件…").triggered.connect(partial(self.add, attach))
        if menu.isEmpty():
            menu.addAction("没有附件；先登记是否收到，再添加扫描件").setEnabled(False)
        self.menu = menu
        menu.popup(QCursor.pos())

    def add(self, attach: Attach, _checked: bool = False) -> None:
        """Ask for files and attach each."""
        paths = self._files.open_many(self._owner, "选择扫描件", SCANS)
        if not paths:
            return

        def work(_progress: object) -> int:
            for path in paths:
                attach(File(path.name, file_bytes(path)))
            return len(paths)

        self._jobs.run(work, self._added)

    def save(self, scan: Scan, _checked: bool = False) -> None:
        """Write a file where the person says."""
        path = self._files.save_as(self._owner, "另存扫描件", scan.name, "所有文件 (*)")
        if path is not None:
            self._jobs.run(
                lambda _: save_noted(self._uow, path, scan_content(self._uow, scan.key).content, f"扫描件 {scan.name}"),
                lambda _: self.noticed.emit(written("扫描件", path)),
            )

    def _added(self, count: int) -> None:
        self.noticed.emit(Notice(Kind.OK, f"已添加 {count} 个扫描件。"))
        self.changed.emit()
