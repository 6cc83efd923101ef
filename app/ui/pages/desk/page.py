"""工作台: what waits for me, what is late, how the year stands; in a new office, what to set up first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.services.policy.money import yuan
from app.services.reports.figures import Figures, Line
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.desk import Desk, SetUp, desk
from app.services.worklists.queue import CAP
from app.services.worklists.queue_query import CaseQuery, Facet, Limit
from app.ui import keys, tokens
from app.ui.background import Jobs
from app.ui.notices import Kind, Notice
from app.ui.page import Page
from app.ui.pages.desk.budget import TYPE_HEADS, BudgetCard, by_month, cells, paper_of
from app.ui.widgets.card import Card, CardRow, LinkCard, empty
from app.ui.widgets.chart import Chart, ChartData
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.figures import FigureGrid
from app.ui.widgets.waiting_card import WaitingCard

HELP = """<p>每天从这里开始：左边是等您办理的案件和期限，右边是本年度的办理和预算情况，<b>Ctrl+P</b> 打印。点一行就到对应的清单。</p>
<p>新单位先按“首次使用”逐项设置，做完的项目自动消失。</p>"""
STEPS = {
    SetUp.CONFIRM: ("管理员", "确认发布日期和文号", "standards", "publication"),
    SetUp.ACCOUNTS: ("管理员", "建立各岗位账号", "system", "new account"),
    SetUp.STANDARDS: ("管理员", "录入地方标准", "standards", None),
    SetUp.BUDGET: ("财务", "录入本年度预算", "budget", None),
    SetUp.TEMPLATES: ("经办员", "下载填报模板发给企业", "application", None),
    SetUp.IMPORT: ("经办员", "导入企业报来的工作簿", "import", None),
}
VERBS = {Limit.SUPPLEMENT: "催补正", Limit.DEFERRED: "催容缺材料", Limit.DEEMED: "办理受理"}
_LEFT = 300
_COUNTS = 4
_FIGURES = (
    "申报（件）", "批准（件）", "不予批准（件）", "在办（件）",
    "批准金额（元）", "已拨付（元）", "待拨付（元）",
)  # fmt: skip


class DeskPage(Page):
    """Read anew each time it is come back to; every line leads to its list."""

    title = "工作台"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """`uow` acts for the person whose desk it is."""
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self.set_up = LinkCard("首次使用", "")
        self.piles = LinkCard("等我办理", "没有等您办理的案件。")
        self.dues = LinkCard("期限和疑点", "没有逾期、今天到期或有疑点的案件。")
        self.figures = _YearCard()
        self.budget = BudgetCard()
        self.chart = Chart(ChartData("", (), ()))
        self.waiting = WaitingCard()
        self.types = _TypeTable()
        self._months = Card("按月（元）")
        self._found: Desk | None = None
        self.print = QPushButton("打印本年度情况…")
        keys.tip(self.print, "打印本年度办理和预算情况", keys.PRINT)
        self.print.clicked.connect(self.print_page)
        self.budget.opened.connect(partial(self.go.emit, "budget", None))
        self._lay_out()

    def header_widgets(self) -> list[QWidget]:
        """Printing the year."""
        return [self.print]

    def print_page(self) -> None:
        """Ctrl+P: the year on paper, with its charts."""
        if self._found is not None and paper_of(self._found).ask_and_print(self):
            self.noticed.emit(Notice(Kind.OK, "已送打印。"))

    def refresh(self) -> None:
        """Read the desk on the worker."""
        self._jobs.run(lambda _: desk(self._uow), self.show_desk)

    def show_desk(self, found: Desk) -> None:
        """Show what was read."""
        self._found = found
        self.set_up.set_rows([self._step(*STEPS[step]) for step in found.to_set_up])
        self.set_up.setVisible(bool(found.to_set_up))
        self.piles.set_rows(
            [
                self._row(
                    Tag(pile.state.label, Tone.ACTIVE), pile.step, pile.count, CaseQuery(Facet.MINE, state=pile.state)
                )
                for pile in found.piles
            ]
        )
        special = [(limit, count) for limit, count in found.limits if limit in VERBS]
        dues = (
            (Tag("逾期", Tone.LATE), "催办", found.overdue, CaseQuery(Facet.OVERDUE)),
            (Tag("今天", Tone.SOON), "到期", found.due_today, CaseQuery(Facet.MINE)),
            (Tag("疑点", Tone.SOON), "核实", found.warned, CaseQuery(Facet.WARNED)),
            *((Tag(one.label, Tone.LATE), VERBS[one], count, CaseQuery(limit=one)) for one, count in special),
        )
        self.waiting.show_waiting(found.waiting)
        self.dues.set_rows([self._row(*due) for due in dues if due[2]])
        self._show_year(found)

    def _row(self, tag: Tag, verb: str, count: int, query: CaseQuery) -> CardRow:
        counted = f"{count:,}" if count <= CAP else f"{CAP:,}+"
        return CardRow(tag, f"{verb} {counted} 件 →", partial(self.go.emit, "queue", query))

    def _step(self, who: str, what: str, page: str, item: str | None) -> CardRow:
        return CardRow(Tag(who), f"{what} →", partial(self.go.emit, page, item))

    def _show_year(self, found: Desk) -> None:
        year = found.year
        self.figures.show_figures(year.year, year.total)
        self.budget.show_budget(found.budget)
        self.chart.set_data(by_month(found))
        self._months.setVisible(bool(year.total.granted_fen or year.total.paid_fen))
        self.types.show_lines(year.by_type, year.total)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(tokens.SPACE_12)
        for card in (self.set_up, self.piles, self.dues):
            card.setFixedWidth(_LEFT)
            left.addWidget(card)
        left.addStretch()
        self._months.column.addWidget(self.chart)
        right = QVBoxLayout()
        right.setSpacing(tokens.SPACE_12)
        for widget in (self.figures, self.waiting, self.budget, self._months, self.types):
            right.addWidget(widget)
        right.addStretch()
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(*[tokens.SPACE_16] * 4)
        row.setSpacing(tokens.SPACE_12)
        row.addLayout(left)
        row.addLayout(right, 1)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setFocusProxy(self.piles)


class _YearCard(Card):
    """The year in seven figures: how many above, how much below."""

    def __init__(self) -> None:
        super().__init__("本年度")
        self._grid = FigureGrid(_FIGURES, _COUNTS)
        self.column.addWidget(self._grid)

    def show_figures(self, year: int, total: Figures) -> None:
        self.head.setText(f"{year} 年")
        counts = (total.applied, total.approved, total.refused, total.open)
        sums = (total.granted_fen, total.paid_fen, total.pending_fen)
        self._grid.show_texts([*(f"{count:,}" for count in counts), *(yuan(fen) for fen in sums)])


class _TypeTable(Card):
    """A line a type that has anything to show, and the total."""

    def __init__(self) -> None:
        super().__init__("按补贴类型")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.SPACE_12)
        self._grid.setVerticalSpacing(tokens.SPACE_4)
        self._grid.setColumnStretch(0, 1)
        self.column.addLayout(self._grid)

    def show_lines(self, lines: tuple[Line, ...], total: Figures) -> None:
        empty(self._grid)
        shown = [line for line in lines if line.figures != Figures()]
        self._write(0, TYPE_HEADS, "secondary")
        for place, line in enumerate(shown, start=1):
            self._write(place, cells(line.title, line.figures), "")
        self._write(len(shown) + 1, cells("合计", total), "cardtitle")

    def _write(self, row: int, cells: tuple[str, ...], role: str) -> None:
        for column, text in enumerate(cells):
            label = QLabel(text)
            label.setProperty("role", role)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(label, row, column, side)
