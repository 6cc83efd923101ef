"""What a tab of the case page is: a title, the case it shows by number, and signals to say what it did."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class CaseAt:
    """A case to be shown at the tab of a title."""

    number: str
    tab: str

    def __str__(self) -> str:
        """The number."""
        return self.number


class CaseTab(QWidget):
    """Base of every tab beside a case. The page calls `show_case` whenever it reads the case anew.

    `noticed` takes a notices.Notice; `changed` says that something was stored, so that the page reads the case anew;
    `go` the key of a page and what to show there; `counted` how many things on it wait, shown behind its title.
    """

    noticed = Signal(object)
    changed = Signal()
    go = Signal(str, object)
    counted = Signal(int)

    title: str = ""

    def show_case(self, number: str) -> None:
        """Show what there is of the case of a number."""
        raise NotImplementedError
