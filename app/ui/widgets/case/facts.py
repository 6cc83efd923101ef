"""What a case states, group by group, personal numbers masked."""

from collections.abc import Callable
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.worklists.case_shown import CaseView, ShownFact
from app.ui import fonts, tokens
from app.ui.widgets.held_text import HeldText, Reveal

_LABEL_WIDTH = 112


class CaseFacts(QScrollArea):
    """A column of labels and answers."""

    def __init__(self, reveal: Callable[[str, str, Callable[[], None]], None], parent: QWidget | None = None) -> None:
        """Empty until show_case; `reveal` gets case and label of a number to be seen in full, and what shows it."""
        super().__init__(parent)
        self._reveal = reveal
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("申报内容")
        self.viewport().setAutoFillBackground(False)

    def show_case(self, view: CaseView) -> None:
        """Show the facts of a case, and where it came from."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, tokens.SPACE_12, tokens.SPACE_12)
        column.setSpacing(tokens.SPACE_4)
        for group, facts in groupby(view.facts, key=lambda fact: fact.group):
            head = QLabel(group)
            head.setFont(fonts.sized(self.font(), tokens.TEXT_PT, strong=True))
            column.addWidget(head)
            column.addLayout(_form([(fact.label, _answer(fact, partial(self._reveal, view.number))) for fact in facts]))
            column.addSpacing(tokens.SPACE_8)
        origin = QLabel(origin_text(view), wordWrap=True)
        origin.setProperty("role", "secondary")
        column.addWidget(origin)
        column.addStretch()
        self.setWidget(inner)
        inner.setAutoFillBackground(False)


def origin_text(view: CaseView) -> str:
    """Where the case came from, in a line."""
    if view.origin.batch:
        return f"来自批次 {view.origin.batch}《{view.origin.file_name}》{view.origin.row}，{view.filed_at:%Y-%m-%d %H:%M} 导入"
    return f"{view.filed_at:%Y-%m-%d %H:%M} 登记"


def _answer(fact: ShownFact, reveal: Reveal) -> QWidget:
    if fact.masked != fact.text:
        return HeldText(fact.masked, fact.text, fact.label, reveal)
    answer = QLabel(fact.text, wordWrap=True)
    answer.setTextFormat(Qt.TextFormat.PlainText)
    answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return answer


def _form(rows: list[tuple[str, QWidget]]) -> QFormLayout:
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(tokens.SPACE_12)
    form.setVerticalSpacing(tokens.SPACE_4)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    for label, answer in rows:
        name = QLabel(label, wordWrap=True)
        name.setProperty("role", "secondary")
        name.setFixedWidth(_LABEL_WIDTH)
        name.setMinimumHeight(tokens.SPACE_24)
        answer.setMinimumHeight(tokens.SPACE_24)
        form.addRow(name, answer)
    return form
