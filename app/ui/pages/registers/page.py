"""台账登记: the registers at the left, the one chosen at the right."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget

from app.services.letters.paper.fonts import Fonts
from app.services.registers.catalogue import BY_CODE, REGISTERS
from app.services.registers.dated_lists import BULLETINS
from app.services.registers.education_funds import EDUCATION_FUNDS
from app.services.registers.score_sheets import SCHEMES
from app.services.registers.talents import TALENTS
from app.services.registers.targets import FIGURES
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.page import Page
from app.ui.pages.registers.letters import BulletinSide, FundSide
from app.ui.pages.registers.papers import PaperSide
from app.ui.pages.registers.scores import ScoreSide
from app.ui.pages.registers.side import RegisterSide, TalentSide
from app.ui.pages.registers.tab import RegisterTab
from app.ui.pages.registers.targets import TargetSide
from app.ui.settings import Settings

TITLE = "台账登记"
LAST = "page/registers/register"
LIST_WIDTH = 136
HELP = """<p>这里是案件以外的各本台账：技能人才、目标任务、职工教育经费、供求信息，以及竞赛计划、纪要、表彰等文件清单。</p>
<p>左边选台账（↑ ↓），右边是内容。<b>Ctrl+N</b> 新增登记，Enter 更正所选一条；填错的可写明理由撤销，原记录保留。</p>
<p>受理的证书类案件自动列入技能人才台账，不必重复登记；其余人员可从 Excel 导入，先预览、后登记。</p>
<p>经办员登记和更正，其他人员查看和导出。每次改动都记入审计日志。</p>"""


class RegistersPage(Page):
    """One tab a register, made when first chosen. `show_item` takes the code of a register."""

    title = TITLE
    search_hint = "姓名/拼音/证号/关键词"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs, choice: FileChoice, fonts: Path) -> None:
        """Reads and writes as the account of `uow`; `fonts` is the folder of the shipped faces."""
        super().__init__()
        self._uow, self._jobs, self._choice = uow, jobs, choice
        self._fonts = cache(partial(Fonts, fonts))
        self._settings: Settings | None = None
        self.tabs: dict[str, RegisterTab] = {}
        self.list = QListWidget()
        self.list.setObjectName("navigation")
        self.list.setAccessibleName("台账")
        self.list.setFixedWidth(LIST_WIDTH)
        for register in REGISTERS:
            item = QListWidgetItem(register.title, self.list)
            item.setData(Qt.ItemDataRole.UserRole, register.code)
            item.setSizeHint(QSize(0, tokens.ROW_HEIGHT))
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_8, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        self.list.setCurrentRow(0)
        self.list.currentItemChanged.connect(lambda _: self.refresh())
        self.setFocusProxy(self.list)

    @property
    def tab(self) -> RegisterTab:
        """The register in front, made if it was not."""
        code = str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))
        if code not in self.tabs:
            self.tabs[code] = self._make(code)
        return self.tabs[code]

    def refresh(self) -> None:
        """Read the register in front anew."""
        tab = self.tab
        self._stack.setCurrentWidget(tab)
        self.titled.emit(f"{TITLE} · {tab.register.title}")
        tab.refresh()

    def show_item(self, item: object) -> None:
        """Turn to a register by its code."""
        codes = [register.code for register in REGISTERS]
        if isinstance(item, str) and item in codes:
            self.list.setCurrentRow(codes.index(item))

    def search(self, text: str) -> None:
        """Narrow the register in front."""
        self.tab.search(text)

    def new_item(self) -> None:
        """Begin an entry."""
        self.tab.add()

    def back(self) -> bool:
        """From form or preview to the list."""
        return self.tab.back()

    def save_state(self, settings: Settings) -> None:
        """Keep which register was in front, and the columns of those looked at."""
        settings.set(LAST, self.tab.register.code)
        for tab in self.tabs.values():
            tab.save_state(settings)

    def restore_state(self, settings: Settings) -> None:
        """Take up the register that was in front."""
        self._settings = settings
        self.show_item(settings.get(LAST))

    def _make(self, code: str) -> RegisterTab:
        tab = RegisterTab(self._uow, self._jobs, self._choice, BY_CODE[code], self._side(code))
        if self._settings is not None:
            tab.restore_state(self._settings)
        tab.noticed.connect(self.noticed)
        tab.go.connect(self.go)
        self._stack.addWidget(tab)
        return tab

    def _side(self, code: str) -> RegisterSide | None:
        register = BY_CODE[code]
        if register is TALENTS:
            return TalentSide()
        if register is FIGURES:
            return TargetSide(self._uow, self._jobs)
        if register is EDUCATION_FUNDS:
            return FundSide(self._uow, self._jobs, self._fonts, self._choice)
        if register is BULLETINS:
            return BulletinSide(self._uow, self._jobs, self._fonts, self._choice)
        if code in SCHEMES:
            return ScoreSide(self._uow, self._jobs, self._choice, register)
        return PaperSide(self._uow, self._jobs, self._choice, register) if register.scanned else None
