"""One random check: what is frozen, the seed, what was drawn, and what the checks found."""

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from app.services.supervision.drawing import RULE
from app.services.supervision.sampling import CASES, CLEAN, OUTCOMES, PROBLEM, DrawnMember, DrawView
from app.ui import keys, tokens
from app.ui.widgets.asking.entry_lines import EntryLines
from app.ui.widgets.asking.step import ReasonDialog
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

COLUMNS = (
    Column("position", "序号", CellKind.WHOLE, 50),
    Column("number", "编号", width=150),
    Column("name", "名称", width=120),
    Column("inspectors", "检查人员", width=130),
    Column("outcome", "结果", CellKind.CHIP, 96, filterable=False),
    Column("finding", "情况", width=180),
    Column("checked_on", "检查日期", CellKind.DATE, 92),
)
TONES = {CLEAN: Tone.DONE, PROBLEM: Tone.LATE, "": Tone.NEUTRAL}


class DrawnLine:
    """A drawn member as the table shows it."""

    def __init__(self, one: DrawnMember) -> None:
        """From what was drawn."""
        self.position, self.number, self.name = one.position, one.member.number, one.member.name
        self.inspectors, self.finding, self.checked_on = "、".join(one.inspectors), one.finding, one.checked_on
        self.outcome = Tag(OUTCOMES.get(one.outcome, "待检查"), TONES[one.outcome])
        self.code = one.outcome


class SamplingDetail(QWidget):
    """`drawing` carries seed and source; `found` position, outcome and words; `record` asks for the PDF; `opened` a case."""

    drawing = Signal(str, str)
    found = Signal(int, str, str)
    record = Signal()
    opened = Signal(str)

    def __init__(self, *, draws_lots: bool, records: bool) -> None:
        """Empty until a draw is shown; who may neither draw nor record only looks."""
        super().__init__()
        self._draws_lots = draws_lots
        self.view: DrawView | None = None
        self.about = QTextBrowser()
        self.about.setAccessibleName("抽查情况")
        self.about.setMaximumHeight(190)
        self.seed = EntryLines({"seed": "公开的种子（名单冻结之后公布的号码）", "source": "种子的公布出处"})
        self.draw, self.clean = QPushButton("抽取"), QPushButton("未发现问题")
        self.problem, self.paper, self.open = (
            QPushButton("发现问题…"),
            QPushButton("保存抽取记录 PDF…"),
            QPushButton("打开案件"),
        )
        self.draw.setProperty("role", "primary")
        keys.tip(self.paper, "保存抽取记录 PDF", keys.PRINT)
        empty = EmptyState("search", "还没有抽取", "种子公布以后填在上面，按“抽取”；谁来算都是同一个结果。")
        self.table = TableView(COLUMNS, ListSource(()), "抽查结果", "position", empty)
        self.hint = QLabel(RULE, wordWrap=True)
        self.hint.setProperty("role", "secondary")
        self._lay_out()
        for button in (self.clean, self.problem):
            button.setVisible(records)
        self.draw.clicked.connect(self._draw)
        self.seed.returned.connect(self._draw)
        self.clean.clicked.connect(lambda: self._found(CLEAN, ""))
        self.problem.clicked.connect(self._ask_problem)
        self.paper.clicked.connect(self.record)
        self.open.clicked.connect(self._open)
        self.table.current.connect(lambda _key: self._offer())
        self.table.opened.connect(lambda _key: self._open())

    def show_draw(self, view: DrawView | None) -> None:
        """Show a draw, or nothing."""
        self.view = view
        lines = [DrawnLine(one) for one in view.results] if view else []
        self.about.setHtml(_about(view) if view else "<p>左边选一次抽查；新的抽查由复核员或审批人冻结名单。</p>")
        kept = self.table.current_key
        self.table.set_source(ListSource(lines, ("number", "name", "inspectors", "finding")))
        self.table.select(kept if kept is not None else (lines[0].position if lines else None))
        waits = view is not None and not view.seed and self._draws_lots
        self.seed.setVisible(waits)
        self.draw.setVisible(waits)
        self.hint.setVisible(waits)
        self.paper.setEnabled(view is not None)
        self._offer()

    @property
    def _line(self) -> DrawnMember | None:
        key = self.table.current_key
        return next((one for one in self.view.results if one.position == key), None) if self.view else None

    def _offer(self) -> None:
        line = self._line
        for button in (self.clean, self.problem):
            button.setEnabled(line is not None and not line.outcome)
        self.open.setEnabled(line is not None and self.view is not None and self.view.subject == CASES)

    def _draw(self) -> None:
        texts = self.seed.texts
        self.drawing.emit(texts["seed"], texts["source"])

    def _found(self, outcome: str, finding: str) -> None:
        if (line := self._line) is not None:
            self.found.emit(line.position, outcome, finding)

    def _ask_problem(self) -> None:
        line = self._line
        if line is None:
            return
        question = f"{line.member.number} {line.member.name}：检查发现了什么问题？"
        dialog = ReasonDialog("登记问题", question, ("材料与事实不符", "证书查无此号", "人员未在岗"), self)
        dialog.given.connect(lambda text: self._found(PROBLEM, text))
        dialog.open()

    def _open(self) -> None:
        line = self._line
        if line is not None and self.view is not None and self.view.subject == CASES:
            self.opened.emit(line.member.number)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        for button in (self.clean, self.problem, self.open):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_12, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        for widget in (self.about, self.seed, self.hint, self.draw):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)


def _about(view: DrawView) -> str:
    drawn = (
        f"已于 {view.drawn_on} 由 {escape(view.drawn_by)} 抽取，种子“{escape(view.seed)}”（{escape(view.seed_source)}）"
    )
    rows = (
        ("范围", f"{escape(view.scope)}，共 {len(view.members)} 个，抽取 {view.wanted} 个"),
        ("检查人员", f"{escape('、'.join(view.inspectors))}，每个对象派 {view.per_member} 人"),
        ("冻结", f"{view.frozen_on} 由 {escape(view.frozen_by)} 冻结，摘要 {view.digest[:16]}…"),
        ("抽取", drawn if view.seed else "等待公开的种子"),
    )
    lines = "".join(f"<tr><td width='80'>{label}</td><td>{text}</td></tr>" for label, text in rows)
    return f"<h3>{view.number}</h3><table cellpadding='3'>{lines}</table>"
