"""What the tabs of 拨付台账 share: buttons below a list, dialogs of fields, work behind the window, what is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.services.errors import Cancelled, UserError
from app.services.trust.accounts import Role
from app.services.trust.my_roles import may
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs, Progress
from app.ui.notices import Action, Kind, Notice
from app.ui.widgets.asking.fields import Ask, FieldsDialog
from app.ui.widgets.asking.stored import store_given
from app.ui.widgets.sheet import Sheet

T = TypeVar("T")


class Pane(QWidget):
    """A tab: `noticed` takes a Notice, `changed` says that money has moved, `go` the key of a page and what to show."""

    noticed = Signal(object)
    changed = Signal()
    go = Signal(str, object)

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and acts as the account of `uow`."""
        super().__init__()
        self.uow, self.jobs = uow, jobs

    def holds(self, *roles: Role) -> bool:
        """Whether the person at work has one of the roles."""
        return any(may(self.uow, role) for role in roles)

    def ask(
        self,
        verb: str,
        question: str,
        asks: Sequence[Ask],
        store: Callable[[dict[str, str]], T],
        said: Callable[[T], str],
    ) -> FieldsDialog:
        """Ask for fields, store what was given, and say what came of it."""

        def done(result: T) -> None:
            self.noticed.emit(Notice(Kind.OK, said(result)))
            self.changed.emit()

        dialog = FieldsDialog(verb, question, asks, self)
        dialog.given.connect(lambda texts: store_given(self.jobs, dialog, lambda: store(texts), done))
        dialog.open()
        return dialog

    def run(self, work: Callable[[Progress], T], done: Callable[[T], None], title: str) -> None:
        """Do long work behind the window, with progress and cancel."""

        def ended(result: T) -> None:
            self.changed.emit()
            done(result)

        self.jobs.run(work, ended, self.failed, title)

    def failed(self, error: Exception) -> None:
        """Say why nothing was done."""
        if isinstance(error, UserError):
            self.noticed.emit(Notice(Kind.ERROR, error.text))
        elif isinstance(error, Cancelled):
            self.noticed.emit(Notice(Kind.WARN, "已取消，没有作任何改动。"))
        else:
            self.jobs.crashed.emit(error)

    def tell(self, text: str, left: Sequence[tuple[str, str]], title: str) -> None:
        """Say what was done; what was left out stands behind 查看."""
        if not left:
            self.noticed.emit(Notice(Kind.OK, text))
            return
        sheet = left_sheet(title, left, self)
        self.noticed.emit(Notice(Kind.WARN, f"{text}{len(left):,} 件未办。", Action("查看", sheet)))


def left_sheet(title: str, left: Iterable[tuple[str, str]], parent: QWidget) -> Callable[[], None]:
    """What shows the cases that were left out, each with its reason."""
    html = "".join(f"<p>{escape(text)}</p>" for _, text in left)
    return lambda: Sheet(title, html, parent).show()


def button_row(*buttons: QPushButton) -> QHBoxLayout:
    """Buttons below a list, at its right end."""
    row = QHBoxLayout()
    row.setSpacing(tokens.SPACE_8)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row


def push(text: str, deed: Callable[[], object], *, primary: bool = False) -> QPushButton:
    """A button with what it does."""
    button = QPushButton(text)
    if primary:
        button.setProperty("role", "primary")
    button.clicked.connect(lambda _checked: deed())
    return button
