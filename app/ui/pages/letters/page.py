"""文书: what is due a letter, the letter as it will look, issuing, printing and saving."""

from __future__ import annotations

from functools import partial

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from app.services.errors import Cancelled, UserError
from app.services.letters import issuing
from app.services.letters.kinds import KINDS, most_waited_for
from app.services.letters.paper.fonts import Fonts
from app.services.letters.subjects import Wanted
from app.services.unit_of_work import UnitOfWork
from app.ui import keys, tokens
from app.ui.background import Jobs, Progress
from app.ui.files import PDF, FileChoice, written
from app.ui.messages import confirm
from app.ui.notices import Action, Kind, Notice
from app.ui.page import Page
from app.ui.pages.letters import work as letters_work
from app.ui.pages.letters.after import LettersAfter
from app.ui.pages.letters.rows import DUE, ISSUED, LettersFor, Lists, read_lists, series, span
from app.ui.pages.letters.view import LettersView
from app.ui.printing import on_both_sides
from app.ui.settings import Settings

HELP = """<p>这里出具、打印和另存文书。先在左上方选文书种类，再看“待出具”的案件；右边就是文书的样子。</p>
<p>文书里有空缺的，在预览上方写明缺什么。按空格勾选多件，Ctrl+Enter 一次出具；出具时取得文号，存档件不再改动。</p>
<p>“已出具”里按 Ctrl+P 打印所选文书，可选份数和双面；打印过的有记号。另存为 PDF 时，单份是存档原件，多份合为一个文件。</p>
<p>送达后勾选文书，点“登记送达”，写明日期、方式、收件人，附回证扫描件；没有登记的列在“未送达”。
期限从送达的次日起算，公告送达的自公告之日起满 30 日视为送达。“送达回证”打印签收用的回证。</p>
<p>文书有误的，点“更正”出具一份新文书替代它，写明原因；原件保留，标明已更正。</p>
<p>拟补贴公示把勾选的案件列入同一份名单，公示期不同的分开；名单里不会出现完整的身份证号、账号、电话、出生日期和住址。</p>
<p>按 Enter 打开所选案件。</p>"""


