"""台账: every entry, and what takes one back: a returned payment or a counter-entry."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from app.services.money.ledger import LedgerQuery, LedgerRow, entries
from app.services.money.reversals import Back, Reversal, Reversed, reverse
from app.services.policy.values import read_day
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.pages.payments.pane import Pane, button_row, push
from app.ui.widgets.asking.fields import Ask, AskKind
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.formats import money
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

ENTRIES = (
    Column("paid_on", "日期", CellKind.DATE, 92),
    Column("voucher", "凭证号", width=96),
    Column("case_number", "案件编号", width=126),
    Column("person_name", "姓名", width=80),
    Column("unit_name", "单位", width=130),
    Column("title", "类型", width=112),
    Column("term", "期次", width=76),
    Column("amount_fen", "金额（元）", CellKind.MONEY, 92),
    Column("account_name", "开户名", width=110, shown=False),
    Column("account_number", "银行账号", CellKind.MASKED, 168),
    Column("source", "资金来源", width=96, shown=False),
    Column("run", "批次", width=104, shown=False),
    Column("remark", "备注", width=240),
)


class LedgerPane(Pane):
    """The ledger; the current entry is what the buttons act on."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and acts as the account of `uow`."""
        super().__init__(uow, jobs)
        self._rows: dict[int, LedgerRow] = {}
        empty = EmptyState("payments", "台账还是空的", "登记拨付以后，每一笔发放都记在这里。")
        self.table = TableView(ENTRIES, ListSource(()), "台账", "entry_id", empty, unit="笔")
        self.returned = push("登记退票…", lambda: self._ask(Back.RETURNED))
        self.counter = push("登记冲正…", lambda: self._ask(Back.COUNTER))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.table, 1)
        column.addLayout(button_row(self.returned, self.counter))
        self.table.current.connect(lambda _key: self._offer())
        self.table.opened.connect(self._open)

    def refresh(self, text: str = "") -> None:
        """Read the entries that have a text anew."""
        rows = entries(self.uow, LedgerQuery(text=text))
        self._rows = {row.entry_id: row for row in rows}
        kept = self.table.current_key
        self.table.set_source(ListSource(rows))
        self.table.select(kept)
        self._offer()

    def _current(self) -> LedgerRow | None:
        key = self.table.current_key
        return self._rows.get(key) if isinstance(key, int) else None

    def _open(self, key: object) -> None:
        if isinstance(key, int) and key in self._rows:
            self.go.emit("case", self._rows[key].case_number)

    def _offer(self) -> None:
        row, mine = self._current(), self.holds(Role.FINANCE)
        standing = row is not None and not row.taken_back
        self.returned.setVisible(mine)
        self.counter.setVisible(mine)
        self.returned.setEnabled(standing and row is not None and row.kind == "payment")
        self.counter.setEnabled(standing)

    def _ask(self, why: Back) -> None:
        row = self._current()
        if row is None:
            return
        who = row.person_name or row.unit_name
        what = f"{row.case_number} {who}，{row.paid_on} 凭证 {row.voucher}，{money(row.amount_fen)} 元。"
        then = "款项重新列入待拨付" if row.kind == "payment" else "原发放恢复有效"
        hint = "如 账号有误，银行退回" if why is Back.RETURNED else "如 重复登记"
        asks = (
            Ask("day", f"{why.label}日期", AskKind.DAY, self.uow.clock().date().isoformat()),
            Ask("voucher", "凭证号", hint="如 记-2024-11-041"),
            Ask("reason", "原因", AskKind.TEXT, hint=hint),
        )
        uow = self.uow

        def store(texts: dict[str, str]) -> Reversed:
            asked = Reversal(row.entry_id, why, read_day(texts["day"]), texts["voucher"], texts["reason"])
            return reverse(uow, asked)

        question = f"{what}登记后台账增加一笔相反的记录，原记录保留，{then}；登记后不能修改。"
        self.ask(f"登记{why.label} 1 笔", question, asks, store, lambda back: _said(why, back))


def _said(why: Back, back: Reversed) -> str:
    if back.amount_fen < 0:
        return f"已登记{why.label}，{back.case_number} 的原发放恢复有效。"
    return f"已登记{why.label}，{back.case_number} 的 {money(back.amount_fen)} 元重新列入待拨付。"
