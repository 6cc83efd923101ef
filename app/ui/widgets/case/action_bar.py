"""The buttons of a case: what it waits for first and in colour, then the others, the rare ones in a menu."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.ui import keys, tokens
from app.ui.deeds import Deed

_COLUMNS = 4


class ActionBar(QWidget):
    """Shows deeds; `chosen` carries the one pressed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until set_deeds."""
        super().__init__(parent)
        self._why = QLabel(wordWrap=True)
        self._why.setProperty("role", "secondary")
        self._grid = QGridLayout()
        self._grid.setSpacing(tokens.SPACE_8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self._why)
        column.addLayout(self._grid)
        self.buttons: list[QPushButton] = []
        self.more = QToolButton(self)
        self.more.setText("更多")
        self.more.setAccessibleName("更多办理")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.set_deeds(())

    @property
    def primary(self) -> Deed | None:
        """What Ctrl+Enter does; None when this account can do nothing that leads on."""
        return self._primary

    def set_deeds(self, deeds: tuple[Deed, ...]) -> None:
        """Show what can be done now. What only others may do is not offered; the first obstacle is said instead."""
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        straight = [deed for deed in deeds if not deed.aside and not deed.obstacle]
        self._primary = straight[0] if straight else None
        blocked = next((deed.obstacle for deed in deeds if deed.obstacle and not deed.aside), "")
        self._why.setText("" if straight else blocked)
        self._why.setVisible(bool(self._why.text()))
        self.buttons = [self._button(deed, first=place == 0) for place, deed in enumerate(straight)]
        widgets: list[QWidget] = [*self.buttons]
        rare = [deed for deed in deeds if deed.aside and not deed.obstacle]
        self._fill_menu(rare)
        self.more.setVisible(bool(rare))
        self._grid.removeWidget(self.more)
        if rare:
            widgets.append(self.more)
        for place, widget in enumerate(widgets):
            alone = Qt.AlignmentFlag.AlignLeft if len(widgets) == 1 else Qt.AlignmentFlag(0)
            self._grid.addWidget(widget, place // _COLUMNS, place % _COLUMNS, alone)

    def _button(self, deed: Deed, *, first: bool) -> QPushButton:
        button = QPushButton(deed.label)
        if first:
            button.setProperty("role", "primary")
            keys.tip(button, deed.label, keys.HAND_OVER)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._choose, deed))
        return button

    def _fill_menu(self, deeds: list[Deed]) -> None:
        menu = self.more.menu()
        menu.clear()
        for deed in deeds:
            menu.addAction(f"{deed.label}…").triggered.connect(partial(self._choose, deed))

    def _choose(self, deed: Deed, _checked: bool = False) -> None:
        self.chosen.emit(deed)
