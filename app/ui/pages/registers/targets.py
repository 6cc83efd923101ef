"""目标任务 at the right of its figures: what is to be reached, what is done, and from where."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.services.policy.questions import Facts, Group, Text, Whole, Year, asks
from app.services.policy.questions import questions as questions_of
from app.services.registers import targets
from app.services.registers.definition import Line
from app.services.registers.targets import Goal, Target
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.notices import Kind, Notice
from app.ui.pages.registers.side import RegisterSide
from app.ui.widgets.asking.step import Asking
from app.ui.widgets.card import Card
from app.ui.widgets.form.field import Field

_WIDTH = 380


class NewTarget(Facts):
    """What an administrator says of a target."""

    goal: Goal = asks("目标任务", group=Group.ENTRY)
    by_year: Year = asks("完成年度", group=Group.ENTRY, example="2026")
    persons: Whole = asks("目标人数", group=Group.ENTRY, unit="人", minimum=1)
    source: Text = asks("依据", group=Group.ENTRY, hint="文号或文件名称")


class TargetDialog(Asking):
    """Asks for a target; `given` carries name, year, persons and source."""

    given = Signal(str, int, int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__("新增目标", "新目标从今天起生效，原有目标保留。须由管理员设定。", parent)
        self.fields = {question.name: Field(question, {}) for question in questions_of(NewTarget)}
        for field in self.fields.values():
            self.column.addWidget(field)
            field.edited.connect(self._weigh)
        self.finish()
        self.accepted.connect(self._give)
        self._weigh()

    def _weigh(self) -> None:
        self.go.setEnabled(not any(field.reason for field in self.fields.values()))

    def _give(self) -> None:
        read = {name: field.question.reader({})(field.text) for name, field in self.fields.items()}
        self.given.emit(read["goal"].value, read["by_year"], read["persons"], read["source"])


class TargetSide(RegisterSide):
    """A bar a target, with what it counts; under it the button for a new one."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Empty until show_lines."""
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self.setMinimumWidth(_WIDTH)
        self.add = QPushButton("新增目标…")
        self.add.clicked.connect(self.ask)
        self.buttons = [self.add]
        self.bars: dict[str, QProgressBar] = {}
        self.card = Card("完成情况")
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._holder = QWidget()
        QVBoxLayout(self._holder).setContentsMargins(0, 0, 0, 0)
        self.card.column.addWidget(self._holder)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def show_lines(self, _lines: Sequence[Line]) -> None:
        """Reckon the targets anew."""
        self._jobs.run(lambda _: targets.progress(self._uow), self._show)

    def ask(self) -> None:
        """Ask for a new target."""
        dialog = TargetDialog(self)
        dialog.given.connect(self._add)
        dialog.open()

    def _add(self, goal: str, by_year: int, persons: int, source: str) -> None:
        def done(_: object) -> None:
            self.noticed.emit(Notice(Kind.OK, f"已设定目标：{by_year}年{goal} {persons:,} 人。"))
            self.changed.emit()

        self._jobs.run(partial(self._store, goal, by_year, persons, source), done)

    def _store(self, goal: str, by_year: int, persons: int, source: str, _progress: object) -> None:
        targets.add_target(self._uow, goal, by_year, persons, source)

    def _show(self, found: Sequence[Target]) -> None:
        self.bars = {}
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        for target in found:
            self._add_bar(column, target)
        self.card.column.replaceWidget(self._holder, fresh)
        self._holder.deleteLater()
        self._holder = fresh

    def _add_bar(self, column: QVBoxLayout, target: Target) -> None:
        name = QLabel(f"<b>{target.name}</b>（{target.by_year}年）")
        done = "未录入" if target.done is None else f"{target.done:,} / {target.goal:,} 人　{_rate(target)}"
        figure = QLabel(done)
        bar = QProgressBar()
        bar.setRange(0, target.goal)
        bar.setValue(min(target.done or 0, target.goal))
        bar.setTextVisible(False)
        bar.setAccessibleName(f"{target.by_year}年{target.name}：{done}")
        basis = QLabel(target.basis or "台账中没有此项，请登记台账外人数及来源。", wordWrap=True)
        basis.setProperty("role", "secondary")
        basis.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(figure)
        column.addLayout(head)
        column.addWidget(bar)
        column.addWidget(basis)
        column.addSpacing(tokens.SPACE_8)
        self.bars[f"{target.by_year}/{target.name}"] = bar


def _rate(target: Target) -> str:
    return f"{(target.done or 0) * 100 / target.goal:.1f}%"
