"""A person at a form: each answer typed as people write it, Enter to the next field, nothing but keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from ui_typing import type_text
from whole_window import CTRL, WholeWindow

from app.services.policy.questions import Question
from app.ui.pages.application.page import ApplicationPage
from app.ui.pages.application.sheet import SETTLES_MS, ApplicationSheet


def written(question: Question, value: Any) -> str:
    """A fact as a person of the counter writes it: 2024.3.1, 2024.3, 12,000, 92.5."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}.{value.month}.{value.day}"
    if isinstance(value, Enum):
        return str(value.value)
    if question.kind.name == "amount":
        whole, rest = divmod(value, 100)
        return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
    if question.kind.name == "score":
        return f"{value / 100:g}"
    return str(value).replace("-", ".") if question.kind.name == "month" else str(value)


def open_form(window: WholeWindow, title: str) -> ApplicationSheet:
    """The empty form of a type, found by its title in 申报登记."""
    page = window.go("申报登记")
    assert isinstance(page, ApplicationPage)
    if page.sheet is not None:
        window.key(page.sheet, Qt.Key.Key_Escape)
        window.settle()
    page.chooser.search.clear()
    type_text(page.chooser.search, title)
    window.key(page.chooser.search, Qt.Key.Key_Return)
    window.settle()
    assert page.sheet is not None
    assert page.sheet.subject.title == title
    return page.sheet


def fill(window: WholeWindow, sheet: ApplicationSheet, answers: Mapping[str, str]) -> None:
    """Go back to the first field, then answer each or pass it; at the end the keyboard is on the button that hands over."""
    names = list(sheet.form.fields)
    for _ in range(len(names)):
        if at(sheet) == names[0]:
            break
        window.key(focused(), Qt.Key.Key_Backtab)
    for name in names:
        assert at(sheet) == name, f"the keyboard is at {at(sheet) or focused()}, not at {name}"
        if name in answers:
            answer(window, answers[name])
        window.key(QApplication.activePopupWidget() or focused(), Qt.Key.Key_Return)
    assert focused() is sheet.hand_over, focused()
    window.bot.wait(2 * SETTLES_MS)
    window.settle()


def answer(window: WholeWindow, text: str) -> None:
    """Answer the field in which the keyboard is: a choice of two by arrow and space, all others typed over what is there."""
    field = focused()
    if isinstance(field, QPushButton):
        if text == "否":
            window.key(field, Qt.Key.Key_Right)
        window.key(focused(), Qt.Key.Key_Space)
        return
    window.key(field, Qt.Key.Key_A, CTRL)
    type_text(field, text)


def at(sheet: ApplicationSheet) -> str:
    """The name of the question in which the keyboard is; empty when it is elsewhere."""
    holder = focused()
    return next((name for name, field in sheet.form.fields.items() if field.isAncestorOf(holder)), "")


def focused() -> QWidget:
    """Where the keyboard is."""
    holder = QApplication.focusWidget()
    assert holder is not None
    return holder
