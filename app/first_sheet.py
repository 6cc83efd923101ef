"""The recovery sheet of a folder that has just been set up, until it is on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.services.places import Places
from app.ui.background import Jobs

if TYPE_CHECKING:
    from app.services.storage.recovering import RecoverySheet
    from app.ui.files import FileChoice
    from app.ui.pages.entrance.recovery_sheet import RecoverySheetPage


class FirstSheet:
    """Holds who set the folder up and the sheet between two pages; nothing of it is stored."""

    def __init__(
        self, places: Places, jobs: Jobs, files: Callable[[], FileChoice], admit: Callable[[str], None]
    ) -> None:
        """`admit` is called with the account when the sheet is on paper."""
        self._places, self._jobs, self._files, self._admit = places, jobs, files, admit
        self.made: tuple[str, RecoverySheet] | None = None

    def page(self) -> RecoverySheetPage:
        """The page that shows it."""
        from app.ui.pages.entrance.recovery_sheet import RecoverySheetPage  # behind the first paint

        page = RecoverySheetPage(self._put)
        page.confirmed.connect(self._confirmed)
        return page

    def _put(self, page: RecoverySheetPage) -> None:
        from app.ui.pages.entrance.sheet_deeds import SheetDeeds

        if self.made is not None and not page.panel.findChildren(SheetDeeds):
            deeds = SheetDeeds(page.panel, self.made[1], self._jobs, self._places, self._files())
            deeds.told.connect(page.card.why.setText)

    def _confirmed(self) -> None:
        made, self.made = self.made, None
        if made is not None:
            self._admit(made[0])
