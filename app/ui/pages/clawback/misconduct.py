"""违规申领: units and persons that cheated, the measures taken, bans with their exceptions and their lifting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.policy.values import read_day
from app.services.supervision import misconduct
from app.services.supervision.misconduct import ENTERED_BY, LIFTED_BY, MEASURES, PARTIES, Entering
from app.services.supervision.misconduct_list import IN_FORCE, LIFTED, MisconductRow, register
from app.services.trust.my_roles import may, may_administer
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.notices import Kind, Notice
from app.ui.widgets.asking.fields import SEPARATOR, Ask, AskKind, FieldsDialog
from app.ui.widgets.asking.stored import store_given
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

COLUMNS = (
    Column("name", "单位或个人", width=120),
    Column("number", "证号", CellKind.MASKED, 168),
    Column("mark", "限制申报", CellKind.CHIP, 84, filterable=False),
    Column("on_day", "决定日期", CellKind.DATE, 92),
    Column("measures", "处理措施", width=180),
    Column("authority", "依据文号", width=140),
    Column("banned_from", "限制自", CellKind.DATE, 92),
    Column("banned_until", "限制至", CellKind.DATE, 92),
    Column("facts", "违规事实", width=220),
    Column("case_number", "案件编号", width=126),
    Column("exceptions", "例外", width=140),
    Column("lifted", "解除", width=140),
)
TONES = {IN_FORCE: Tone.LATE, LIFTED: Tone.NEUTRAL}
_CODES = {label: code for code, label in PARTIES.items()}


class MisconductTab(QWidget):
    """`noticed` tells what was done; `go` leads to a case."""

    noticed = Signal(object)
    go = Signal(str, object)

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and acts as the account of `uow`."""
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self._rows: dict[object, MisconductRow] = {}
        empty = EmptyState(
            "search", "没有违规申领记录", "弄虚作假的追回决定作出时，责任单位和责任人自动列入；也可以在这里登记。"
        )
        self.table = TableView(COLUMNS, ListSource(()), "违规申领台账", "entry_id", empty, unit="条")
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "secondary")
        self.add, self.lift = QPushButton("登记…"), QPushButton("解除限制…")
        self.exempt = QPushButton("准予一次例外…")
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.said, 1)
        for button in (self.exempt, self.lift, self.add):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.current.connect(self._offer)
        self.table.opened.connect(self._open_case)
        self.add.clicked.connect(self.begin)
        self.lift.clicked.connect(self._lift)
        self.exempt.clicked.connect(self._exempt)
        self.add.setEnabled(any(may(uow, role) for role in ENTERED_BY))
        self.add.setToolTip("" if self.add.isEnabled() else "违规申领由复核员或审批人登记")
        self.exempt.setToolTip("例外由管理员准予")
        self.lift.setToolTip("限制由审批人或管理员解除")
        self._lifts = may_administer(uow) or any(may(uow, role) for role in LIFTED_BY)
        self._excepts = may_administer(uow)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read the register anew."""
        uow = self._uow
        self._jobs.run(lambda _: register(uow), self._show)

    def begin(self) -> None:
        """Ask for a party, what it did, and the measures; nothing for who may not enter them."""
        if not self.add.isEnabled():
            return
        asks = (
            Ask("party", "单位还是个人", AskKind.CHOICE, PARTIES["person"], tuple(PARTIES.values())),
            Ask("name", "名称"),
            Ask("number", "身份证号或统一社会信用代码"),
            Ask("facts", "违规事实", AskKind.TEXT),
            Ask("measures", "处理措施", AskKind.MANY, MEASURES[0], MEASURES),
            Ask("day", "决定日期", AskKind.DAY, str(self._uow.clock().date())),
            Ask("authority", "限制申报依据文号", needed=False, hint="限制申报须有依据，由审批人登记"),
        )
        self._ask("登记违规申领", "登记后不能修改；限制申报自决定之日起、按设定的限制申报期限计算。", asks, self._enter)

    def _enter(self, texts: Mapping[str, str]) -> None:
        misconduct.enter(
            self._uow,
            Entering(
                party=_CODES[texts["party"]],
                number=texts["number"].upper(),
                name=texts["name"],
                facts=texts["facts"],
                measures=tuple(texts["measures"].split(SEPARATOR)),
                decided_on=read_day(texts["day"]),
                authority=texts["authority"],
            ),
        )

    def _lift(self) -> None:
        if (row := self._chosen) is not None:
            question = f"{row.name}自今天起不再限制申报；限制期间的申请不因此恢复。"
            work = partial(_lift_work, self._uow, row.entry_id)
            self._ask("解除限制", question, (Ask("reason", "解除理由", AskKind.TEXT),), work)

    def _exempt(self) -> None:
        if (row := self._chosen) is not None:
            asks = (Ask("case", "案件编号", hint="YJJG-…"), Ask("reason", "准予例外的理由", AskKind.TEXT))
            question = f"{row.name}限制申报期间，只准予这一件申请例外，其他申请仍受限制。"
            self._ask("准予一次例外", question, asks, partial(_except_work, self._uow, row.entry_id))

    def _ask(self, verb: str, question: str, asks: tuple[Ask, ...], work: Callable[[Mapping[str, str]], None]) -> None:
        dialog = FieldsDialog(verb, question, asks, self)
        dialog.given.connect(
            lambda texts: store_given(self._jobs, dialog, partial(work, texts), lambda _: self._told(f"已{verb}。"))
        )
        dialog.open()

    @property
    def _chosen(self) -> MisconductRow | None:
        return self._rows.get(self.table.current_key)

    def _show(self, rows: tuple[MisconductRow, ...]) -> None:
        self._rows = {row.entry_id: row for row in rows}
        kept = self.table.current_key
        names = [column.key for column in COLUMNS if column.key != "mark"]
        lines = [
            {name: getattr(row, name) for name in (*names, "entry_id")}
            | {"mark": Tag(row.standing, TONES.get(row.standing, Tone.NEUTRAL))}
            for row in rows
        ]
        self.table.set_source(ListSource(lines, ("name", "number", "facts", "case_number")))
        self.table.select(kept)
        self._offer()

    def _offer(self, _key: object = None) -> None:
        row = self._chosen
        banned = row is not None and row.standing == IN_FORCE
        self.lift.setEnabled(banned and self._lifts)
        self.exempt.setEnabled(banned and self._excepts)
        self.said.setText(row.facts if row else "")

    def _open_case(self, _key: object) -> None:
        row = self._chosen
        if row is not None and row.case_number:
            self.go.emit("case", row.case_number)

    def _told(self, text: str) -> None:
        self.noticed.emit(Notice(Kind.OK, text))
        self.refresh()


def _lift_work(uow: UnitOfWork, entry_id: int, texts: Mapping[str, str]) -> None:
    misconduct.lift(uow, entry_id, texts["reason"])


def _except_work(uow: UnitOfWork, entry_id: int, texts: Mapping[str, str]) -> None:
    misconduct.except_case(uow, entry_id, texts["case"].upper(), texts["reason"])
