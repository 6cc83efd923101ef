"""恢复: a backup in place of data that are lost or cannot be opened, before anybody has logged in."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout

from app.services.errors import UserError
from app.services.storage.backups import Backup
from app.ui.files import BACKUP, FileChoice
from app.ui.page import Page
from app.ui.widgets.backup_opener import BackupOpener
from app.ui.widgets.centred_card import CentredCard

HELP = """<p>数据库丢失、损坏，或换了新电脑时，在这里用备份恢复：选一份备份，填备份当日的账号和密码，或恢复单上的八组字符。</p>
<p>现有的文件不删除，改名为“恢复前-…”留在数据文件夹里。只是密钥文件丢失时，只取回密钥文件，数据不动。</p>"""


class RescuePage(Page):
    """`chosen` carries the path of a backup when another is chosen, `asked` path and Opener (None for a plain one).

    `left` asks for the page one came from.
    """

    chosen = Signal(object)
    asked = Signal(object, object)
    left = Signal()

    title = "从备份恢复"
    help_text = HELP

    def __init__(self, ask: Callable[["RescuePage"], None], files: FileChoice) -> None:
        """`ask` is called on refresh and is to answer with show_backups."""
        super().__init__()
        self._ask, self._files = ask, files
        self.box = QComboBox()
        self.box.setAccessibleName("备份")
        self.other, self.deed, self.leave = QPushButton("选择别处的备份…"), QPushButton("恢复"), QPushButton("返回")
        self.opener = BackupOpener()
        self.opener.hide()
        self.card = CentredCard("从备份恢复", "现有的文件改名留在数据文件夹里，不会删除；恢复记入审计日志。")
        self.card.add(self.box, self.other, self.opener)
        self.card.add_buttons(self.deed, self.leave)
        self.other.setProperty("role", "")
        column = QVBoxLayout(self)
        column.addWidget(self.card)
        self.box.currentIndexChanged.connect(self._choose)
        self.other.clicked.connect(self._choose_other)
        self.opener.returned.connect(self._ask_for)
        self.deed.clicked.connect(self._ask_for)
        self.leave.clicked.connect(self.left)
        self.setFocusProxy(self.box)

    def refresh(self) -> None:
        """Look for backups."""
        self.opener.clear()
        self.card.say("")
        self._ask(self)

    def show_backups(self, found: Sequence[Backup]) -> None:
        """Those beside the database, the latest first."""
        self.box.clear()
        for one in found:
            self.box.addItem(f"{one.made_at:%Y-%m-%d %H:%M}　{one.occasion}", one.path)
        self.box.setVisible(bool(found))
        self.deed.setEnabled(bool(found))
        (self.box if found else self.other).setFocus()

    def show_kind(self, *, sealed: bool) -> None:
        """Whether the backup chosen has to be opened."""
        self.opener.setVisible(sealed)
        self.deed.setEnabled(True)

    def refuse(self, error: UserError) -> None:
        """Say why nothing was restored."""
        self.deed.setEnabled(True)
        self.card.say(error.text)

    @property
    def path(self) -> Path | None:
        """The backup chosen."""
        found = self.box.currentData()
        return found if isinstance(found, Path) else None

    def _choose(self) -> None:
        self.card.say("")
        if self.path is not None:
            self.chosen.emit(self.path)

    def _choose_other(self) -> None:
        path = self._files.open_one(self, "选择备份", BACKUP)
        if path is not None:
            self.box.insertItem(0, path.name, path)
            self.box.show()
            self.box.setCurrentIndex(0)
            self._choose()

    def _ask_for(self) -> None:
        if self.path is None:
            return
        self.card.say("")
        self.deed.setEnabled(False)
        self.asked.emit(self.path, None if self.opener.isHidden() else self.opener.given)