class LettersPage(Page):
    """Goes to `case` with a number, and to `check`. `show_item` takes Wanted or LettersFor: a kind, and cases if any."""

    title = "文书"
    search_hint = "姓名、单位、案号、文号"
    help_text = HELP

    def __init__(self, uow: UnitOfWork, jobs: Jobs, fonts: Fonts, files: FileChoice, printer: QPrinter) -> None:
        """`printer` keeps the choices of the last printing; the faces of `fonts` are parsed in the background."""
        super().__init__()
        self._uow, self._jobs, self._fonts, self._files, self._printer = uow, jobs, fonts, files, printer
        self._previewing: Progress | None = None
        self._to_tick: list[str] = []
        self._settled = False
        self.view = LettersView()
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_16] * 4)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.after = LettersAfter(uow, jobs, fonts, files, printer, self)
        self._connect()
        jobs.run(lambda _: fonts.parse(), lambda _: None)

    def refresh(self) -> None:
        """Read both lists anew."""
        uow, kind = self._uow, self.view.kind
        self._jobs.run(lambda _: read_lists(uow, kind), self._show)

    def show_item(self, item: object) -> None:
        """Turn to a kind, and to the letter due for a case, or to letters issued where their numbers are given."""
        if isinstance(item, Wanted):
            item = LettersFor(item.kind, (item.case_number,) if item.case_number else ())
        if isinstance(item, LettersFor):
            self._settled = True
            self.view.choose_kind(item.kind)
            self.view.turn(DUE)
            self._to_tick = list(item.numbers)
            self.refresh()

    def show_issued(self, numbers: list[str]) -> None:
        """Turn to letters just issued, ticked, and read anew."""
        self._to_tick = numbers
        self.view.turn(ISSUED)
        self.refresh()

    def search(self, text: str) -> None:
        """Narrow both lists."""
        for table in self.view.tables.values():
            table.search(text)

    def print_page(self) -> None:
        """Print what is chosen of the letters issued."""
        if self.view.list_name != DUE:
            self._print()
        else:
            self.noticed.emit(Notice(Kind.WARN, "先出具再打印；已出具的文书在“已出具”中打印。"))

    def header_widgets(self) -> list[QWidget]:
        """The way to the check of a letter that somebody brings."""
        check = QPushButton("核验文书…")
        check.setToolTip("按核验码查明一份文书是不是本局出具的")
        check.clicked.connect(lambda: self.go.emit("check", None))
        return [check]

    def save_state(self, settings: Settings) -> None:
        """Keep kind, list and columns."""
        self.view.keep(settings)

    def restore_state(self, settings: Settings) -> None:
        """Take up what was kept."""
        self.view.take_up(settings)

    def _connect(self) -> None:
        view = self.view
        keys.bind(self, keys.STORE, lambda: self._issue() if view.list_name == DUE else None)
        view.issue.clicked.connect(self._issue)
        view.print.clicked.connect(self._print)
        view.save.clicked.connect(self._save)
        view.save_each.clicked.connect(self._save_each)
        view.kinds.activated.connect(lambda _: self.refresh())
        self.after.connect_to(view)
        view.current.connect(self._preview)
        view.opened.connect(lambda number: self.go.emit("case", number))

    def _show(self, lists: Lists) -> None:
        self.counted.emit(sum(lists.due.values()))
        if lists.kind != self.view.kind:
            return  # another kind was chosen meanwhile, and is being read
        self.view.show_lists(lists)
        waiting = most_waited_for(lists.due)
        if not self._settled and waiting not in ("", lists.kind) and self.view.list_name == DUE:
            self.view.choose_kind(waiting)
            self.refresh()
        elif self._to_tick and not self.view.tick(self._to_tick):
            self.view.turn(ISSUED)
            self.view.tick(self._to_tick)
        self._settled = True
        self._to_tick = []

    def _preview(self, key: object) -> None:
        if self._previewing is not None:
            self._previewing.cancel()
            self._previewing = None
        preview, uow, fonts = self.view.preview, self._uow, self._fonts
        if key is None:
            preview.say("选一件，在这里预览文书")
            return
        kind, number = self.view.kind, str(key)
        if self.view.list_name == DUE:
            numbers = self.view.chosen if KINDS[kind].together and number in self.view.chosen else [number]
            self._previewing = self._jobs.run(
                lambda _: issuing.preview_of(uow, kind, numbers, fonts), partial(self._show_draft, key), self._not_shown
            )
        else:
            self._previewing = self._jobs.run(
                lambda _: issuing.stored(uow, number), partial(self._show_letter, key), self._not_shown
            )

    def _show_draft(self, key: object, draft: issuing.Draft) -> None:
        self._show_letter(key, draft.pdf, draft.blanks)

    def _show_letter(self, key: object, pdf: bytes, blanks: tuple[str, ...] = ()) -> None:
        """Show a letter unless one has moved on meanwhile."""
        if key == self.view.table.current_key:
            self.view.preview.show_letter(pdf, blanks)

    def _not_shown(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.view.preview.say(error.text)
        elif not isinstance(error, Cancelled):
            self._jobs.crashed.emit(error)

    def _issue(self) -> None:
        cases, kind = self.view.chosen, self.view.kind
        if not cases:
            return
        what, details = f"出具 {len(cases):,} 份{kind}", f"将依次取得 {len(cases):,} 个“{series(kind)}”文号，"
        if KINDS[kind].together:
            what, details = f"出具 {len(cases):,} 件的{kind}", "公示期相同的列入同一份名单，取一个文号，"
        if confirm(self, f"{what}？", f"{details}存档后不能撤销或修改。", what.removesuffix(kind)):
            work = partial(letters_work.issue, self._uow, kind, cases, self._fonts)
            self._jobs.run(work, partial(self._issued, kind), self._stopped, what)

    def _issued(self, kind: str, numbers: list[str]) -> None:
        self.show_issued(numbers)
        text = f"已出具 {len(numbers):,} 份{kind}：{span(numbers)}"
        self.noticed.emit(Notice(Kind.OK, text, Action("打印", self._print)))

    def _stopped(self, error: Exception) -> None:
        """Issuing, printing or saving ended early; what was done until then stays done."""
        self.refresh()
        if isinstance(error, Cancelled):
            self.noticed.emit(Notice(Kind.WARN, "已停止；停止前出具的文书已列入“已出具”。"))
        elif isinstance(error, UserError):
            self._jobs.refused.emit(error)
        else:
            self._jobs.crashed.emit(error)

    def _print(self) -> None:
        numbers = self.view.chosen
        if not numbers:
            return
        dialog = QPrintDialog(self._printer, self)
        dialog.setWindowTitle(f"打印 {len(numbers):,} 份")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            printer, both = self._printer, on_both_sides(self._printer)
            work = partial(letters_work.print_out, self._uow, numbers, printer)
            self._jobs.run(
                lambda progress: work(progress, both_sides=both),
                lambda _: self._printed(len(numbers)),
                self._stopped,
                f"打印 {len(numbers):,} 份",
            )

    def _printed(self, count: int) -> None:
        self.refresh()
        self.noticed.emit(Notice(Kind.OK, f"已送打印机 {count:,} 份，并记为已打印。"))

    def _save(self) -> None:
        numbers = self.view.chosen
        if not numbers:
            return
        name = f"{numbers[0]}.pdf" if len(numbers) == 1 else f"{self.view.kind}（{len(numbers)}份）.pdf"
        out = self._files.save_as(self, "另存为 PDF", name, PDF)
        if out is None:
            return
        uow, fonts = self._uow, self._fonts
        self._jobs.run(
            lambda _: (
                letters_work.save_one(uow, numbers[0], out)
                if len(numbers) == 1
                else letters_work.save_together(uow, numbers, fonts, out)
            ),
            lambda _: self.noticed.emit(written(f" {len(numbers):,} 份文书", out)),
            title=f"写出 {out.name}",
        )

    def _save_each(self) -> None:
        numbers = self.view.chosen
        folder = self._files.save_in(self, "选择存放文书的文件夹")
        if folder is not None:
            self._jobs.run(
                partial(letters_work.save_each, self._uow, numbers, folder),
                lambda _: self.noticed.emit(written(f" {len(numbers):,} 份文书", folder)),
                title=f"另存 {len(numbers):,} 份文书",
            )
