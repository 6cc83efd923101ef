"""A recovery sheet before it is on paper: its code, to be saved or printed, and its last group typed as a proof."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.services.storage.recovering import RecoverySheet
from app.ui import tokens

WHY = (
    "密码都忘了，只有它能打开数据；没有它，谁也帮不了。请打印或抄下，密封后放进保险柜，不与电脑和备份放在一起。"
    "关闭以后不能再看，只能另印（旧的随即作废）。"
)


class SheetPanel(QWidget):
    """`save` and `print` ask for paper; `weighed` says whether the last group has been typed as it stands there."""

    save = Signal()
    print = Signal()
    weighed = Signal(bool)
    returned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until show_sheet."""
        super().__init__(parent)
        self._last = ""
        self.why = QLabel(WHY, wordWrap=True)
        self.why.setProperty("role", "secondary")
        self.code = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.code.setTextFormat(Qt.TextFormat.PlainText)
        self.code.setProperty("role", "title")
        self.save_button, self.print_button = QPushButton("保存为 PDF…"), QPushButton("打印…")
        self.last = QLineEdit(placeholderText="恢复单上最后一组，五位")
        self.last.setAccessibleName("恢复单最后一组")
        asked = QLabel("请照纸上输入最后一组，证明恢复单已经在手里：")
        asked.setBuddy(self.last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.print_button)
        for widget in (self.why, self.code):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(asked)
        column.addWidget(self.last)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print)
        self.last.textChanged.connect(lambda: self.weighed.emit(self.proven))
        self.last.returnPressed.connect(self.returned)
        self.setFocusProxy(self.save_button)

    def show_sheet(self, sheet: RecoverySheet) -> None:
        """The code in two lines of four groups."""
        groups = sheet.code.split("-")
        self._last = groups[-1]
        half = len(groups) // 2
        self.code.setText("　".join(groups[:half]) + "\n" + "　".join(groups[half:]))
        self.code.setAccessibleName(" ".join(groups))
        self.last.clear()

    @property
    def proven(self) -> bool:
        """Whether what is typed is the last group."""
        return bool(self._last) and self.last.text().strip().upper() == self._last
