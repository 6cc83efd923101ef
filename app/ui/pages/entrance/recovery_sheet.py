"""恢复单: shown once, when a folder has been set up; work begins when it is on paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from app.ui.page import Page
from app.ui.widgets.centred_card import CentredCard
from app.ui.widgets.sheet_panel import SheetPanel

HELP = """<p>数据已经加密，只有密码能打开。恢复单是唯一的备用钥匙：请保存为 PDF 后打印，或直接打印，再照纸上输入最后一组。</p>
<p>恢复单装入信封密封，放进保险柜，不与电脑、备份硬盘放在一起；PDF 打印后请删除，不要放进数据文件夹。</p>"""


class RecoverySheetPage(Page):
    """`confirmed` says that the sheet is on paper."""

    confirmed = Signal()

    title = "恢复单"
    help_text = HELP

    def __init__(self, ask: Callable[[RecoverySheetPage], None]) -> None:
        """`ask` is called on refresh and is to show a sheet in the panel."""
        super().__init__()
        self._ask = ask
        self.panel = SheetPanel()
        self.enter = QPushButton("核对无误，进入")
        self.enter.setEnabled(False)
        self.card = CentredCard("恢复单", "数据文件夹已经建立并加密。")
        self.card.add(self.panel)
        self.card.add_buttons(self.enter)
        column = QVBoxLayout(self)
        column.addWidget(self.card)
        self.panel.weighed.connect(self.enter.setEnabled)
        self.panel.returned.connect(self.enter.click)
        self.enter.clicked.connect(self.confirmed)
        self.setFocusProxy(self.panel)

    def refresh(self) -> None:
        """Show the sheet that has been made."""
        self._ask(self)
