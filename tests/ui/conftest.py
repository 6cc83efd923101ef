"""No window outlives its test: what is left over would be dressed anew by every later change of the scheme."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def no_window_outlives(qapp: QApplication) -> None:
    """Delete the windows of the tests before, now that nobody holds them any more."""
    for window in qapp.topLevelWidgets():
        if window.parent() is None:
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
