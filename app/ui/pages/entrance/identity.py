"""Who one is: the first page, where a plain folder asks for no password; also the way to work as somebody else."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from app.ui import fonts, tokens
from app.ui.page import Page
from app.ui.settings import Settings
from app.ui.widgets.centred_card import CentredCard

LAST = "identity/last"
HELP = """<p>请选自己的身份，不用输密码；选定以后，办的每一步都记在这个身份名下。</p>
<p>输入姓名或角色查找，↑ ↓ 选择，Enter 进入。以后点左下角的姓名可以换身份。</p>"""
_ROW, _LIST_ROWS = 44, 7
_NAME, _ROLES = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class IdentityPage(Page):
    """Lists accounts as pairs of name and roles; `entered` carries the name chosen."""

    entered = Signal(str)

    title = "选择身份"
    help_text = HELP

    def __init__(self, ask: Callable[["IdentityPage"], None]) -> None:
        """`ask` is called on refresh and is to answer with show_accounts."""
        super().__init__()
        self._ask = ask
        self._last = ""
        self.box = QLineEdit(placeholderText="输入姓名或角色查找", clearButtonEnabled=True)
        self.box.setAccessibleName("查找身份")
        self.box.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("身份")
        self.list.setItemDelegate(_Account(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.button = QPushButton("进入")
        card = CentredCard("请选择您的身份", "每一步办理都记在所选身份名下。")
        card.add(self.box, self.list)
        card.add_buttons(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.box.textChanged.connect(self._narrow)
        self.box.returnPressed.connect(self._enter)
        self.list.itemActivated.connect(lambda _: self._enter())
        self.button.clicked.connect(self._enter)
        self.setFocusProxy(self.box)

    def refresh(self) -> None:
        """Ask who there is."""
        self._ask(self)

    def restore_state(self, settings: Settings) -> None:
        """The one who worked last is the one marked first."""
        self._last = settings.get(LAST) or ""

    def show_accounts(self, accounts: Sequence[tuple[str, str]]) -> None:
        """List them, the last one marked."""
        self.list.clear()
        for name, roles in accounts:
            item = QListWidgetItem(name)
            item.setData(_ROLES, roles)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}，{roles}")
            self.list.addItem(item)
            if name == self._last:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.setFixedHeight(min(max(len(accounts), 1), _LIST_ROWS) * _ROW + 2)
        self.box.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys in the search box move along the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES
        if watched is self.box and pressed:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            kept = wanted in f"{item.data(_NAME)} {item.data(_ROLES)}".casefold()
            item.setHidden(not kept)
            first = first or (item if kept else None)
        current = self.list.currentItem()
        if first is not None and (current is None or current.isHidden()):
            self.list.setCurrentItem(first)
        self.button.setEnabled(first is not None)

    def _enter(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.entered.emit(item.data(_NAME))


class _Account(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        scheme = tokens.colours()
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(scheme.selected))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(scheme.hover))
        inner = area.adjusted(tokens.SPACE_12, 0, -tokens.SPACE_12, 0)
        painter.setPen(QColor(scheme.ink))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, index.data(_NAME))
        painter.setPen(QColor(scheme.secondary))
        painter.setFont(fonts.sized(painter.font(), tokens.SECONDARY_PT))
        roles = index.data(_ROLES)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, roles)
        painter.restore()
