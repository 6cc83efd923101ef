"""审核队列: the list of cases with the case beside it, for one or for many."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.services.cases.course import STATE_LABELS
from app.services.cases.orders import BatchOutcome
from app.services.policy.catalogue import CATALOGUE
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view
from app.services.worklists.queue import CAP, Waiting, waiting_counts
from app.services.worklists.queue_choices import Choice, choices, options
from app.services.worklists.queue_query import CaseQuery, Facet, Limit
from app.services.worklists.waiting_for import limit_counts
from app.ui import keys, tokens
from app.ui.background import Jobs
from app.ui.case_actions import CaseActions, Chosen
from app.ui.deeds import Deed
from app.ui.page import Page
from app.ui.pages.queue.source import COLUMNS, QueueLine, QueueSource
from app.ui.settings import Settings
from app.ui.widgets.case.batch_bar import BatchBar
from app.ui.widgets.case.panel import CasePanel
from app.ui.widgets.facet_bar import FacetBar
from app.ui.widgets.filter_combos import FilterCombos
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.view import TableView

BOXES = (
    ("code", "全部类型"),
    ("state", "全部状态"),
    ("township", "全部乡镇"),
    ("year", "全部年度"),
    ("batch", "全部批次"),
    ("limit", "全部期限"),
)
PANEL_WIDTH = 356
HELP = """<p>这里是全部案件。“待我办”是现在轮到您办理的；“逾期”是超过内部办理时限的；“有疑点”是需要核实的。</p>
<p>用 ↑ ↓ 逐件查看，右边是能否享受、金额和依据；按 <b>Ctrl+Enter</b> 办理蓝色按钮那一步，办完自动到下一件。</p>
<p>按空格勾选多件，下方可以一次办理；不能办理的会逐件列出原因。按 Enter 打开整个案件。
搜索可输姓名、拼音首字母、身份证号或后四位、案号、文号。</p>"""


class QueuePage(Page):
    """Goes to `case` with a number, and to `application` for a first application."""

    search_hint = "姓名/拼音/证号/案号/文号"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Reads and acts as the account of `uow`."""
        super().__init__(parent)
        self._uow = uow
        self._jobs = jobs
        self._after: object = None
        self._text = ""
        self.actions_of = CaseActions(uow, jobs, self)
        self.facets = FacetBar([(facet.value, facet.label) for facet in Facet], "范围")
        self.filters = FilterCombos(BOXES)
        empty = EmptyState("queue", "还没有案件", "登记申报或导入企业名册后，案件在这里排队办理。", "登记第一件申报")
        empty.stepped.connect(lambda: self.go.emit("application", None))
        self.table = TableView(COLUMNS, QueueSource(uow), "案件", "number", empty)
        self.panel = CasePanel()
        self.batch = BatchBar()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read list, case and counts anew."""
        self._fill_filters()
        self.table.refresh()
        self._show(self.table.current_key)
        self._offer()
        self._jobs.run(lambda _: waiting_counts(self._uow), self._show_counts)
        self._jobs.run(lambda _: limit_counts(self._uow), self._show_limits)

    def show_item(self, item: object) -> None:
        """Narrow to a CaseQuery, or show the case of a number."""
        if isinstance(item, CaseQuery):
            self.facets.select(item.facet.value)
            year = str(item.year) if item.year else ""
            state = item.state.value if item.state else ""
            self.filters.choose(
                {
                    "code": item.code,
                    "state": state,
                    "township": item.township,
                    "year": year,
                    "batch": item.batch,
                    "limit": item.limit.value if item.limit else "",
                }
            )
        elif isinstance(item, str):
            self.facets.select(Facet.ALL.value)
            self.filters.choose({})
            self.table.select(item)

    def search(self, text: str) -> None:
        """Narrow to cases that have the text."""
        self._text = text
        self._say_nothing()
        self.table.search(text)

    def new_item(self) -> None:
        """Go to an empty application."""
        self.go.emit("application", None)

    def save_state(self, settings: Settings) -> None:
        """Keep facet and columns."""
        settings.set("page/queue/facet", self.facets.current)
        self.table.save(settings, "page/queue/table")

    def restore_state(self, settings: Settings) -> None:
        """Take up facet and columns; a new office begins with 待我办."""
        self.facets.select(settings.get("page/queue/facet") or Facet.MINE.value)
        self._narrow()
        self.table.restore(settings, "page/queue/table")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_16)
        top.addWidget(self.facets)
        top.addStretch()
        top.addWidget(self.filters)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.table, 1)
        column.addWidget(self.batch)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setSizes([2 * PANEL_WIDTH, PANEL_WIDTH])
        self.panel.setMinimumWidth(320)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
        whole.setSpacing(tokens.SPACE_12)
        whole.addLayout(top)
        whole.addWidget(split, 1)

    def _connect(self) -> None:
        self.facets.chosen.connect(self._narrow)
        self.filters.changed.connect(self._narrow)
        self.table.current.connect(self._show)
        self.table.opened.connect(lambda number: self.go.emit("case", number))
        self.table.ticked.connect(self._offer)
        self.panel.chosen.connect(self._act)
        self.panel.case_chosen.connect(lambda number: self.go.emit("case", number))
        self.batch.chosen.connect(self._act_on_many)
        self.actions_of.noticed.connect(self.noticed)
        self.actions_of.case_chosen.connect(lambda number: self.go.emit("case", number))
        self.actions_of.done.connect(self._acted)
        keys.bind(self, keys.HAND_OVER, self._primary, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _fill_filters(self) -> None:
        found = options(self._uow)
        self.filters.fill("code", [(subsidy.title, subsidy.code) for subsidy in CATALOGUE])
        self.filters.fill("state", [(label, state.value) for state, label in STATE_LABELS.items()])
        self.filters.fill("township", [(name, name) for name in found.townships])
        self.filters.fill("year", [(f"{year} 年", str(year)) for year in found.years])
        self.filters.fill("batch", [(number, number) for number in found.batches])

    def _narrow(self, _chosen: str = "") -> None:
        facet = self.facets.current
        self._say_nothing()
        self.table.set_facets(facet="" if facet == Facet.ALL.value else facet, **self.filters.values)

    def _say_nothing(self) -> None:
        """What stands in an empty list: whoever has asked for nothing in particular is told where the other cases are."""
        asked = self._text or any(self.filters.values.values()) or self.facets.current != Facet.MINE.value
        self.table.nothing.say("" if asked else "现在没有等您办理的案件，其他案件在“全部”中。")

    def _show(self, number: object) -> None:
        if isinstance(number, str):
            self.panel.show_case(case_view(self._uow, number), self._uow.clock().date())
        else:
            self.panel.show_case(None, self._uow.clock().date())

    def _show_counts(self, counts: Waiting) -> None:
        for facet, count in (("mine", counts.mine), ("overdue", counts.overdue), ("warned", counts.warned)):
            self.facets.buttons[facet].setText(f"{Facet(facet).label} {_counted(count)}")
        self.counted.emit(counts.mine)

    def _show_limits(self, counts: tuple[tuple[Limit, int], ...]) -> None:
        self.filters.fill("limit", [(f"{limit.label} {_counted(count)}", limit.value) for limit, count in counts])

    def _primary(self) -> None:
        if self.table.ticked_keys:
            self.batch.press()
        elif (deed := self.panel.actions_bar.primary) is not None:
            self._act(deed)

    def _act(self, deed: Deed) -> None:
        view = self.panel.view
        if view is not None:
            self._after = self._next()
            named = f"{view.number} {view.applicant}"
            self.actions_of.do(deed, Chosen([view.number], 1, view.payable_fen, {view.number: view.version}, named))

    def _offer(self) -> None:
        numbers = self._ticked()
        self.batch.set_choices(len(numbers), choices(self._uow, numbers) if numbers else ())

    def _ticked(self) -> list[str]:
        return [str(number) for number in self.table.ticked_keys]

    def _act_on_many(self, deed: Deed, choice: Choice) -> None:
        numbers = choice.numbers
        rows = (self.table.model.row(place) for place in range(self.table.model.rowCount()))
        seen = {row.number: row.version for row in rows if isinstance(row, QueueLine)}
        self._after = self.table.current_key
        chosen = Chosen(numbers, choice.count, choice.sum_fen, {n: seen[n] for n in numbers if n in seen})
        self.actions_of.do(deed, chosen)

    def _next(self) -> object:
        """The row after the current one, at the end the one before."""
        model = self.table.model
        place = model.place_of(self.table.current_key)
        if place is None or model.rowCount() < 2:
            return None
        return model.key_at(place + 1 if place + 1 < model.rowCount() else place - 1)

    def _acted(self, outcome: BatchOutcome) -> None:
        if outcome.moved:
            self.table.clear_ticks()
        elif self.panel.view is not None and len(outcome.left) == 1:
            self._after = self.panel.view.number
        self.refresh()
        if self._after is not None:
            self.table.select(self._after)
        self.table.setFocus()


def _counted(count: int) -> str:
    return f"{CAP:,}+" if count > CAP else f"{count:,}"
