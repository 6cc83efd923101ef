"""年度核查: later instalments that are paid only after somebody found that the conditions still hold."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout

from app.services.calendar.deadlines import Calendar
from app.services.calendar.working_calendar import calendar_of
from app.services.cases.course import Step
from app.services.letters.payments.check_notices import NOTICE
from app.services.money.instalment_checks import CHECKERS, AwaitingCheck, awaiting_checks, record_check
from app.services.policy.values import read_day
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.case_actions import CaseActions, Chosen
from app.ui.deeds import Asks, Deed
from app.ui.pages.letters.rows import LettersFor
from app.ui.pages.payments.pane import Pane, button_row, push
from app.ui.widgets.asking.fields import Ask, AskKind
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.due import due_tag
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import TICK, CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

COLUMNS = (
    TICK,
    Column("number", "案件编号", width=126),
    Column("applicant", "收款对象", width=140),
    Column("unit", "单位", width=150, shown=False),
    Column("title", "类型", width=138),
    Column("label", "期次", width=70),
    Column("amount", "应付（元）", CellKind.MONEY, 92),
    Column("mark", "核查", CellKind.CHIP, 76, filterable=False),
    Column("checked_on", "核查日期", CellKind.DATE, 92),
    Column("finding", "核查情况", width=180),
    Column("due_on", "到期", CellKind.CHIP, 132, sortable=False, filterable=False),
)
HOLD = Deed(Step.HOLD, "暂停", Asks.REASON)
PASSED, FAILED = "合格", "不合格"


class CheckLine(NamedTuple):
    """A row as the table shows it."""

    number: str
    applicant: str
    unit: str
    title: str
    label: str
    amount: int
    mark: Tag
    checked_on: date | None
    finding: str
    due_on: Tag | None


class ChecksPane(Pane):
    """Instalments that wait for their check, or were found wanting."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and acts as the account of `uow`."""
        super().__init__(uow, jobs)
        self._rows: dict[str, AwaitingCheck] = {}
        empty = EmptyState("payments", "没有待年度核查的款项", "分两期发放的补贴，首期发放后，第二期在这里等待核查。")
        self.table = TableView(COLUMNS, ListSource(()), "年度核查", "number", empty)
        self.record = push("登记核查结果…", self._ask, primary=True)
        self.notice = push("年度核查通知…", self._to_letters)
        self.hold = push("暂停…", self._hold)
        self.actions_of = CaseActions(uow, jobs, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.table, 1)
        column.addLayout(button_row(self.hold, self.notice, self.record))
        self.table.current.connect(lambda _key: self._offer())
        self.table.ticked.connect(self._offer)
        self.table.opened.connect(lambda number: self.go.emit("case", number))
        self.actions_of.noticed.connect(self.noticed)
        self.actions_of.done.connect(lambda _outcome: self.changed.emit())

    def refresh(self) -> None:
        """Read the list anew."""
        today, calendar = self.uow.clock().date(), calendar_of(self.uow)
        rows = awaiting_checks(self.uow)
        self._rows = {row.number: row for row in rows}
        kept = self.table.current_key
        self.table.set_source(
            ListSource([_line(row, today, calendar) for row in rows], ("number", "applicant", "unit"))
        )
        self.table.select(kept)
        self._offer()

    def _current(self) -> AwaitingCheck | None:
        return self._rows.get(str(self.table.current_key))

    def _offer(self) -> None:
        row, mine = self._current(), self.holds(*CHECKERS)
        self.record.setVisible(mine)
        self.record.setEnabled(row is not None)
        self.notice.setEnabled(row is not None)
        self.hold.setVisible(mine and row is not None and row.passed is False and not row.held)

    def _ask(self) -> None:
        row = self._current()
        if row is None:
            return
        asks = (
            Ask("day", "核查日期", AskKind.DAY, self.uow.clock().date().isoformat()),
            Ask("verdict", "核查结果", AskKind.CHOICE, PASSED, (PASSED, FAILED)),
            Ask("finding", "核查情况", AskKind.TEXT, hint="如 仍在本单位就业，社保连续缴纳"),
        )
        uow = self.uow

        def store(texts: dict[str, str]) -> bool:
            passed = texts["verdict"] == PASSED
            day = read_day(texts["day"])
            record_check(uow, row.number, passed=passed, finding=texts["finding"], on=day, seen=row.version)
            return passed

        question = (
            f"{row.number} {row.applicant} 的{row.label}。合格的到期可以拨付；不合格的不予拨付，可以在此暂停案件。"
        )
        self.ask("登记核查结果", question, asks, store, lambda passed: _said(row, passed=passed))

    def _hold(self) -> None:
        row = self._current()
        if row is not None:
            named = f"{row.number} {row.applicant}"
            self.actions_of.do(HOLD, Chosen([row.number], 1, row.amount_fen, {row.number: row.version}, named))

    def _to_letters(self) -> None:
        numbers = self.table.ticked_keys or [self.table.current_key]
        self.go.emit("letters", LettersFor(NOTICE, tuple(str(number) for number in numbers)))


def _line(row: AwaitingCheck, today: date, calendar: Calendar) -> CheckLine:
    word, tone = {None: ("待核查", Tone.SOON), True: (PASSED, Tone.DONE), False: (FAILED, Tone.LATE)}[row.passed]
    return CheckLine(
        *(row.number, row.applicant, row.unit, row.title, row.label, row.amount_fen),
        *(Tag(word, tone), row.checked_on, row.finding, due_tag(row.due_on, today, calendar)),
    )


def _said(row: AwaitingCheck, *, passed: bool) -> str:
    if passed:
        return f"已登记 {row.number} 年度核查合格，到期后可以拨付。"
    return f"已登记 {row.number} 年度核查不合格，该期不予拨付；需要停办的，请在本页“暂停”。"
