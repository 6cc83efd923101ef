"""账号: who works with the program and in which roles; one is added below the list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.accounts import AccountView, Role
from app.ui import tokens
from app.ui.widgets.card import Card
from app.ui.widgets.entry_lines import EntryLines
from app.ui.widgets.table import TableView
from app.ui.widgets.table_query import Column
from app.ui.widgets.table_source import ListSource

COLUMNS = (Column("name", "账号", width=200), Column("titles", "角色", width=360))
_SIDE = 340


class SystemAccounts(QWidget):
    """`added` carries a name and roles, `deactivated` a name; `switched` asks to work as somebody else."""

    added = Signal(str, object)
    deactivated = Signal(str)
    switched = Signal()

    def __init__(self) -> None:
        """Empty until show_accounts."""
        super().__init__()
        self.table = TableView(COLUMNS, ListSource(()), "账号", key="name", unit="个")
        self.lines = EntryLines({"name": "姓名"})
        self.roles = {role: QCheckBox(role.label) for role in Role}
        self.add, self.stop, self.switch = (
            QPushButton("建立账号"),
            QPushButton("停用所选账号…"),
            QPushButton("换一个身份…"),
        )
        self.add.setProperty("role", "primary")
        self.stop.setProperty("role", "danger")
        self.add.clicked.connect(self._emit)
        self.lines.returned.connect(self._emit)
        self.stop.clicked.connect(lambda: self.deactivated.emit(str(self.table.current_key)))
        self.switch.clicked.connect(self.switched)
        self.table.current.connect(lambda key: self.stop.setEnabled(key is not None))
        self._lay_out()
        self.setFocusProxy(self.table)

    def show_accounts(self, accounts: Sequence[AccountView]) -> None:
        """List the accounts in use."""
        kept = self.table.current_key
        self.table.set_source(ListSource(accounts, ("name", "titles")))
        self.table.select(kept)

    def clear_entry(self) -> None:
        """Empty the form after an account has been added."""
        self.lines.clear()
        for box in self.roles.values():
            box.setChecked(False)

    def _emit(self) -> None:
        chosen = tuple(role for role, box in self.roles.items() if box.isChecked())
        self.added.emit(self.lines.lines["name"].text().strip(), chosen)

    def _lay_out(self) -> None:
        new = Card("新账号")
        new.setFixedWidth(_SIDE)
        boxes = QGridLayout()
        for place, box in enumerate(self.roles.values()):
            boxes.addWidget(box, place // 3, place % 3)
        new.column.addWidget(self.lines)
        new.column.addLayout(boxes)
        new.column.addWidget(self.add)
        buttons = QHBoxLayout()
        buttons.addWidget(self.switch)
        buttons.addWidget(self.stop)
        buttons.addStretch()
        left = QVBoxLayout()
        left.setSpacing(tokens.SPACE_8)
        left.addWidget(self.table, 1)
        left.addLayout(buttons)
        right = QVBoxLayout()
        right.addWidget(new)
        right.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        row.setSpacing(tokens.SPACE_16)
        row.addLayout(left, 1)
        row.addLayout(right)
