"""The line above every page: back, title, the page's own buttons, the search box."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from app.ui import icons, keys, tokens

_SETTLES_MS = 150
_SEARCH_WIDTH = 260


class PageHeader(QWidget):
    """Title and tools of the page in front; `searched` is emitted 0.15 s after the last letter, or at once by Enter."""

    searched = Signal(str)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until set_page; without icons before draw_icons."""
        super().__init__(parent)
        self._back = QToolButton()
        self._back.setProperty("role", "flat")
        self._back.setAccessibleName("返回")
        keys.tip(self._back, "返回上一页", keys.BACK)
        self._back.clicked.connect(self.back)
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.search.setAccessibleName("搜索")
        keys.tip(self.search, "搜索", keys.SEARCH)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._timer.timeout.connect(self._emit)
        self.search.textChanged.connect(self._timer.start)
        self.search.returnPressed.connect(self._emit)
        self._tools: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.SPACE_16, 0, tokens.SPACE_16, 0)
        self._row.setSpacing(tokens.SPACE_8)
        for widget in (self._back, self._title):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.search)
        self.setFixedHeight(tokens.HEADER_HEIGHT)
        self.set_page("", "", [], "")

    def set_page(self, title: str, search_hint: str, tools: list[QWidget], text: str) -> None:
        """Turn to another page: its title, its hint (none hides the box), its buttons, the text searched there."""
        for tool in self._tools:
            self._row.removeWidget(tool)
            tool.hide()
        self._tools = tools
        for place, tool in enumerate(tools):
            self._row.insertWidget(3 + place, tool)
            tool.show()
        self.set_title(title)
        self.search.setVisible(bool(search_hint))
        self.search.setPlaceholderText(f"{search_hint}　{keys.SEARCH.shown}")
        with QSignalBlocker(self.search):
            self.search.setText(text)
        self._timer.stop()

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)

    def set_can_go_back(self, can: bool, /) -> None:
        """Show the arrow when there is a page to go back to."""
        self._back.setVisible(can)

    def draw_icons(self) -> None:
        """Draw the icons in the colours of the scheme in force."""
        self._back.setIcon(icons.icon("back"))

    def _emit(self) -> None:
        self._timer.stop()
        self.searched.emit(self.search.text())
