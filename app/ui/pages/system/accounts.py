"""账号: who works with the program, in which roles and how each account stands; one is added beside the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.trust import passwords
from app.services.trust.account_care import AccountLine, Standing
from app.services.trust.accounts import LOCAL, Role
from app.ui import tokens
from app.ui.widgets.asking.entry_lines import EntryLines
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

PLAIN = (Column("name", "账号", width=200), Column("titles", "角色", width=300))
COLUMNS = (
    *PLAIN,
    Column("standing", "状态", CellKind.CHIP, width=100),
    Column("last_login", "上次登录", width=140),
)
TONES = {
    Standing.IN_USE: Tone.DONE,
    Standing.NEW: Tone.SOON,
    Standing.LOCKED: Tone.LATE,
    Standing.CLOSED: Tone.NEUTRAL,
}
_SIDE = 340


class _Row(NamedTuple):
    """An account as a row of the list."""

    name: str
    titles: str
    standing: Tag
    last_login: str


class SystemAccounts(QWidget):
    """`added` carries name, roles and one-time password (empty where one does not log in).

    `deactivated`, `reset`, `unlocked` and `regrouped` carry the account chosen; `switched` asks for somebody else, `sheet_asked` for a new recovery sheet.
    """

    added = Signal(str, object, str)
    deactivated = Signal(str)
    reset = Signal(str)
    unlocked = Signal(str)
    regrouped = Signal(object)
    switched = Signal()
    sheet_asked = Signal()

    def __init__(self, me: str, *, logs_in: bool, administers: bool, encrypted: bool = False) -> None:
        """For the account `me`; empty until show_accounts. Who does not administer only reads.

        Where the folder is `encrypted` an administrator may have a new recovery sheet.
        """
        super().__init__()
        self._me, self._logs_in, self._administers = me, logs_in, administers
        self._lines: dict[str, AccountLine] = {}
        self.table = TableView(COLUMNS if logs_in else PLAIN, ListSource(()), "账号", key="name", unit="个")
        self.lines = EntryLines(
            {"name": "姓名", **({"first": "一次性密码（交给本人，首次登录须改）"} if logs_in else {})}
        )
        self.roles = role_boxes(())
        self.add = QPushButton("建立账号")
        self.add.setProperty("role", "primary")
        self.stop, self.anew = QPushButton("停用…"), QPushButton("重置密码…")
        self.free, self.group = QPushButton("解锁"), QPushButton("变更角色…")
        self.switch = QPushButton("换人登录…" if logs_in else "换一个身份…")
        self.sheet = QPushButton("另印恢复单…")
        if not (encrypted and administers):
            self.sheet.hide()
        self.stop.setProperty("role", "danger")
        self._propose()
        self._connect()
        self._lay_out()
        self.setFocusProxy(self.table)

    def show_accounts(self, accounts: Sequence[AccountLine]) -> None:
        """List accounts; where one does not log in only those in use."""
        kept = self.table.current_key
        shown = [one for one in accounts if self._logs_in or one.standing is not Standing.CLOSED]
        self._lines = {one.name: one for one in shown}
        self.table.set_source(ListSource([_row(one) for one in shown], ("name", "titles")))
        self.table.select(kept)
        self._offer(self.table.current_key)

    def clear_entry(self) -> None:
        """Empty the form after an account has been added."""
        self.lines.clear()
        self._propose()
        for box in self.roles.values():
            box.setChecked(False)

    def _propose(self) -> None:
        if self._logs_in:
            self.lines.lines["first"].setText(passwords.one_time())

    def _emit(self) -> None:
        texts = self.lines.texts
        self.added.emit(texts["name"].strip(), ticked(self.roles), texts.get("first", "").strip())

    def _offer(self, key: object) -> None:
        """What can be done to the account chosen: nothing to one's own and to the built-in one."""
        line = self._lines.get(str(key))
        other = line is not None and line.name not in (self._me, LOCAL)
        in_use = line is not None and line.standing is not Standing.CLOSED
        self.stop.setEnabled(other and in_use)
        self.group.setEnabled(other and in_use)
        self.anew.setEnabled(other)
        self.anew.setText("重置密码…" if in_use else "重新启用…")
        self.free.setEnabled(other and line is not None and line.standing is Standing.LOCKED)

    def _connect(self) -> None:
        self.add.clicked.connect(self._emit)
        self.lines.returned.connect(self._emit)
        self.switch.clicked.connect(self.switched)
        self.sheet.clicked.connect(self.sheet_asked)
        self.table.current.connect(self._offer)
        self.stop.clicked.connect(lambda: self.deactivated.emit(str(self.table.current_key)))
        self.anew.clicked.connect(lambda: self.reset.emit(str(self.table.current_key)))
        self.free.clicked.connect(lambda: self.unlocked.emit(str(self.table.current_key)))
        self.group.clicked.connect(lambda: self.regrouped.emit(self._lines.get(str(self.table.current_key))))

    def _lay_out(self) -> None:
        new = Card("新账号")
        new.setFixedWidth(_SIDE)
        boxes = QGridLayout()
        for place, box in enumerate(self.roles.values()):
            boxes.addWidget(box, place // 3, place % 3)
        new.column.addWidget(self.lines)
        new.column.addLayout(boxes)
        new.column.addWidget(self.add)
        if not self._administers:
            new.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self.switch)
        for button in (self.group, self.anew, self.free, self.stop):
            buttons.addWidget(button)
            if not self._administers or (not self._logs_in and button in (self.anew, self.free)):
                button.hide()
        buttons.addStretch()
        buttons.addWidget(self.sheet)
        said = QLabel("" if self._administers else "账号由管理员建立、重置和停用。", wordWrap=True)
        said.setProperty("role", "secondary")
        if self._administers:
            said.hide()
        left = QVBoxLayout()
        left.setSpacing(tokens.SPACE_8)
        left.addWidget(self.table, 1)
        left.addLayout(buttons)
        left.addWidget(said)
        right = QVBoxLayout()
        right.addWidget(new)
        right.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        row.setSpacing(tokens.SPACE_16)
        row.addLayout(left, 1)
        row.addLayout(right)


def role_boxes(held: Sequence[Role]) -> dict[Role, QCheckBox]:
    """A box a role, ticked for those that are held."""
    boxes = {role: QCheckBox(role.label) for role in Role}
    for role, box in boxes.items():
        box.setChecked(role in held)
    return boxes


def ticked(boxes: dict[Role, QCheckBox]) -> tuple[Role, ...]:
    """The roles whose boxes are ticked."""
    return tuple(role for role, box in boxes.items() if box.isChecked())


def _row(line: AccountLine) -> _Row:
    last = f"{line.last_login:%Y-%m-%d %H:%M}" if line.last_login else "—"
    return _Row(line.name, line.titles, Tag(line.standing.value, TONES[line.standing]), last)
