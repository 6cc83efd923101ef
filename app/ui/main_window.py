"""The one window: navigation on the left, a page on the right, what happened above it, the state of the office below."""

from collections.abc import Callable
from functools import partial

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QVBoxLayout, QWidget

from app.services.errors import UserError
from app.ui import keys, tokens
from app.ui.background import Jobs
from app.ui.curtain import Curtain
from app.ui.entering import Entering
from app.ui.notices import Notice
from app.ui.page import Page, PageSpec
from app.ui.page_deck import PageDeck, Place
from app.ui.settings import Settings
from app.ui.theme import Theme
from app.ui.widgets.frame.navigation import Navigation
from app.ui.widgets.frame.notice_bar import NoticeBar
from app.ui.widgets.frame.page_header import PageHeader
from app.ui.widgets.frame.progress_strip import ProgressStrip
from app.ui.widgets.frame.status_cells import StatusCells

TITLE = "叶集技工补贴"


class MainWindow(QMainWindow):
    """Shows its frame at once and makes the first page after the first paint; `ready` says that it is there.

    `theme` is asked for icons anew when the scheme changes. Refusals and crashes of `jobs` without a handler of
    their own go to the notice bar and are to be connected to a crash report by the caller. `moved_on` says that what
    waits may have changed: a page told what happened, or was turned to or read anew. `exported` carries the
    page and what one of its tables is asked to export.
    """

    ready = Signal()
    moved_on = Signal()
    exported = Signal(object, object)

    def __init__(self, specs: list[PageSpec], settings: Settings, jobs: Jobs, theme: Theme) -> None:
        """The first of `specs` is the first page."""
        super().__init__()
        self._settings = settings
        self._jobs = jobs
        self._first = specs[0].key
        self._painted = False
        self._page_tools: dict[Page, list[QWidget]] = {}
        self.navigation = Navigation(specs)
        self.header = PageHeader()
        self.notices = NoticeBar()
        self.deck = PageDeck(specs, settings)
        self.status = StatusCells(ProgressStrip(jobs))
        self.setMinimumSize(960, 560)
        Entering(self)
        self.curtain = Curtain(self._frame(), self, f"已锁定 - {TITLE}")
        self.setCentralWidget(self.curtain)
        self.curtain.name_window(TITLE)
        self.resize(1280, 720)
        self._restore_size()
        self._page_keys: list[QShortcut] = []
        self._bind_keys()
        self.navigation.chosen.connect(self.go)
        self.navigation.activated.connect(lambda _: self.focus_page())
        self.header.searched.connect(self._search)
        self.header.back.connect(self.back)
        jobs.refused.connect(self.notices.show_refusal)
        theme.changed.connect(self._redraw)
        self.header.set_can_go_back(False)

    def go(self, key: str, item: object = None) -> None:
        """Go to a page, and there to `item` (a case's number, say). Raises KeyError when there is no such page."""
        place = Place(key, item)
        if place != self.deck.place:
            self.notices.leave_page()
        if not self.deck.made(key):
            self._connect(key, self.deck.make(key))
        self._front(self.deck.go(place))
        self.moved_on.emit()

    def back(self) -> None:
        """Close what the page has open, or return to the page before."""
        page = self.deck.page
        if page is not None and page.back():
            return
        before = self.deck.back()
        if before is not None:
            self._front(before)
            self._hand_keyboard(before)

    def focus_page(self) -> None:
        """Give the keyboard to the page in front."""
        self._ask(self._hand_keyboard)

    def begin_anew(self, key: str) -> None:
        """Take all pages away and go to one, as for somebody else."""
        self.deck.forget()
        self.header.set_page("", "", [], "")
        for tool in (tool for tools in self._page_tools.values() for tool in tools):
            tool.deleteLater()
        self._page_tools.clear()
        self.notices.hide()
        self.go(key)

    def set_open(self, is_open: bool, /) -> None:
        """Whether the navigation leads anywhere: not before it is known who works."""
        self.navigation.setEnabled(is_open)
        for shortcut in self._page_keys:
            shortcut.setEnabled(is_open)

    def notice(self, notice: Notice) -> None:
        """Say above the page what happened."""
        self.notices.show_notice(notice)

    def refuse(self, error: UserError) -> None:
        """Say above the page what was refused."""
        self.notices.show_refusal(error)

    def set_count(self, key: str, count: int) -> None:
        """Show in the navigation how many wait on a page."""
        self.navigation.set_count(key, count)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Make the first page once the frame has been painted."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._begin)

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Tab goes from field to field in the order in which they were put there.

        Qt's own chain turns in circles within containers that hand the keyboard on to a child.
        """
        stops = [one for one in self.findChildren(QWidget) if self._stops_at(one)]
        if not stops:
            return False
        holder = self.focusWidget()
        begun = stops.index(holder) if holder in stops else -1 if forward else 0
        reason = QtCore.Qt.FocusReason.TabFocusReason if forward else QtCore.Qt.FocusReason.BacktabFocusReason
        stops[(begun + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is to be remembered; stop what runs."""
        self.deck.keep()
        self._settings.set("window/geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        self._jobs.close()
        super().closeEvent(event)

    def _stops_at(self, widget: QWidget) -> bool:
        taken = widget.focusPolicy().value & QtCore.Qt.FocusPolicy.TabFocus.value
        return bool(taken) and widget.focusProxy() is None and widget.isEnabled() and widget.isVisibleTo(self)

    def _begin(self) -> None:
        self._redraw()  # a score of drawings, for which the first paint does not wait
        if self.deck.place is None:
            self.go(self._first)
            self.navigation.setFocus()
        self.ready.emit()

    def _frame(self) -> QWidget:
        title = QLabel(TITLE)
        title.setProperty("role", "title")
        title.setContentsMargins(tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_8, tokens.SPACE_12)
        side = QFrame()
        side.setObjectName("side")
        side.setFixedWidth(tokens.NAVIGATION_WIDTH)
        _column(side, title, self.navigation)
        right = QWidget()
        line = QFrame()
        line.setProperty("role", "line")
        _column(right, self.header, line, self.notices, self.deck).setStretchFactor(self.deck, 1)
        upper = QWidget()
        row = QHBoxLayout(upper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(right, 1)
        ground = QWidget()
        ground.setObjectName("ground")
        _column(ground, upper, self.status).setStretchFactor(upper, 1)
        return ground

    def _bind_keys(self) -> None:
        for key, page in zip(keys.PAGES, self.navigation.keys, strict=False):
            self._page_keys.append(keys.bind(self, key, partial(self._visit, page)))
        keys.bind(self, keys.REFRESH, self._refresh)
        keys.bind(self, keys.NEW, lambda: self._ask(lambda page: page.new_item()))
        keys.bind(self, keys.PRINT, lambda: self._ask(lambda page: page.print_page()))
        keys.bind(self, keys.SEARCH, self._focus_search)
        keys.bind(self, keys.HELP, self._help)
        keys.bind(self, keys.SHEET, self._key_sheet)
        keys.bind(self, keys.BACK, self.back)
        keys.bind(self, keys.ESCAPE, self._escape)
        keys.bind(self, keys.CANCEL_JOB, self._jobs.cancel)

    def _visit(self, key: str, item: object = None) -> None:
        """Go to a page with the keyboard, too: to what the page names, or to the first thing there that takes it."""
        self.go(key, item)
        self.focus_page()

    def _hand_keyboard(self, page: Page) -> None:
        page.setFocus()
        holder = self.focusWidget()
        if holder is None or not holder.isVisibleTo(self) or not page.isAncestorOf(holder):
            first = next((one for one in page.findChildren(QWidget) if self._stops_at(one)), self.navigation)
            first.setFocus()

    def _refresh(self) -> None:
        self._ask(lambda page: page.refresh())
        self.moved_on.emit()

    def _ask(self, hook: Callable[[Page], None]) -> None:
        page = self.deck.page
        if page is not None:
            hook(page)

    def _connect(self, key: str, page: Page) -> None:
        page.noticed.connect(self.notices.show_notice)
        page.noticed.connect(lambda _: self.moved_on.emit())
        page.go.connect(self._visit)
        page.exported.connect(lambda asked: self.exported.emit(page, asked))
        page.counted.connect(lambda count: self.set_count(key, count))
        page.titled.connect(lambda title: self._title(page, title))

    def _title(self, page: Page, title: str) -> None:
        page.title = title
        if page is self.deck.page:
            self.header.set_title(title)

    def _front(self, page: Page) -> None:
        place = self.deck.place
        if place is not None:
            self.navigation.set_current(place.key)
        self.header.set_page(page.title, page.search_hint, self._tools(page), self.deck.searched)
        self.header.set_can_go_back(self.deck.can_go_back)
        self.curtain.name_window(f"{page.title} - {TITLE}")

    def _tools(self, page: Page) -> list[QWidget]:
        if page not in self._page_tools:
            self._page_tools[page] = page.header_widgets()
        return self._page_tools[page]

    def _search(self, text: str) -> None:
        self.deck.searched = text
        self._ask(lambda page: page.search(text))

    def _focus_search(self) -> None:
        if self.header.search.isVisible():
            self.header.search.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
            self.header.search.selectAll()

    def _escape(self) -> None:
        search = self.header.search
        if search.hasFocus():
            search.clear()
            self._ask(lambda page: page.setFocus())
        elif not self.notices.isHidden():
            self.notices.hide()
        else:
            self.back()

    def _help(self) -> None:
        self._ask(lambda page: self._show_sheet(f"{page.title}：说明", page.help_text))

    def _key_sheet(self) -> None:
        self._show_sheet("键盘一览", keys.sheet_html(self.navigation.titles))

    def _show_sheet(self, title: str, html: str) -> None:
        from app.ui.widgets.sheet import Sheet  # behind the first paint

        Sheet(title, html, self).show()

    def _redraw(self) -> None:
        self.navigation.draw_icons()
        self.header.draw_icons()

    def _restore_size(self) -> None:
        kept = self._settings.get("window/geometry")
        if kept:
            self.restoreGeometry(QtCore.QByteArray.fromBase64(kept.encode()))


def _column(parent: QWidget, *widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return column
