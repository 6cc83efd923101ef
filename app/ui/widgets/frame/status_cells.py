"""The status bar: who works, how old the backup is, what needs the administrator."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui import keys, tokens
from app.ui.widgets.frame.progress_strip import ProgressStrip


class StatusCells(QFrame):
    """Three cells and, while something runs, its progress.

    `who_clicked` asks to work as somebody else; `lock_clicked` locks the window; `banner_clicked` goes where the banner's matter is settled.
    """

    who_clicked = Signal()
    lock_clicked = Signal()
    banner_clicked = Signal()

    def __init__(self, progress: ProgressStrip, parent: QWidget | None = None) -> None:
        """Cells stay empty until they are told."""
        super().__init__(parent)
        self.setObjectName("status")
        self.setMinimumHeight(tokens.CONTROL_HEIGHT + 4)
        self.who, self.backup = QPushButton(), QLabel()
        self.who.setProperty("role", "link")
        self.who.setToolTip("换一个身份")
        self.who.setAccessibleDescription("当前身份，按下可换一个身份")
        self.who.clicked.connect(self.who_clicked)
        self.who.hide()
        self.lock = QPushButton("锁定")
        self.lock.setProperty("role", "link")
        keys.tip(self.lock, "锁定，输入密码后接着办", keys.LOCK)
        self.lock.clicked.connect(self.lock_clicked)
        self.lock.hide()
        self.backup.setProperty("role", "secondary")
        self.backup.setAccessibleDescription("备份")
        self.banner = QPushButton()
        self.banner.setProperty("role", "link")
        self.banner.clicked.connect(self.banner_clicked)
        self.banner.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_12, 1, 0, 1)
        row.setSpacing(tokens.SPACE_16)
        for widget in (self.who, self.lock, self.backup, self.banner):
            row.addWidget(widget)
        row.addWidget(progress, 1)
        row.addStretch(0)

    def set_who(self, name: str, role: str) -> None:
        """The person at work and the role, like 李晓梅 经办员."""
        self.who.setText(f"{name}  {role}")
        self.who.setVisible(bool(name))

    def set_lockable(self, lockable: bool, /) -> None:
        """Whether whoever works has a password: the window can be locked, and the name leads to more than others."""
        self.lock.setVisible(lockable)
        self.who.setToolTip("修改密码、退出登录" if lockable else "换一个身份")
        self.who.setAccessibleDescription(
            "当前账号，按下可修改密码、退出" if lockable else "当前身份，按下可换一个身份"
        )

    def set_backup(self, text: str, *, late: bool) -> None:
        """The age of the latest verified backup, like 备份 今天 08:31 ✓; red when it is too old."""
        self.backup.setText(text)
        self.backup.setProperty("role", "error" if late else "secondary")
        self.backup.style().polish(self.backup)

    def set_banner(self, text: str) -> None:
        """What needs the administrator, like 发布日期未确认; empty hides it."""
        self.banner.setText(f"{text} →" if text else "")
        self.banner.setAccessibleName(text)
        self.banner.setVisible(bool(text))
