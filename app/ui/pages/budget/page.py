"""预算: what a year was given by source, what is committed and paid of it, and the closing of the year."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from app.services.errors import UserError
from app.services.money.budget_entry import Entered, NewBudget, enter_budget
from app.services.money.budget_views import BudgetPage as Shown
from app.services.money.budget_views import Claim, budget_page
from app.services.money.year_closing import Closing, close_year, preview_closing
from app.services.policy.money import yuan
from app.services.unit_of_work import UnitOfWork
from app.ui import keys, tokens
from app.ui.background import Jobs
from app.ui.messages import confirm
from app.ui.notices import Kind, Notice
from app.ui.page import Page
from app.ui.pages.budget import rows as budget_rows
from app.ui.pages.budget.form import BudgetForm
from app.ui.pages.reports.figures import TotalLine, TypeLines
from app.ui.settings import Settings
from app.ui.widgets.card import Card
from app.ui.widgets.chart import Chart, ChartData
from app.ui.widgets.figures import FigureGrid
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

HELP = """<p>这里管每个年度的专项资金预算：上级下达的预算按资金来源录入，批准案件时按年度占用，超出预算不能批准，并说明还差多少。</p>
<p>“已承诺”是本年度已拨付的和已批准待拨付的；第二期在实际支付的年度占用预算；退票、冲正以后重新占用；已追回的不再安排支出。</p>
<p>右边填年度、来源、金额和文号，<b>Ctrl+S</b> 录入；“调减预算”减去填写的金额。录入后不能修改，录错的用调减更正。</p>
<p>“年终结账”以后，该年度不再登记任何款项；没付完的列在“待拨付和结转”，付款时占用新年度预算。<b>Ctrl+P</b> 打印本页。</p>"""
_SIDE = 300
_KEPT = "page/budget/"


class BudgetPage(Page):
    """A year's budget. `show_item` takes a year."""

    title = "预算"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and acts as the account of `uow`."""
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self._shown: Shown | None = None
        self._wanted: int | None = None
        self.years = QComboBox()
        self.years.setAccessibleName("年度")
        self.print, self.close_year = QPushButton("打印…"), QPushButton("年终结账…")
        keys.tip(self.print, "打印本页", keys.PRINT)
        self.strip = FigureGrid(budget_rows.FIGURES, len(budget_rows.FIGURES))
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "secondary")
        empty = EmptyState(
            "budget", "这个年度还没有预算", "录入上级下达的预算以后，才能批准发放资金的案件。", "录入第一笔预算"
        )
        self.empty = empty
        self.sources = TableView(budget_rows.SOURCES, TypeLines(()), "资金来源", "title", empty, unit="行")
        self.sources.grid.setItemDelegate(TotalLine(self.sources.grid))
        self.entries = TableView(budget_rows.ENTRIES, ListSource(()), "预算下达和调整", "entry_id", unit="笔")
        nothing = EmptyState("done", "没有待拨付的款项", "批准以后未付清的各期列在这里。")
        self.outstanding = TableView(
            budget_rows.OUTSTANDING, ListSource(()), "待拨付和结转", "instalment_id", nothing, unit="笔"
        )
        self.chart = Chart(ChartData("", (), ()))
        self.form = BudgetForm()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.sources)

    def header_widgets(self) -> list[QWidget]:
        """The year, its printing and its closing."""
        return [self.years, self.print, self.close_year]

    def refresh(self) -> None:
        """Read the year anew on the worker."""
        wanted = self._wanted
        self._jobs.run(lambda _: budget_page(self._uow, wanted), self._show)

    def show_item(self, item: object) -> None:
        """Turn to a year."""
        if isinstance(item, int):
            self._wanted = item
            self.refresh()

    def new_item(self) -> None:
        """Ctrl+N: to the form."""
        self.form.setFocus()

    def print_page(self) -> None:
        """Ctrl+P: the year on paper."""
        if self._shown is not None:
            as_at = f"截至 {self._uow.clock().date()}"
            if budget_rows.paper_of(self._shown, as_at).ask_and_print(self):
                self.noticed.emit(Notice(Kind.OK, "已送打印。"))

    def save_state(self, settings: Settings) -> None:
        """Keep the columns of the lists."""
        for name, table in self._tables:
            table.save(settings, _KEPT + name)

    def restore_state(self, settings: Settings) -> None:
        """Take up the columns of the lists."""
        for name, table in self._tables:
            table.restore(settings, _KEPT + name)

    @property
    def _tables(self) -> tuple[tuple[str, TableView], ...]:
        return ("sources", self.sources), ("entries", self.entries), ("outstanding", self.outstanding)

    def _show(self, shown: Shown) -> None:
        budget = shown.budget
        self._shown, self._wanted = shown, budget.year
        self.years.clear()
        for year in shown.years:
            self.years.addItem(f"{year} 年", year)
        self.years.setCurrentIndex(shown.years.index(budget.year))
        self.strip.show_texts(budget_rows.figure_texts(budget))
        self.said.setText(_said(shown))
        self.said.setVisible(bool(self.said.text()))
        self.sources.set_source(TypeLines(budget_rows.source_rows(budget)))
        self.entries.set_source(ListSource(shown.entries))
        self.outstanding.set_source(ListSource(budget_rows.outstanding_rows(shown.outstanding)))
        self.tabs.setTabText(2, f"待拨付和结转 {len(shown.outstanding)}")
        self.chart.set_data(budget_rows.budget_chart(budget))
        self.chart.setVisible(budget.entered)
        writable = shown.keeper and budget.closed_on is None
        self.form.setVisible(shown.keeper)
        self.form.setEnabled(writable)
        self.empty.button.setVisible(writable)
        self.close_year.setEnabled(writable)
        self.form.show_year(budget.year, [line.source for line in budget.sources])

    def _enter(self, new: NewBudget) -> None:
        self._jobs.run(lambda _: enter_budget(self._uow, new), self._entered, self._failed)

    def _entered(self, done: Entered) -> None:
        verb = "调减" if done.amount_fen < 0 else "录入"
        text = f"已{verb} {done.year} 年度{done.source}预算 {yuan(abs(done.amount_fen))} 元。"
        self.noticed.emit(Notice(Kind.OK, text))
        self.form.clear_entry()
        self._wanted = done.year
        self.refresh()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._jobs.crashed.emit(error)
        elif not self.form.show_error(error):
            self._jobs.refused.emit(error)

    def _ask_to_close(self) -> None:
        year = self._wanted
        if year is not None:
            self._jobs.run(lambda _: preview_closing(self._uow, year), self._confirm)

    def _confirm(self, closing: Closing) -> None:
        details = f"{closing.told}结账后该年度不再登记任何拨付、退票、追回、批准和预算，也不能撤销结账。"
        if confirm(self, f"{closing.year} 年度结账？", details, f"结账 {closing.year} 年度", dangerous=True):
            act = partial(close_year, self._uow, closing.year)
            self._jobs.run(lambda _: act(), self._closed)

    def _closed(self, closing: Closing) -> None:
        self.noticed.emit(Notice(Kind.OK, f"{closing.year} 年度已结账：{closing.told}"))
        self.refresh()

    def _turn(self) -> None:
        self._wanted = int(self.years.currentData())
        self.refresh()

    def _connect(self) -> None:
        self.years.activated.connect(lambda _: self._turn())
        self.print.clicked.connect(self.print_page)
        self.close_year.clicked.connect(self._ask_to_close)
        self.form.entered.connect(self._enter)
        self.empty.stepped.connect(self.form.setFocus)
        self.outstanding.opened.connect(self._open_case)

    def _open_case(self, key: object) -> None:
        shown = self._shown.outstanding if self._shown else ()
        self.go.emit("case", next(one.number for one in shown if one.instalment_id == key))

    def _lay_out(self) -> None:
        first = QWidget()
        inside = QVBoxLayout(first)
        inside.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        inside.addWidget(self.sources, 3)
        inside.addWidget(self.chart, 2)
        self.tabs = QTabWidget()
        for widget, name in ((first, "资金来源"), (self.entries, "预算下达和调整"), (self.outstanding, "待拨付和结转")):
            self.tabs.addTab(widget, name)
        side = QScrollArea(widgetResizable=True)
        side.setFixedWidth(_SIDE + tokens.SPACE_16)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch()
        side.setWidget(held)
        year = Card("全年")
        year.column.addWidget(self.strip)
        year.column.addWidget(self.said)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self.tabs, 1)
        row.addWidget(side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[tokens.SPACE_16] * 4)
        whole.setSpacing(tokens.SPACE_12)
        whole.addWidget(year)
        whole.addLayout(row, 1)


def _said(shown: Shown) -> str:
    """What somebody should know of the year before they act on it."""
    budget = shown.budget
    if budget.closed_on:
        return f"{budget.year} 年度已于 {budget.closed_on} 结账，以下为结账时的数。"
    parts = []
    carried = [one.amount_fen for one in shown.outstanding if one.claim is Claim.CARRIED]
    if carried:
        parts.append(f"以前年度结转 {len(carried)} 笔 {yuan(sum(carried))} 元，付款时占用本年度预算。")
    if not budget.entered and not budget.limited:
        parts.append("预算控制为“不设上限”：没有预算也能批准；一旦录入预算即按预算控制。")
    if not shown.keeper:
        parts.append("预算由财务或管理员录入。")
    return "".join(parts)
