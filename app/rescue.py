"""The way back to data that cannot be opened: what connects the page 从备份恢复 with the folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.clock import Clock
from app.services.errors import UserError
from app.services.places import Places
from app.ui.background import Jobs

if TYPE_CHECKING:
    from app.services.storage.restoring import Opener
    from app.ui.files import FileChoice
    from app.ui.pages.entrance.rescue import RescuePage


class Rescue:
    """Makes the page and does what it asks for; `done` is told what was done, `left` that nothing was wanted."""

    def __init__(
        self,
        places: Places,
        clock: Clock,
        jobs: Jobs,
        files: Callable[[], FileChoice],
        done: Callable[[str], None],
        left: Callable[[], None],
    ) -> None:
        """Reads nothing yet."""
        self._places, self._clock, self._jobs, self._files = places, clock, jobs, files
        self._done, self._left = done, left

    def page(self) -> RescuePage:
        """The page."""
        from app.ui.pages.entrance.rescue import RescuePage  # behind the first paint

        page = RescuePage(self._list, self._files())
        page.chosen.connect(partial(self._look, page))
        page.asked.connect(partial(self._restore, page))
        page.left.connect(self._left)
        return page

    def _list(self, page: RescuePage) -> None:
        from app.services.storage.rescuing import backups_there

        self._jobs.run(lambda _: backups_there(self._places), page.show_backups)

    def _look(self, page: RescuePage, path: Path) -> None:
        from app.services.storage.rescuing import asks_opener

        self._jobs.run(lambda _: asks_opener(path), lambda sealed: page.show_kind(sealed=sealed), self._refused(page))

    def _restore(self, page: RescuePage, path: Path, opener: Opener | None) -> None:
        from app.services.storage.rescuing import rescue

        def work(_: object) -> str:
            return rescue(self._places, path, opener, self._clock)

        self._jobs.run(work, self._done, self._refused(page), title="恢复备份")

    def _refused(self, page: RescuePage) -> Callable[[Exception], None]:
        def say(error: Exception) -> None:
            if isinstance(error, UserError):
                page.refuse(error)
            else:
                self._jobs.crashed.emit(error)

        return say
