"""What a page is to the window: a title, a few hooks, and signals to say what happened and where to go."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.settings import Settings


class Page(QWidget):
    """Base of every page; override the hooks that the page has a use for, and set a focus proxy to its list or form.

    `noticed` takes a notices.Notice for the bar above the page; `go` the key of a page and what to show there;
    `titled` a new title for the header; `counted` the number of what waits, shown in the navigation; `exported` what a
    table on the page is asked to export.
    """

    noticed = Signal(object)
    go = Signal(str, object)
    titled = Signal(str)
    counted = Signal(int)
    exported = Signal(object)

    title: str = ""
    search_hint: str = ""
    """Text in the empty search box of the header; a page with none has no search box."""
    help_text: str = ""
    """What F1 shows: rich text in Chinese, what the page is for, what waits, what to press."""

    def header_widgets(self) -> list[QWidget]:
        """Buttons for the right end of the page header; asked once, when the page is made."""
        return []

    def refresh(self) -> None:
        """Read everything shown anew: F5, and each time the page is come back to."""

    def show_item(self, item: object) -> None:
        """Show one thing, as handed over with `go`; called after refresh()."""

    def search(self, text: str) -> None:
        """The text in the header's search box has come to rest."""

    def new_item(self) -> None:
        """Ctrl+N."""

    def print_page(self) -> None:
        """Ctrl+P."""

    def back(self) -> bool:
        """Esc or Alt+←: True when the page had something of its own to close; else the window goes back."""
        return False

    def save_state(self, settings: Settings) -> None:
        """Keep filters, sort and widths; called on leaving the page and on closing the window."""

    def restore_state(self, settings: Settings) -> None:
        """Take up what was kept; called once, before the page is first shown and refreshed."""


@dataclass(frozen=True)
class PageSpec:
    """A page before it is made: `factory` is called when the page is first gone to, and does the heavy imports."""

    key: str
    title: str
    icon: str
    factory: Callable[[], Page]
    listed: bool = True
    """False for a page that is only come to from others, like a case."""
