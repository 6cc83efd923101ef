"""Which editor answers which kind of question: one table, from the name of a kind."""

from __future__ import annotations

from collections.abc import Callable

from app.services.policy.questions import Group, Lists, Question
from app.ui.widgets.form.choice_editors import ChoiceEditor, YesNoEditor
from app.ui.widgets.form.day_editor import DayEditor
from app.ui.widgets.form.editor import Editor
from app.ui.widgets.form.line_editor import LineEditor

EDITORS: dict[str, Callable[[Question, Lists], Editor]] = {
    "text": lambda _q, _l: LineEditor(420),
    "family": lambda _q, _l: LineEditor(420),
    "name": lambda _q, _l: LineEditor(200),
    "identity": lambda _q, _l: LineEditor(200, groups=(6, 8, 4), latin=True),
    "credit": lambda _q, _l: LineEditor(200, groups=(2, 6, 9, 1), latin=True),
    "account": lambda _q, _l: LineEditor(260, groups=(4,) * 8, latin=True),
    "code": lambda _q, _l: LineEditor(260, latin=True),
    "phone": lambda _q, _l: LineEditor(200, latin=True),
    "day": lambda _q, _l: DayEditor(),
    "month": lambda _q, _l: LineEditor(140, latin=True, hint="如 2024-01"),
    "amount": lambda _q, _l: LineEditor(140, right=True, latin=True),
    "score": lambda _q, _l: LineEditor(140, right=True, latin=True),
    "whole": lambda _q, _l: LineEditor(140, right=True, latin=True),
    "yes_no": lambda _q, _l: YesNoEditor(),
    "choice": lambda question, lists: ChoiceEditor(question.options(lists)),
}


def editor_for(question: Question, lists: Lists) -> Editor:
    """A new, empty editor for a question. Raises KeyError for a kind that the table does not know."""
    made = EDITORS[question.kind.name](question, lists)
    made.set_hint(question.asked.hint)
    if isinstance(made, LineEditor) and question.group is Group.CONDITIONS:
        made.set_example(question.asked.example)
    made.field.setAccessibleName(question.label)
    made.field.setAccessibleDescription(question.asked.hint)
    return made
