"""The case beside the list: who and what, how it stands, the explanation, and what can be done now."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.cases.course import State
from app.services.cases.deeming import DEEMED
from app.services.worklists.case_shown import CaseView
from app.ui import fonts, tokens
from app.ui.deeds import deeds_of
from app.ui.widgets.case.action_bar import ActionBar
from app.ui.widgets.case.explanation import Explanation
from app.ui.widgets.chip import Chip, Tag, Tone
from app.ui.widgets.due import due_tag

TONES = {
    State.COMPLETED: Tone.DONE,
    State.APPROVED: Tone.DONE,
    State.REJECTED: Tone.LATE,
    State.SUPPLEMENT: Tone.SOON,
    State.WITHDRAWN: Tone.NEUTRAL,
    State.DRAFT: Tone.NEUTRAL,
}


MOST_DOUBTS = 2


def state_tag(state: State) -> Tag:
    """A state as a chip."""
    return Tag(state.label, TONES.get(state, Tone.ACTIVE))


def remarks(view: CaseView) -> str:
    """What one must know before acting, a line each."""
    lines = []
    if view.held and not view.obstacles:
        lines.append(f"暂停：{view.hold_reason}")
    lines += view.obstacles
    if view.deemed_on:
        lines.append(f"受理期限已过，自 {view.deemed_on} 起视为受理，只能办理受理，或按申请撤回。")
    if view.proposal:
        lines.append(f"{view.proposal}意见：{view.proposal_reason}")
    if view.state is State.PUBLICITY:
        running = f"公示 {view.public_from} 至 {view.public_until}"
        lines.append(running if view.public_from else "公示尚未开始")
    if view.state is State.SUPPLEMENT and view.course:
        lines.append(f"要求补正：{view.course[-1].reason}")
    return "\n".join((*lines, *_doubts(view)))


def _doubts(view: CaseView) -> list[str]:
    """The first doubts that no obstacle names already, and how many more there are."""
    named = "\n".join(view.obstacles)
    lines = [text for text in view.doubts if text.partition("：")[2] not in named]
    more = [f"另有 {len(lines) - MOST_DOUBTS} 条疑点，见案件的“疑点”页"] if len(lines) > MOST_DOUBTS else []
    return [*lines[:MOST_DOUBTS], *more]


class CaseHead(QWidget):
    """Applicant and type, number and unit, chips, and what one must know before acting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Says what to do until a case is shown."""
        super().__init__(parent)
        self._head = QLabel(wordWrap=True)
        self._under = QLabel(wordWrap=True)
        self._under.setProperty("role", "secondary")
        self._remarks = QLabel(wordWrap=True)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(tokens.SPACE_8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        for label in (self._head, self._under, self._remarks):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.insertLayout(2, self._chips)
        self._head.setFont(fonts.sized(self.font(), tokens.TITLE_PT, strong=True))
        self.show_case(None, date.min)

    def show_case(self, view: CaseView | None, today: date) -> None:
        """Show a case as it stands on a day, or none."""
        self._head.setText(f"{view.applicant} · {view.title}" if view else "")
        self._head.setVisible(view is not None)
        self._under.setText(_under(view) if view else "选中左边一行，在这里查看并办理。")
        self._remarks.setText(remarks(view) if view else "")
        self._remarks.setVisible(bool(self._remarks.text()))
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for tag in tags_of(view, today) if view else ():
            self._chips.addWidget(Chip(tag))
        self._chips.addStretch()


def _under(view: CaseView) -> str:
    """Number, and the person and the unit where they are not the applicant."""
    person = next((fact.text for fact in view.facts if fact.name == "person_name"), "")
    return "　".join(dict.fromkeys(one for one in (view.number, person, view.unit) if one and one != view.applicant))


def tags_of(view: CaseView, today: date) -> list[Tag]:
    """State, due date and hold of a case as chips."""
    due = due_tag(view.due_on, today, view.calendar)
    held = [Tag("暂停", Tone.LATE)] if view.held else []
    state = Tag(DEEMED, Tone.LATE) if view.deemed_on else state_tag(view.state)
    return [state, *([due] if due else []), *held]


class CasePanel(QFrame):
    """Shows a CaseView; `chosen` carries a deed, `case_chosen` the number of another case named in the explanation."""

    chosen = Signal(object)
    case_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Says what to do until a case is shown."""
        super().__init__(parent)
        self.view: CaseView | None = None
        self.head = CaseHead()
        self.explanation = Explanation(compact=True)
        self.explanation.case_chosen.connect(self.case_chosen)
        self.actions_bar = ActionBar()
        self.actions_bar.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_12, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.head)
        column.addWidget(self.explanation, 1)
        column.addWidget(self.actions_bar)
        column.addStretch()
        self.show_case(None, date.min)

    def show_case(self, view: CaseView | None, today: date) -> None:
        """Show a case as it stands on a day, or none."""
        self.view = view
        self.head.show_case(view, today)
        self.explanation.setVisible(view is not None)
        self.actions_bar.setVisible(view is not None)
        self.actions_bar.set_deeds(deeds_of(view) if view else ())
        if view:
            self.explanation.show_assessment(view.assessment, settled=view.settled)
