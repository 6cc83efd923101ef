"""The two buttons with which doubts are judged; each asks for the reason and stores the judgement behind the window."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.services.doubts.judging import JUDGES, Verdict, judge
from app.services.doubts.listing import DoubtLine
from app.services.errors import UserError
from app.services.trust.accounts import Role
from app.services.trust.my_roles import may
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.notices import Kind, Notice
from app.ui.widgets.asking.step import ReasonDialog

PHRASES = {
    Verdict.CONFIRMED: ("经核对原件，疑点属实", "申请人承认填报不实", "经向出具单位查询，情况属实"),
    Verdict.HARMLESS: (
        "经核对原件，系录入笔误，已更正",
        "同名不同人，已核对身份证原件",
        "单位更名，已核对变更登记",
        "已核实，情况合理",
    ),
}


class DoubtVerdicts(QObject):
    """`judged` follows every judgement that was stored; `noticed` carries what to say about it."""

    judged = Signal()
    noticed = Signal(object)

    def __init__(self, uow: UnitOfWork, jobs: Jobs, page: QWidget, chosen: Callable[[], Sequence[DoubtLine]]) -> None:
        """Dialogs open over `page`; `chosen` gives the doubts that a press is for."""
        super().__init__(page)
        self._uow, self._jobs, self._page, self._chosen = uow, jobs, page, chosen
        self.confirm, self.dismiss = QPushButton("属实…"), QPushButton("排除…")
        self.confirm.clicked.connect(partial(self._ask, Verdict.CONFIRMED))
        self.dismiss.clicked.connect(partial(self._ask, Verdict.HARMLESS))

    @property
    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """属实 and 排除."""
        return self.confirm, self.dismiss

    def offer(self) -> None:
        """Say how many doubts the buttons are for; grey without any, or for an account that judges none."""
        count = len(self._judgeable())
        mine = any(may(self._uow, role) for role in JUDGES)
        for button, verdict in zip(self.buttons, Verdict, strict=True):
            button.setText(f"{verdict.label} {count:,} 条…" if count > 1 else f"{verdict.label}…")
            button.setEnabled(count > 0 and mine)
            button.setToolTip("" if mine else f"疑点由{Role.REVIEWER.label}或{Role.APPROVER.label}核实")

    def _judgeable(self) -> list[DoubtLine]:
        return [line for line in self._chosen() if line.holds]

    def _ask(self, verdict: Verdict, _checked: bool = False) -> None:
        lines = self._judgeable()
        if not lines:
            return
        what = f"{lines[0].number}“{lines[0].title}”" if len(lines) == 1 else f"{len(lines):,} 条疑点"
        asked = ReasonDialog(
            verdict.label, f"核实为{verdict.label}：{what}。请写明理由。", PHRASES[verdict], self._page
        )
        asked.text.setPlaceholderText("理由与疑点一并保存，可供审计查阅")
        asked.given.connect(lambda reason: self._store([line.id for line in lines], verdict, reason))
        asked.open()

    def _store(self, ids: Sequence[int], verdict: Verdict, reason: str) -> None:
        uow = self._uow
        self._jobs.run(lambda _: judge(uow, ids, verdict, reason), partial(self._tell, verdict, len(ids)), self._failed)

    def _tell(self, verdict: Verdict, count: int, _numbers: object) -> None:
        self.noticed.emit(Notice(Kind.OK, f"已将 {count:,} 条疑点核实为“{verdict.label}”。"))
        self.judged.emit()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.noticed.emit(Notice(Kind.ERROR, error.text))
            self.judged.emit()
        else:
            self._jobs.crashed.emit(error)
