"""The papers of a run from its tab: issued when there are none, replaced when the run has changed, saved as PDF or Excel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.services.excel.writing.saving import save_bytes
from app.services.letters import issuing
from app.services.letters.paper.fonts import Fonts
from app.services.letters.payments.run_papers import Paper, issued_paper, paper_of
from app.services.letters.register import note_saved
from app.services.money.payment_run_views import RunRow
from app.ui.files import EXCEL, PDF, FileChoice, written
from app.ui.messages import confirm
from app.ui.pages.payments.pane import Pane
from app.ui.widgets.table.formats import money


@dataclass(frozen=True)
class Papers:
    """Writes papers for a pane."""

    pane: Pane
    files: FileChoice
    fonts: Fonts

    def save_pdf(self, kind: str, run: RunRow) -> None:
        """Ask where to, and before a number is taken; then write the stored PDF."""
        uow = self.pane.uow
        self.pane.jobs.run(
            lambda _: paper_of(uow, kind, run.number),
            lambda paper: self._save(kind, run, paper),
            self.pane.failed,
            f"查看{kind}",
        )

    def _save(self, kind: str, run: RunRow, paper: Paper | None) -> None:
        if not self._agreed(kind, run, paper):
            return
        out = self.files.save_as(self.pane, f"保存{kind}", f"{kind} {run.number}.pdf", PDF)
        if out is not None:
            self.pane.run(
                lambda _: self._write(kind, run.number, out),
                lambda _: self.pane.noticed.emit(written(kind, out)),
                f"写出 {out.name}",
            )

    def _agreed(self, kind: str, run: RunRow, paper: Paper | None) -> bool:
        """Whether a number may be taken, where one is needed."""
        sums = f"{run.number}：{run.lines:,} 笔，合计 {money(run.amount_fen)} 元。"
        if paper is None:
            return confirm(self.pane, f"出具{kind}？", f"{sums}出具时取得文号，存档后不能修改。", f"出具{kind} 1 份")
        if paper.outdated:
            text = f"批次在 {paper.number} 出具以后有变动，将出具新的一份替代它？"
            return confirm(self.pane, text, sums, f"出具{kind} 1 份")
        return True

    def _write(self, kind: str, run: str, out: Path) -> None:
        uow = self.pane.uow
        number = issued_paper(uow, kind, run, self.fonts)
        save_bytes(out, issuing.stored(uow, number))
        note_saved(uow, [number], out.name)

    def save_workbook(self, run: RunRow) -> None:
        """Write the pay list as a workbook."""
        out = self.files.save_as(self.pane, "导出资金拨付花名册", f"资金拨付花名册 {run.number}.xlsx", EXCEL)
        if out is not None:
            uow = self.pane.uow

            def work(_: object) -> int:
                from app.services.excel.books.pay_list import write_pay_list  # openpyxl only when something is exported

                return write_pay_list(uow, out, run.number)

            self.pane.jobs.run(
                work,
                lambda _: self.pane.noticed.emit(written("资金拨付花名册", out)),
                self.pane.failed,
                f"写出 {out.name}",
            )
