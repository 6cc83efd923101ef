"""公示异议: what was said against a case during its publicity, and what the reviewer found."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.services.cases import objections
from app.services.cases.objections import Raised, ShownObjection
from app.services.errors import UserError
from app.services.trust.accounts import Role
from app.services.trust.my_roles import may
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.case_tab import CaseTab
from app.ui.files import FileChoice
from app.ui.notices import Kind, Notice
from app.ui.pages.case.scans import ScanDesk
from app.ui.widgets.asking.objection import ObjectionDialog
from app.ui.widgets.asking.step import ReasonDialog
from app.ui.widgets.card import Card

PHRASES = {
    True: ("经核查，异议反映的情况属实", "申报材料与实际不符"),
    False: ("经核查，异议反映的情况不属实", "异议内容不影响享受条件"),
}


class ObjectionsTab(CaseTab):
    """A card an objection; the clerk records, the reviewer judges."""

    title = "公示异议"

    def __init__(self, uow: UnitOfWork, jobs: Jobs, files: FileChoice, parent: QWidget | None = None) -> None:
        """Acts as the account of `uow`."""
        super().__init__(parent)
        self._uow, self._files = uow, files
        self._number = ""
        self.scans = ScanDesk(uow, jobs, files, self)
        self.scans.noticed.connect(self.noticed)
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "secondary")
        self.record = QPushButton("登记异议…")
        self.area = QScrollArea(widgetResizable=True)
        self.area.viewport().setAutoFillBackground(False)
        foot = QHBoxLayout()
        foot.addWidget(self.record)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.said)
        column.addWidget(self.area, 1)
        column.addLayout(foot)
        self.record.clicked.connect(self._ask)

    def show_case(self, number: str) -> None:
        """Read the objections of a case."""
        self._number = number
        found = objections.objections_of(self._uow, number)
        running, said = objections.publicity_of(self._uow, number)
        self.said.setText(said if not found else "")
        self.said.setVisible(not found)
        self.record.setVisible(running and may(self._uow, Role.CLERK))
        judges = may(self._uow, Role.REVIEWER)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, tokens.SPACE_8, 0)
        column.setSpacing(tokens.SPACE_8)
        for one in found:
            column.addWidget(self._card(one, judges=judges))
        column.addStretch()
        self.area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.counted.emit(sum(one.upheld is None for one in found))

    def _card(self, one: ShownObjection, *, judges: bool) -> Card:
        card = Card(f"{one.raised_by}　{one.raised_on}")
        contact = f"联系方式：{one.contact}　" if one.contact else ""
        for text, role in ((one.text, ""), (f"{contact}{one.recorded_by} 登记", "secondary"), (_finding(one), "")):
            label = QLabel(text, wordWrap=True)
            label.setProperty("role", role)
            label.setVisible(bool(text))
            card.column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        if one.upheld is None and judges:
            for upheld, verb in ((True, "异议成立…"), (False, "异议不成立…")):
                button = QPushButton(verb)
                button.clicked.connect(partial(self._judge, one, upheld))
                row.addWidget(button)
        row.addStretch()
        if one.scans:
            files = QPushButton(f"附件 {len(one.scans)}")
            files.setProperty("role", "link")
            files.clicked.connect(lambda: self.scans.open(one.scans, None))
            row.addWidget(files)
        card.column.addLayout(row)
        return card

    def _ask(self) -> None:
        asked = ObjectionDialog(self._number, self._uow.clock().date(), self._files, self)
        asked.given.connect(self._record)
        asked.open()

    def _record(self, raised: Raised) -> None:
        try:
            objections.record(self._uow, self._number, raised)
        except UserError as error:
            self.noticed.emit(Notice(Kind.ERROR, error.text))
            return
        self.noticed.emit(Notice(Kind.OK, f"已登记对 {self._number} 的异议，请复核员认定。"))
        self.changed.emit()

    def _judge(self, one: ShownObjection, upheld: bool, _checked: bool = False) -> None:
        verb = "异议成立" if upheld else "异议不成立"
        then = "案件将退回复核。" if upheld else ""
        question = f"认定{one.raised_by}对 {self._number} 的{verb}。{then}请写明理由，理由写入异议处理答复书。"
        asked = ReasonDialog(verb, question, PHRASES[upheld], self)
        asked.given.connect(lambda finding: self._settle(one, finding, upheld=upheld))
        asked.open()

    def _settle(self, one: ShownObjection, finding: str, *, upheld: bool) -> None:
        try:
            objections.judge(self._uow, one.key, upheld=upheld, finding=finding)
        except UserError as error:
            self.noticed.emit(Notice(Kind.ERROR, error.text))
            return
        self.noticed.emit(Notice(Kind.OK, f"已认定{one.raised_by}的异议{'成立' if upheld else '不成立'}。"))
        self.changed.emit()


def _finding(one: ShownObjection) -> str:
    if one.upheld is None:
        return "尚未认定"
    return f"{'成立' if one.upheld else '不成立'}（{one.judged_by} {one.judged_on}）：{one.finding}"
