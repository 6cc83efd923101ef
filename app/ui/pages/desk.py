"""工作台: what waits for me, what is late, how the year stands; in a new office, what to set up first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.desk import Desk, SetUp, desk
from app.services.figures import Figures, Line, YearFigures
from app.services.policy.money import yuan
from app.services.queue import CAP
from app.services.queue_query import CaseQuery, Facet
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.page import Page
from app.ui.widgets.card import Card, CardRow, LinkCard, empty
from app.ui.widgets.chart import Chart, ChartData, Series
from app.ui.widgets.chip import Tag, Tone

HELP = """<p>每天从这里开始：左边是等您办理的案件和期限，右边是本年度的办理情况。点一行就到对应的清单。</p>
<p>新单位先按“首次使用”逐项设置，做完的项目自动消失。</p>"""
STEPS = {
    SetUp.CONFIRM: ("管理员", "确认发布日期和文号", "standards", "publication"),
    SetUp.ACCOUNTS: ("管理员", "建立各岗位账号", "system", "new account"),
    SetUp.STANDARDS: ("管理员", "录入地方标准", "standards", None),
    SetUp.TEMPLATES: ("经办员", "下载填报模板发给企业", "application", None),
    SetUp.IMPORT: ("经办员", "导入企业报来的工作簿", "import", None),
}
_LEFT = 300
_COUNTS = 4
_FIGURES = (
    "申报（件）", "批准（件）", "不予批准（件）", "在办（件）",
    "批准金额（元）", "已拨付（元）", "待拨付（元）",
)  # fmt: skip
_TYPE_HEADS = ("补贴类型", "申报", "批准", "在办", "批准金额（元）", "已拨付（元）")


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
        self.chart = Chart(_by_month(()))
        self.types = _TypeTable()
        self._months = Card("按月（元）")
        self._lay_out()

    def refresh(self) -> None:
        """Read the desk on the worker."""
        self._jobs.run(lambda _: desk(self._uow), self.show_desk)

    def show_desk(self, found: Desk) -> None:
        """Show what was read."""
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
        dues = (
            (Tag("逾期", Tone.LATE), "催办", found.overdue, CaseQuery(Facet.OVERDUE)),
            (Tag("今天", Tone.SOON), "到期", found.due_today, CaseQuery(Facet.MINE)),
            (Tag("疑点", Tone.SOON), "核实", found.warned, CaseQuery(Facet.WARNED)),
        )
        self.dues.set_rows([self._row(*due) for due in dues if due[2]])
        self._show_year(found.year)

    def _row(self, tag: Tag, verb: str, count: int, query: CaseQuery) -> CardRow:
        counted = f"{count:,}" if count <= CAP else f"{CAP:,}+"
        return CardRow(tag, f"{verb} {counted} 件 →", partial(self.go.emit, "queue", query))

    def _step(self, who: str, what: str, page: str, item: str | None) -> CardRow:
        return CardRow(Tag(who), f"{what} →", partial(self.go.emit, page, item))

    def _show_year(self, year: YearFigures) -> None:
        self.figures.show_figures(year.year, year.total)
        self.chart.set_data(_by_month(year.by_month))
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
        for widget in (self.figures, self._months, self.types):
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
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.SPACE_24)
        grid.setVerticalSpacing(tokens.SPACE_8)
        self.column.addLayout(grid)
        self._values: dict[str, QLabel] = {}
        for place, name in enumerate(_FIGURES):
            value, under = QLabel("0"), QLabel(name)
            value.setProperty("role", "figure")
            under.setProperty("role", "secondary")
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(value)
            cell.addWidget(under)
            grid.addLayout(cell, *divmod(place, _COUNTS))
            self._values[name] = value
        grid.setColumnStretch(_COUNTS, 1)

    def show_figures(self, year: int, total: Figures) -> None:
        self.head.setText(f"{year} 年")
        counts = (total.applied, total.approved, total.refused, total.open)
        sums = (total.granted_fen, total.paid_fen, total.pending_fen)
        texts = [*(f"{count:,}" for count in counts), *(yuan(fen) for fen in sums)]
        for label, text in zip(self._values.values(), texts, strict=True):
            label.setText(text)


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
        self._write(0, _TYPE_HEADS, "secondary")
        for place, line in enumerate(shown, start=1):
            self._write(place, _cells(line.title, line.figures), "")
        self._write(len(shown) + 1, _cells("合计", total), "cardtitle")

    def _write(self, row: int, cells: tuple[str, ...], role: str) -> None:
        for column, text in enumerate(cells):
            label = QLabel(text)
            label.setProperty("role", role)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(label, row, column, side)


def _cells(title: str, figures: Figures) -> tuple[str, ...]:
    counts = (figures.applied, figures.approved, figures.open)
    return (title, *(f"{count:,}" for count in counts), yuan(figures.granted_fen), yuan(figures.paid_fen))


def _by_month(lines: tuple[Line, ...]) -> ChartData:
    granted = Series("批准金额", tuple(line.figures.granted_fen for line in lines))
    paid = Series("已拨付", tuple(line.figures.paid_fen for line in lines))
    return ChartData(
        "按月的批准金额和已拨付金额", tuple(line.title for line in lines), (granted, paid), written=_whole_yuan
    )


def _whole_yuan(fen: int) -> str:
    return f"{fen // 100:,}"
