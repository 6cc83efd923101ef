"""Storing what a dialog of fields gave: it closes once that is done, or says why it was refused."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from app.services.errors import Cancelled, UserError
from app.ui.background import Jobs
from app.ui.widgets.asking.fields import FieldsDialog

T = TypeVar("T")


def store_given(jobs: Jobs, dialog: FieldsDialog, work: Callable[[], T], done: Callable[[T], None]) -> None:
    """Run `work` behind the window; what it refuses is said in the dialog, which stays open with what was typed."""
    jobs.run(lambda _: work(), partial(_stored, dialog, done), partial(_refused, jobs, dialog))


def _stored(dialog: FieldsDialog, done: Callable[[T], None], result: T) -> None:
    dialog.accept()
    done(result)


def _refused(jobs: Jobs, dialog: FieldsDialog, error: Exception) -> None:
    if isinstance(error, UserError):
        dialog.say(error.text)
        return
    dialog.reject()
    if not isinstance(error, Cancelled):
        jobs.crashed.emit(error)
