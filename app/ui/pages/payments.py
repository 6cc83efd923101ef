"""拨付台账: what is due to be paid, and below it the ledger of what was."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.services.accounts import Role
from app.services.course import Step
from app.services.ledger import LedgerQuery, entries
from app.services.my_roles import may
from app.services.rounds import DueInstalment, due_instalments
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.deeds import Asks, Deed
from app.ui.page import Page
from app.ui.pages.round_page import Line, Listing, RoundPage
from app.ui.settings import Settings
from app.ui.widgets.case_panel import due_tag
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table import TableView
from app.ui.widgets.table_query import TICK, CellKind, Column
from app.ui.widgets.table_source import ListSource

NOW, LATER, HELD = "可拨付", "未到期", "暂停"
TONES = {NOW: Tone.DONE, LATER: Tone.NEUTRAL, HELD: Tone.LATE}
COLUMNS = (
    TICK,
    Column("number", "案件编号", width=126),
    Column("applicant", "收款对象", width=132),
    Column("title", "类型", width=124),
    Column("label", "期次", width=70),
    Column("amount", "应付（元）", CellKind.MONEY, 92),
    Column("mark", "状态", CellKind.CHIP, 76, filterable=False),
    Column("due_on", "到期", CellKind.CHIP, 150, sortable=False, filterable=False),
)
ENTRIES = (
    Column("paid_on", "日期", CellKind.DATE, 92),
    Column("voucher", "凭证号", width=120),
    Column("case_number", "案件编号", width=126),
    Column("person_name", "姓名", width=80),
    Column("unit_name", "单位", width=160),
    Column("title", "类型", width=124),
    Column("term", "期次", width=76),
    Column("amount_fen", "金额（元）", CellKind.MONEY, 92),
    Column("account_name", "开户名", width=110, shown=False),
    Column("account_number", "银行账号", CellKind.MASKED, 150),
    Column("remark", "备注", width=110),
)
PAY = Deed(Step.PAY, "登记拨付", Asks.VOUCHER, final=True)
HELP = """<p>“待拨付”是已批准、到了拨付时间的款项。转账以后勾选，点“登记拨付”，填日期和凭证号；登记后不能修改，请先核对。</p>
<p>分两期发的，第二期自首期拨付满一年起才能登记，之前显示“未到期”。“台账”是全部发放记录，只增不改。</p>"""


class DueLine(NamedTuple):
    """A row as the table shows it."""

    number: str
    applicant: str
    unit: str
    title: str
    label: str
    amount: int
    stage: str
    mark: Tag
    due_on: Tag | None
    version: int


class DuePage(RoundPage):
    """What is to be paid."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and acts as the account of `uow`."""
        empty = EmptyState("payments", "没有待拨付的款项", "批准以后的款项在这里，转账后登记日期和凭证号。")
        facets = (("", "全部"), (NOW, NOW), (LATER, LATER), (HELD, HELD))
        super().__init__(uow, jobs, Listing("payments", COLUMNS, facets, empty, Role.FINANCE), _lines)
        self.whole.setContentsMargins(0, tokens.SPACE_12, 0, 0)

    def offers(self, rows: Sequence[Line]) -> list[tuple[Deed, list[Line]]]:
        """Book what may be paid now."""
        ready = [row for row in rows if row.stage == NOW]
        return [(PAY, ready)] if ready and may(self.uow, Role.FINANCE) else []

    def waiting(self, rows: Sequence[Line]) -> int:
        """What may be paid now."""
        return sum(row.stage == NOW for row in rows)


class PaymentsPage(Page):
    """Two tabs: what is due, and the ledger. Goes to `case` with a number."""

    search_hint = "姓名/单位/案号/凭证号"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and acts as the account of `uow`."""
        super().__init__()
        self._uow = uow
        self._text = ""
        self.due = DuePage(uow, jobs)
        empty = EmptyState("payments", "台账还是空的", "登记拨付以后，每一笔发放都记在这里。")
        self.ledger = TableView(ENTRIES, ListSource(()), "台账", "entry_id", empty)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.due, "待拨付")
        self.tabs.addTab(_padded(self.ledger), "台账")
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        column.addWidget(self.tabs)
        self.due.noticed.connect(self.noticed)
        self.due.counted.connect(self.counted)
        self.due.go.connect(self.go)
        self.due.exported.connect(self.exported)
        self.due.actions_of.done.connect(lambda _outcome: self._read_ledger())
        self.setFocusProxy(self.due)

    def refresh(self) -> None:
        """Read both lists anew."""
        self.due.refresh()
        self._read_ledger()

    def search(self, text: str) -> None:
        """Narrow both lists."""
        self._text = text
        self.due.search(text)
        self._read_ledger()

    def save_state(self, settings: Settings) -> None:
        """Keep the columns of both."""
        self.due.save_state(settings)
        self.ledger.save(settings, "page/payments/ledger")

    def restore_state(self, settings: Settings) -> None:
        """Take up the columns of both."""
        self.due.restore_state(settings)
        self.ledger.restore(settings, "page/payments/ledger")

    def _read_ledger(self) -> None:
        rows = entries(self._uow, LedgerQuery(text=self._text))
        self.ledger.set_source(ListSource(rows))


def _padded(widget: QWidget) -> QWidget:
    around = QWidget()
    column = QVBoxLayout(around)
    column.setContentsMargins(0, tokens.SPACE_12, 0, 0)
    column.addWidget(widget)
    return around


def _lines(uow: UnitOfWork, today: date) -> list[Line]:
    return [
        DueLine(
            *(row.number, row.applicant, row.unit, row.title, row.label, row.amount_fen),
            *(_stage(row), Tag(_stage(row), TONES[_stage(row)]), due_tag(row.due_on, today), row.version),
        )
        for row in due_instalments(uow)
    ]


def _stage(row: DueInstalment) -> str:
    if row.held:
        return HELD
    return NOW if row.payable else LATER
