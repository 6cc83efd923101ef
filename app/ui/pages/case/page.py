"""案件: one case whole, with what can be done now."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.errors import UserError
from app.services.trust.accounts import Role
from app.services.trust.my_roles import may
from app.services.trust.revealing import reveal
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_shown import CaseView
from app.services.worklists.case_views import case_view
from app.ui import keys, tokens
from app.ui.background import Jobs
from app.ui.case_actions import CaseActions, Chosen
from app.ui.case_tab import CaseAt, CaseTab
from app.ui.deeds import Deed
from app.ui.notices import Kind, Notice
from app.ui.page import Page
from app.ui.pages.case.course import CourseTab
from app.ui.widgets.case.explanation import Explanation
from app.ui.widgets.case.facts import CaseFacts
from app.ui.widgets.case.panel import CaseHead
from app.ui.widgets.case.tabs import CaseTabs

HELP = """<p>一个案件的全部内容：左边是申报内容，中间是能否享受、金额和依据，右边“办理”是办理过程和现在可以办的步骤，
其余各页是材料、公示异议、文书等，页名后的数字是还在等的事项。</p>
<p>证号和账号默认遮住，按住眼睛按钮可以看全。<b>Ctrl+Enter</b> 办理蓝色按钮那一步，<b>Alt+←</b> 返回。</p>
<p>草稿和待补正的案件可以“修改申报内容”；受理以后内容不能再改，只能退回补正。</p>"""


class CasePage(Page):
    """Shows the case of a number; goes to `application` to correct its facts."""

    help_text = HELP

    def __init__(
        self, uow: UnitOfWork, jobs: Jobs, tabs: Sequence[CaseTab] = (), parent: QWidget | None = None
    ) -> None:
        """Reads and acts as the account of `uow`; `tabs` stand behind 办理."""
        super().__init__(parent)
        self._uow, self._jobs = uow, jobs
        self.view: CaseView | None = None
        self.actions_of = CaseActions(uow, jobs, self)
        self.head = CaseHead()
        self.facts = CaseFacts(self._reveal)
        self.explanation = Explanation()
        self.course = CourseTab()
        self.bar = self.course.bar
        self.tabs = CaseTabs((self.course, *tabs))
        self.correct = QPushButton("修改申报内容")
        self._lay_out()
        self.bar.chosen.connect(self._act)
        self.correct.clicked.connect(self._correct)
        self.explanation.case_chosen.connect(lambda number: self.go.emit("case", number))
        self.actions_of.noticed.connect(self.noticed)
        self.actions_of.done.connect(lambda _outcome: self.refresh())
        self.tabs.noticed.connect(self.noticed)
        self.tabs.changed.connect(self.refresh)
        self.tabs.go.connect(self.go)
        keys.bind(self, keys.HAND_OVER, self._primary, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.course.story)

    def refresh(self) -> None:
        """Read the case anew."""
        if self.view is not None:
            self.show_item(self.view.number)

    def show_item(self, item: object) -> None:
        """Show the case of a number, or of a CaseAt at its tab; says so when there is none."""
        try:
            view = case_view(self._uow, str(item))
        except UserError as error:
            self.noticed.emit(Notice(Kind.ERROR, error.text))
            return
        other = self.view is None or self.view.number != view.number
        self.view = view
        self.head.show_case(view, self._uow.clock().date())
        if other:
            self.tabs.setCurrentWidget(self.course)
            self.setFocus()
            self.titled.emit(f"案件 {view.number}")
        self.facts.show_case(view)
        self.explanation.show_assessment(view.assessment, settled=view.settled)
        self.course.show_view(view)
        self.tabs.show_case(view.number)
        self.correct.setVisible(view.correctable and may(self._uow, Role.CLERK))
        if isinstance(item, CaseAt):
            self.tabs.open(item.tab)

    def _reveal(self, number: str, label: str, show: Callable[[], None]) -> None:
        """Show a number in full once that has been written down."""
        self._jobs.run(lambda _: reveal(self._uow, number, label), lambda _: show())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(_card("申报内容", self.facts, self.correct), 9)
        row.addWidget(self.explanation, 10)
        row.addWidget(_card("", self.tabs), 12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
        whole.setSpacing(tokens.SPACE_12)
        whole.addWidget(self.head)
        whole.addLayout(row, 1)

    def _primary(self) -> None:
        if (deed := self.bar.primary) is not None:
            self._act(deed)

    def _act(self, deed: Deed) -> None:
        view = self.view
        if view is not None:
            named = f"{view.number} {view.applicant}"
            self.actions_of.do(deed, Chosen([view.number], 1, view.payable_fen, {view.number: view.version}, named))

    def _correct(self) -> None:
        if self.view is not None:
            self.go.emit("application", self.view.number)


def _card(title: str, body: QWidget, foot: QWidget | None = None) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_12, tokens.SPACE_12)
    column.setSpacing(tokens.SPACE_8)
    if title:
        head = QLabel(title)
        head.setProperty("role", "secondary")
        column.addWidget(head)
    column.addWidget(body, 1)
    if foot is not None:
        column.addWidget(foot)
    return card
