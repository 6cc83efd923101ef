"""Beside a dated list: the scans of the paper that is selected, and the cases that refer to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton

from app.services.excel.reading.workbook import file_bytes
from app.services.registers import references, scans
from app.services.registers.definition import Line, Register
from app.services.registers.references import ReferringCase
from app.services.registers.scans import Scan
from app.services.trust.exporting import save_noted
from app.services.unit_of_work import UnitOfWork
from app.ui import files, tokens
from app.ui.background import Jobs
from app.ui.files import SCANS, FileChoice
from app.ui.notices import Kind, Notice
from app.ui.pages.registers.side import RegisterSide
from app.ui.widgets.card import Card

_KEY = Qt.ItemDataRole.UserRole
Beside = tuple[Sequence[Scan], Sequence[ReferringCase]]


class PaperSide(RegisterSide):
    """Scans above, cases below; both only of the paper that is selected."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs, choice: FileChoice, register: Register) -> None:
        """Nothing is selected at first."""
        super().__init__()
        self._uow, self._jobs, self._choice, self._register = uow, jobs, choice, register
        self._line: Line | None = None
        self._allowed = False
        self.scans, self.cases = QListWidget(), QListWidget()
        self.scans.setAccessibleName("附件")
        self.cases.setAccessibleName("引用案件")
        self.attach, self.save = QPushButton("添加附件…"), QPushButton("另存…")
        self.number = QLineEdit(placeholderText="案件编号 YJJG-…")
        self.number.setAccessibleName("案件编号")
        self.refer, self.drop = QPushButton("引用"), QPushButton("取消引用")
        self._lay_out()
        self._connect()
        self.show_line(None)

    def allow(self, allowed: bool, /) -> None:
        """What the account may do."""
        self._allowed = allowed

    def show_line(self, line: Line | None) -> None:
        """Read what belongs to a paper."""
        self._line = line
        self.scans.clear()
        self.cases.clear()
        self._weigh()
        if line is not None:
            key = line.key
            self._jobs.run(lambda _: self._beside(key), partial(self._show, line))

    def _beside(self, key: int) -> Beside:
        return scans.scans_of(self._uow, key), references.cases_referring(self._uow, key)

    def _show(self, line: Line, beside: Beside) -> None:
        if line is not self._line:
            return
        self.scans.clear()
        self.cases.clear()
        for scan in beside[0]:
            item = QListWidgetItem(scan.name, self.scans)
            item.setToolTip(f"{scan.account} 于 {scan.at:%Y-%m-%d %H:%M} 添加")
            item.setData(_KEY, scan.key)
        for case in beside[1]:
            item = QListWidgetItem(f"{case.number}　{case.applicant}", self.cases)
            item.setToolTip(case.unit)
            item.setData(_KEY, case.number)
        self._weigh()

    def _weigh(self) -> None:
        may = self._line is not None and self._allowed
        for widget in (self.attach, self.number):
            widget.setEnabled(may)
        self.refer.setEnabled(may and bool(self.number.text().strip()))
        self.drop.setEnabled(may and self.cases.currentItem() is not None)
        self.save.setEnabled(self.scans.currentItem() is not None)

    def _attach(self) -> None:
        line = self._line
        paths = self._choice.open_many(self, "选择附件", SCANS) if line is not None else []
        if line is None or not paths:
            return
        key, code = line.key, self._register.code

        def work(_progress: object) -> int:
            for path in paths:
                scans.attach_scan(self._uow, code, key, path.name, file_bytes(path))
            return len(paths)

        self._jobs.run(work, lambda count: self._done(f"已添加 {count} 个附件。"))

    def _save(self) -> None:
        item = self.scans.currentItem()
        if item is None:
            return
        key, name = item.data(_KEY), item.text()
        path = self._choice.save_as(self, "另存附件", name, "所有文件 (*)")
        if path is not None:
            self._jobs.run(
                lambda _: save_noted(self._uow, path, scans.scan_content(self._uow, key), f"附件 {name}"),
                lambda _: self.noticed.emit(files.written("附件", path)),
            )

    def _refer(self) -> None:
        line, number = self._line, self.number.text().strip().upper()
        if line is None or not number:
            return
        act = partial(references.refer, self._uow, number, self._register.code, line.key)
        self._jobs.run(lambda _: act(), lambda _: self._referred(f"{number} 已引用这条记录。"))

    def _referred(self, said: str) -> None:
        self.number.clear()
        self._done(said)

    def _drop(self) -> None:
        line, item = self._line, self.cases.currentItem()
        if line is None or item is None:
            return
        act = partial(references.drop_reference, self._uow, item.data(_KEY), self._register.code, line.key)
        self._jobs.run(lambda _: act(), lambda _: self._done("已取消引用。"))

    def _done(self, said: str) -> None:
        self.noticed.emit(Notice(Kind.OK, said))
        self.changed.emit()

    def _connect(self) -> None:
        self.attach.clicked.connect(self._attach)
        self.save.clicked.connect(self._save)
        self.refer.clicked.connect(self._refer)
        self.drop.clicked.connect(self._drop)
        self.number.textChanged.connect(self._weigh)
        self.number.returnPressed.connect(self._refer)
        self.scans.currentItemChanged.connect(self._weigh)
        self.cases.currentItemChanged.connect(self._weigh)
        self.scans.itemActivated.connect(lambda _: self._save())
        self.cases.itemActivated.connect(lambda item: self.go.emit("case", item.data(_KEY)))

    def _lay_out(self) -> None:
        for title, shown, tools in (
            ("附件", self.scans, (self.attach, self.save)),
            ("引用案件", self.cases, (self.number, self.refer, self.drop)),
        ):
            card = Card(title)
            row = QHBoxLayout()
            row.setSpacing(tokens.SPACE_8)
            for tool in tools:
                row.addWidget(tool)
            card.column.addWidget(shown)
            card.column.addLayout(row)
            self.column.addWidget(card)
        self.column.addStretch(1)
