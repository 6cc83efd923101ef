"""材料: the material list of a case, line by line: handed in, missing, or to come later, each with its scans."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.services.cases import case_materials
from app.services.cases.case_materials import Handed, MaterialSheet, Tick
from app.services.errors import UserError
from app.services.trust.accounts import Role
from app.services.trust.my_roles import may
from app.services.unit_of_work import UnitOfWork
from app.ui import keys, tokens
from app.ui.background import Jobs
from app.ui.case_tab import CaseTab
from app.ui.files import FileChoice
from app.ui.notices import Kind, Notice
from app.ui.pages.case.material_row import MaterialRow
from app.ui.pages.case.scans import ScanDesk

NO_LIST = "这类补贴没有录入材料清单，受理时不核对材料。管理员可在“政策一览”录入。"
UNSEEN = "还没有逐项核对。材料齐全的按“全部齐全”，或直接办理受理；缺的选“缺”，可以后补的选“容缺”并填期限。"


class MaterialsTab(CaseTab):
    """Reads and stores at once; a list is small."""

    title = "材料"

    def __init__(self, uow: UnitOfWork, jobs: Jobs, files: FileChoice, parent: QWidget | None = None) -> None:
        """Acts as the account of `uow`."""
        super().__init__(parent)
        self._uow = uow
        self.sheet: MaterialSheet | None = None
        self.rows: list[MaterialRow] = []
        self.scans = ScanDesk(uow, jobs, files, self)
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "secondary")
        self.area = QScrollArea(widgetResizable=True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)
        self.all_present, self.store = QPushButton("全部齐全"), QPushButton("保存核对结果")
        keys.tip(self.all_present, "全部记为今天收到", keys.ALL_PRESENT)
        self.store.setProperty("role", "primary")
        self._lay_out()
        self.all_present.clicked.connect(self._take_all)
        self.store.clicked.connect(self._store)
        self.scans.noticed.connect(self.noticed)
        self.scans.changed.connect(self.changed)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        keys.bind(self, keys.ALL_PRESENT, self.all_present.click, within)
        keys.bind(self, keys.SAVE, self.store.click, within)

    def show_case(self, number: str) -> None:
        """Read the list of a case."""
        sheet = case_materials.material_sheet(self._uow, number)
        self.sheet = sheet
        today, allowed = self._uow.clock().date(), sheet.may_change and may(self._uow, Role.CLERK)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, tokens.SPACE_8, 0)
        column.setSpacing(tokens.SPACE_8)
        self.rows = [MaterialRow(place, line, today) for place, line in enumerate(sheet.lines, start=1)]
        for row in self.rows:
            row.allow(allowed)
            row.files_asked.connect(self._open_scans)
            column.addWidget(row)
        column.addStretch()
        self.area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.said.setText(_said(sheet))
        self.said.setVisible(bool(self.said.text()))
        for button in (self.all_present, self.store):
            button.setVisible(allowed and bool(self.rows))
        self.counted.emit(len(sheet.open_lines))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SPACE_8)
        foot.addWidget(self.all_present)
        foot.addStretch()
        foot.addWidget(self.store)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.said)
        column.addWidget(self.area, 1)
        column.addLayout(foot)

    def _take_all(self) -> None:
        today = self._uow.clock().date()
        for row in self.rows:
            if row.handed is not Handed.RECEIVED:
                row.set_tick(Tick(Handed.RECEIVED, today))
        self._store()

    def _store(self) -> None:
        if self.sheet is None:
            return
        try:
            ticks = {row.name: tick for row in self.rows if (tick := row.tick()) is not None}
            case_materials.record(self._uow, self.sheet.number, ticks, self.sheet.version)
        except UserError as error:
            self.noticed.emit(Notice(Kind.ERROR, error.text))
            return
        self.store.setFocus()  # the rows are made anew
        self.noticed.emit(Notice(Kind.OK, f"{self.sheet.number} 的材料已登记。"))
        self.changed.emit()

    def _open_scans(self, name: str) -> None:
        sheet = self.sheet
        line = next((line for line in sheet.lines if line.material.name == name), None) if sheet else None
        if sheet is not None and line is not None:
            may_attach = self.store.isVisible() and line.handed is not None
            attach = partial(case_materials.attach_scan, self._uow, sheet.number, name)
            self.scans.open(line.scans, attach if may_attach else None)


def _said(sheet: MaterialSheet) -> str:
    if not sheet.lines:
        return NO_LIST
    if all(line.handed is None for line in sheet.lines):
        return UNSEEN
    open_ones = [line.material.name for line in sheet.open_lines]
    return f"还缺：{'、'.join(open_ones)}" if open_ones else "材料齐全。"
