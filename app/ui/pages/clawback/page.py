"""追回: clawbacks with their desk, what they mean for other cases, who cheated, and 追回台账 with the ages of what is out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from app.services.clawbacks.desk import number_of
from app.services.clawbacks.opening import Lead
from app.services.letters.paper.fonts import Fonts
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.page import Page
from app.ui.pages.clawback.actions import ClawbackActions
from app.ui.pages.clawback.cases import ClawbackCases
from app.ui.pages.clawback.ledger import RecoveryTab
from app.ui.pages.clawback.misconduct import MisconductTab
from app.ui.pages.clawback.proposals import ProposalsTab
from app.ui.settings import Settings

HELP = """<p>追回已发放的补贴：立案 → 调查核实（案件即行暂停）→ 事先告知书 → 听取陈述申辩 → 责令退回决定书或者撤销立案
→ 退款、还款协议、抵扣 → 结清；逾期不退的催告，再申请法院强制执行。</p>
<p>左边选一件，右边蓝色按钮是下一步（<b>Ctrl+Enter</b>）；<b>Ctrl+N</b> 对一个案件立案。期限自送达之日的次日起算，
所以每份文书都要在“文书”里登记送达。</p>
<p>“重新测算”列出退款以后同一依据的其他案件应补差或者再追回的；“违规申领”是弄虚作假的单位和个人，
限制申报期间的申请不予批准。“追回台账”可以导出。</p>"""


class ClawbackPage(Page):
    """Four tabs. `show_item` takes the number of a clawback or of a case; one without a clawback is asked to be opened."""

    title = "追回"
    search_hint = "编号/单位/个人/案号"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs, files: FileChoice, fonts: Path) -> None:
        """`fonts` is the folder of the shipped faces."""
        super().__init__()
        self._uow = uow
        self.actions_of = ClawbackActions(uow, jobs, files, Fonts(fonts), self)
        self.cases = ClawbackCases(uow, jobs, self.actions_of)
        self.proposals, self.misconduct = ProposalsTab(uow, jobs), MisconductTab(uow, jobs)
        self.ledger = RecoveryTab(uow, jobs)
        self.tabs = QTabWidget()
        for tab, title in (
            (self.cases, "追回案件"),
            (self.proposals, "重新测算"),
            (self.misconduct, "违规申领"),
            (self.ledger, "追回台账"),
        ):
            self.tabs.addTab(tab, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        column.addWidget(self.tabs)
        self._connect()
        self.setFocusProxy(self.cases)

    def refresh(self) -> None:
        """Read all tabs anew."""
        for tab in (self.cases, self.proposals, self.misconduct, self.ledger):
            tab.refresh()

    def show_item(self, item: object) -> None:
        """Turn to a clawback; on a case that has none under way, one is asked to be opened, on the lead if there is one."""
        lead = item if isinstance(item, Lead) else Lead(str(item))
        number = lead.case
        self.tabs.setCurrentWidget(self.cases)
        known = number if number.startswith("YJZH") else number_of(self._uow, number)
        if known:
            self.cases.show_number(known)
        else:
            self.actions_of.ask_open(lead)

    def search(self, text: str) -> None:
        """Narrow every list."""
        for tab in (self.cases, self.proposals, self.misconduct, self.ledger):
            tab.table.search(text)

    def new_item(self) -> None:
        """Open a clawback, or enter a party on the register of cheats."""
        if self.tabs.currentWidget() is self.misconduct:
            self.misconduct.begin()
        else:
            self.actions_of.begin()

    def print_page(self) -> None:
        """Print the letter chosen."""
        line = self.cases.desk.letters.line
        if line is not None and line.number:
            self.actions_of.print(line)

    def save_state(self, settings: Settings) -> None:
        """Keep the columns."""
        self.cases.save_state(settings)

    def restore_state(self, settings: Settings) -> None:
        """Take up the columns."""
        self.cases.restore_state(settings)

    def _connect(self) -> None:
        self.actions_of.noticed.connect(self.noticed)
        self.actions_of.done.connect(lambda _number: self._others())
        self.cases.counted.connect(self.counted)
        self.cases.go.connect(self.go)
        self.proposals.opened.connect(self._opened)
        self.proposals.counted.connect(
            lambda count: self.tabs.setTabText(1, f"重新测算 {count}" if count else "重新测算")
        )
        for tab in (self.proposals, self.misconduct):
            tab.noticed.connect(self.noticed)
            tab.go.connect(self.go)

    def _others(self) -> None:
        for tab in (self.proposals, self.misconduct, self.ledger):
            tab.refresh()

    def _opened(self, number: str) -> None:
        self.tabs.setCurrentWidget(self.cases)
        self.cases.show_number(number)
        self.proposals.refresh()
