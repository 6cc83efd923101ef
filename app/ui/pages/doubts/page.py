"""疑点: what the checks found and how it was judged, the lists from elsewhere, and the year's figures."""

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.services.doubts.listing import Standing
from app.services.doubts.screening import Scope, Screening, screen
from app.services.errors import Cancelled, UserError
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.notices import Action, Kind, Notice
from app.ui.page import Page
from app.ui.pages.doubts.found import DoubtList
from app.ui.pages.doubts.from_elsewhere import OutsideLists
from app.ui.pages.doubts.report import DoubtReport
from app.ui.pages.doubts.rows import screening_html
from app.ui.settings import Settings
from app.ui.widgets.sheet import Sheet

TABLES = "page/doubts"
HELP = """<p>登记、导入、更正、受理、复核和审批时，程序自动比对所有案件，发现的疑点列在这里。疑点写明事实和相关案件，由复核员或审批人核实：
“属实”或“排除”，都须写明理由。</p>
<p>标“阻断”的（同一证书两人、同一发票重复、限制申报）在排除以前不能批准和拨付；其余只作提示。内容更正后不再成立的疑点自动消失。
核实过的疑点不会再次提出，除非事实有了变化。</p>
<p><b>事前筛查</b>：批量审批前，把待审批的案件（或全部案件）重新比对一遍。</p>
<p><b>外部名单</b>：养老待遇领取、死亡、在校学生、财政供养人员、社保缴纳明细，从 Excel 或 CSV 导入，先预览、后导入，
按身份证号与案件和拨付比对；旧名单保留。</p>"""


class DoubtsPage(Page):
    """Three tabs. Goes to `case` and `clawback` with a number; `show_item` takes the code of a check."""

    title = "疑点"
    search_hint = "姓名/案号/事实"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs, files: FileChoice) -> None:
        """Reads and acts as the account of `uow`."""
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self.list = DoubtList(uow, jobs)
        self.lists = OutsideLists(uow, jobs, files)
        self.report = DoubtReport(uow)
        self.screening = QPushButton("事前筛查")
        self.screening.setProperty("role", "primary")
        menu = QMenu(self.screening)
        for scope in Scope:
            menu.addAction(scope.label, partial(self.run_checks, scope))
        self.screening.setMenu(menu)
        self.tabs = QTabWidget()
        for widget, word in ((self.list, "疑点清单"), (self.lists, "外部名单"), (self.report, "疑点统计")):
            self.tabs.addTab(widget, word)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        column.addWidget(self.tabs)
        self._connect()
        self.setFocusProxy(self.list)

    def header_widgets(self) -> list[QWidget]:
        """The button of the screening."""
        return [self.screening]

    def refresh(self) -> None:
        """Read all tabs anew."""
        self.list.refresh()
        self.lists.refresh()
        self.report.refresh()

    def show_item(self, item: object) -> None:
        """Show the open doubts of a check."""
        self.tabs.setCurrentWidget(self.list)
        self.list.show_code(Standing.OPEN, str(item))

    def search(self, text: str) -> None:
        """Narrow the list in front."""
        table = self.lists.table if self.tabs.currentWidget() is self.lists else self.list.table
        table.search(text)

    def back(self) -> bool:
        """From the preview of a list to the lists."""
        return self.tabs.currentWidget() is self.lists and self.lists.back()

    def save_state(self, settings: Settings) -> None:
        """Keep the columns."""
        self.list.table.save(settings, f"{TABLES}/list")
        self.lists.table.save(settings, f"{TABLES}/lists")

    def restore_state(self, settings: Settings) -> None:
        """Take up the columns."""
        self.list.table.restore(settings, f"{TABLES}/list")
        self.lists.table.restore(settings, f"{TABLES}/lists")

    def run_checks(self, scope: Scope) -> None:
        """Run all checks over the cases of a scope, behind the window."""
        uow = self._uow
        self._jobs.run(lambda progress: screen(uow, scope, progress.step), self._screened, self._failed, "事前筛查")

    def _connect(self) -> None:
        self.list.go.connect(self.go)
        self.list.counted.connect(self.counted)
        self.list.verdicts.judged.connect(self.report.refresh)
        self.lists.stored.connect(self.list.refresh)
        for part in (self.list, self.lists):
            part.noticed.connect(self.noticed)

    def _screened(self, found: Screening) -> None:
        kind = Kind.WARN if found.lines else Kind.OK
        self.noticed.emit(Notice(kind, found.sentence, Action("查看", partial(self._show_found, found))))
        self.refresh()

    def _show_found(self, found: Screening) -> None:
        Sheet(f"事前筛查：{found.scope.label}", screening_html(found), self).show()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.noticed.emit(Notice(Kind.ERROR, error.text))
        elif isinstance(error, Cancelled):
            self.noticed.emit(Notice(Kind.WARN, "已取消筛查，没有改动任何疑点。"))
        else:
            self._jobs.crashed.emit(error)
