"""The pages behind the window: made when first gone to, with the way back remembered."""

from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.page import Page, PageSpec
from app.ui.settings import Settings


@dataclass(frozen=True)
class Place:
    """A page and what it shows."""

    key: str
    item: object = None


class PageDeck(QStackedWidget):
    """Holds the pages made so far; one is in front."""

    def __init__(self, specs: list[PageSpec], settings: Settings, parent: QWidget | None = None) -> None:
        """Makes no page yet."""
        super().__init__(parent)
        self._specs = {spec.key: spec for spec in specs}
        self._settings = settings
        self._pages: dict[str, Page] = {}
        self._searched: dict[str, str] = {}
        self._trail: list[Place] = []

    @property
    def place(self) -> Place | None:
        """The page in front and what it shows; None before the first."""
        return self._trail[-1] if self._trail else None

    @property
    def page(self) -> Page | None:
        """The page in front; None before the first."""
        return self._pages[self._trail[-1].key] if self._trail else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page to go back to."""
        return len(self._trail) > 1

    @property
    def searched(self) -> str:
        """The text searched on the page in front."""
        return self._searched.get(self._trail[-1].key, "") if self._trail else ""

    @searched.setter
    def searched(self, text: str) -> None:
        if self._trail:
            self._searched[self._trail[-1].key] = text

    def made(self, key: str) -> bool:
        """Whether the page has been made already."""
        return key in self._pages

    def make(self, key: str) -> Page:
        """Make a page and give it what it remembers. Raises KeyError when there is no such page."""
        spec = self._specs[key]
        page = spec.factory()
        page.title = page.title or spec.title
        page.setAccessibleName(page.title)
        page.restore_state(self._settings)
        self._pages[key] = page
        self.addWidget(page)
        return page

    def go(self, place: Place) -> Page:
        """Bring a made page to the front and read it anew; a listed page starts a new trail."""
        self.keep()
        listed = self._specs[place.key].listed
        self._trail = [place] if listed and place.item is None else [*self._trail, place]
        return self._show(place)

    def back(self) -> Page | None:
        """Return to the page before; None when there is none."""
        if not self.can_go_back:
            return None
        self.keep()
        self._trail.pop()
        return self._show(self._trail[-1])

    def forget(self) -> None:
        """Keep what is to be kept and take all pages away, to be made anew: somebody else works from here on."""
        self.keep()
        self._trail.clear()
        self._searched.clear()
        pages, self._pages = self._pages, {}
        for page in pages.values():
            self.removeWidget(page)
            page.deleteLater()

    def keep(self) -> None:
        """Have the page in front keep its filters, sort and widths."""
        page = self.page
        if page is not None:
            page.save_state(self._settings)

    def _show(self, place: Place) -> Page:
        page = self._pages[place.key]
        self.setCurrentWidget(page)
        page.refresh()
        if place.item is not None:
            page.show_item(place.item)
        return page
