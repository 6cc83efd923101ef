"""The answers of a case as they should have been: its own form, from which the sum is reckoned anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.cases.applications import case_form
from app.services.cases.offers import lists_today
from app.services.letters.masking import masked_answer
from app.services.policy.catalogue import BY_CODE
from app.services.policy.questions import Lists
from app.services.trust.revealing import reveal_form
from app.services.unit_of_work import UnitOfWork
from app.ui import keys, tokens
from app.ui.widgets.form.form import Form


@dataclass(frozen=True)
class Stated:
    """A case's type and its answers as it stated them, with the office's lists."""

    code: str
    answers: Mapping[str, str]
    lists: Lists

    def changed(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Label and both texts of every answer that differs, numbers of persons masked."""
        return {
            one.label: " → ".join(masked_answer(one.kind.name, said) or "（空）" for said in (stated, true))
            for one in BY_CODE[self.code].questions
            if (stated := self.answers.get(one.name, "")) != (true := answers.get(one.name, ""))
        }


def read_stated(uow: UnitOfWork, case_number: str) -> Stated:
    """What a case states, numbers in full, which is written down; UserError when there is no such case."""
    form = case_form(uow, case_number)
    reveal_form(uow, case_number, "真实情况")
    return Stated(form.code, form.answers, lists_today(uow))


class TruthDialog(QDialog):
    """`given` carries all answers as they should have been."""

    given = Signal(object)

    def __init__(self, stated: Stated, truth: Mapping[str, str], parent: QWidget | None = None) -> None:
        """Shows the answers stated, with those of `truth` in their place where it has any."""
        super().__init__(parent)
        self.setWindowTitle("真实情况")
        self.resize(640, 640)
        self.form = Form(BY_CODE[stated.code].questions, stated.lists)
        self.form.set_answers(dict(truth) or stated.answers)
        self.go, self.stop = QPushButton("按真实情况测算"), QPushButton("取消")
        self.go.setProperty("role", "primary")
        keys.tip(self.go, "按真实情况测算", keys.HAND_OVER)
        said = QLabel(
            "把与事实不符的内容改成真实情况，其余不动；保存后按真实情况重新测算应予补贴的金额。", wordWrap=True
        )
        said.setProperty("role", "secondary")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_16] * 4)
        column.addWidget(said)
        column.addWidget(self.form, 1)
        column.addLayout(row)
        self.go.clicked.connect(self._give)
        self.stop.clicked.connect(self.reject)
        keys.bind(self, keys.HAND_OVER, self.go.click)

    def _give(self) -> None:
        if self.form.check():
            self.given.emit(self.form.answers)
            self.accept()
