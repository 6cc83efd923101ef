"""拨付台账: what is due to be paid, the runs that pay it, the yearly checks, and the ledger of what was paid."""

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from app.services.letters.paper.fonts import Fonts
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.page import Page
from app.ui.pages.payments.checks import ChecksPane
from app.ui.pages.payments.due import DuePage
from app.ui.pages.payments.ledger import LedgerPane
from app.ui.pages.payments.pane import Pane
from app.ui.pages.payments.runs import RunsPane
from app.ui.settings import Settings

HELP = """<p>“待拨付”是已批准、到了拨付时间的款项。勾选后“编制拨付批次”，或对单笔“登记拨付”。暂停、有疑点、缺账户、
由您办过受理、复核或审批的案件不会编入批次，编制后列出原因。</p>
<p>“拨付批次”里导出花名册送银行、申请函送财政部门；核对账户，银行不能付的移出。银行付款后按回单“登记到账”，
可以整批，也可以只勾选到账的；登记后不能修改。</p>
<p>分两期发的，第二期自首期拨付满一年起、经“年度核查”合格后才能拨付。</p>
<p>“台账”是全部发放记录，只增不改。银行退回的，选中那一笔“登记退票”，款项重新列入待拨付；登记错误的“登记冲正”。
已结账的年度不再登记，在新年度登记冲正。</p>"""
NAME = "page/payments"


class PaymentsPage(Page):
    """Four tabs. Goes to `case` with a number, and to `letters`. `show_item` takes the number of a run."""

    search_hint = "姓名/单位/案号/凭证号"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs, fonts: Fonts, files: FileChoice) -> None:
        """Reads and acts as the account of `uow`; `fonts` draw papers, `files` says where they go."""
        super().__init__()
        self._text = ""
        self.due = DuePage(uow, jobs)
        self.runs = RunsPane(uow, jobs, fonts, files)
        self.checks = ChecksPane(uow, jobs)
        self.entries = LedgerPane(uow, jobs)
        self.ledger = self.entries.table
        self.tabs = QTabWidget()
        for widget, title in (
            (self.due, "待拨付"),
            (self.runs, "拨付批次"),
            (self.checks, "年度核查"),
            (self.entries, "台账"),
        ):
            self.tabs.addTab(widget, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        column.addWidget(self.tabs)
        self._connect()
        self.setFocusProxy(self.due)

    def refresh(self) -> None:
        """Read all lists anew."""
        self.due.refresh()
        self._read_rest()

    def search(self, text: str) -> None:
        """Narrow all lists."""
        self._text = text
        self.due.search(text)
        for table in (self.runs.lines, self.checks.table):
            table.search(text)
        self.entries.refresh(text)

    def show_item(self, item: object) -> None:
        """Turn to a run by its number."""
        if isinstance(item, str):
            self.tabs.setCurrentWidget(self.runs)
            self.runs.refresh(item)

    def save_state(self, settings: Settings) -> None:
        """Keep the columns of all lists."""
        self.due.save_state(settings)
        self.runs.save(settings, NAME)
        self.checks.table.save(settings, f"{NAME}/checks")
        self.ledger.save(settings, f"{NAME}/ledger")

    def restore_state(self, settings: Settings) -> None:
        """Take up the columns of all lists."""
        self.due.restore_state(settings)
        self.runs.restore(settings, NAME)
        self.checks.table.restore(settings, f"{NAME}/checks")
        self.ledger.restore(settings, f"{NAME}/ledger")

    def _connect(self) -> None:
        due = self.due
        due.noticed.connect(self.noticed)
        due.counted.connect(self.counted)
        due.go.connect(self.go)
        due.exported.connect(self.exported)
        due.actions_of.done.connect(lambda _outcome: self._read_rest())
        due.made.connect(self.show_item)
        panes: tuple[Pane, ...] = (self.runs, self.checks, self.entries)
        for pane in panes:
            pane.noticed.connect(self.noticed)
            pane.go.connect(self.go)
            pane.changed.connect(self.refresh)

    def _read_rest(self) -> None:
        self.runs.refresh()
        self.checks.refresh()
        self.entries.refresh(self._text)
