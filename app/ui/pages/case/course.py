"""办理: what happened to a case, and what can be done to it now."""

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from app.services.worklists.case_shown import CaseView
from app.ui import tokens
from app.ui.case_tab import CaseTab
from app.ui.deeds import deeds_of
from app.ui.widgets.case.action_bar import ActionBar
from app.ui.widgets.case.story import story


class CourseTab(CaseTab):
    """The first tab; the page gives it the view that it has read anyway."""

    title = "办理"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(parent)
        self.story = QTextBrowser()
        self.story.setStyleSheet("QTextBrowser { border: none; padding: 0; background: transparent; }")
        self.story.setAccessibleName("办理过程")
        self.bar = ActionBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.story, 1)
        column.addWidget(self.bar)

    def show_view(self, view: CaseView) -> None:
        """Show the story and the steps of a case."""
        self.story.setHtml(story(view))
        self.bar.set_deeds(deeds_of(view))

    def show_case(self, number: str) -> None:
        """Shown with the view already."""
