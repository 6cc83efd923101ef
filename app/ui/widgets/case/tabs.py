"""The tabs beside a case, each with the number of things that wait on it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from app.ui.case_tab import CaseTab


class CaseTabs(QTabWidget):
    """Shows the first tab until another is chosen; passes on what the tabs say."""

    noticed = Signal(object)
    changed = Signal()
    go = Signal(str, object)

    def __init__(self, tabs: Sequence[CaseTab], parent: QWidget | None = None) -> None:
        """Takes the tabs in their order."""
        super().__init__(parent)
        self.tabs = tuple(tabs)
        self.setUsesScrollButtons(True)
        self.tabBar().setExpanding(False)
        self.tabBar().setAccessibleName("案件各项")
        for place, tab in enumerate(self.tabs):
            self.addTab(tab, tab.title)
            tab.noticed.connect(self.noticed)
            tab.changed.connect(self.changed)
            tab.go.connect(self.go)
            tab.counted.connect(partial(self._count, place))

    def show_case(self, number: str) -> None:
        """Hand the case to every tab."""
        for tab in self.tabs:
            tab.show_case(number)

    def open(self, title: str) -> None:
        """Bring the tab of a title to the front; an unknown title is passed over."""
        for tab in self.tabs:
            if tab.title == title:
                self.setCurrentWidget(tab)

    def _count(self, place: int, waiting: int) -> None:
        title = self.tabs[place].title
        self.setTabText(place, f"{title} {waiting:,}" if waiting else title)
