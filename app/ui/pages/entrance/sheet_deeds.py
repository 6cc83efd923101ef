"""What is done with a recovery sheet that is shown: saved as PDF away from the data, or printed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QWidget

from app.services.letters.office.recovery_sheet import recovery_pdf, save_recovery_sheet
from app.services.letters.paper.fonts import Fonts
from app.services.places import Places
from app.services.storage.recovering import RecoverySheet, keep_apart
from app.ui.background import Jobs
from app.ui.files import PDF, FileChoice
from app.ui.printing import letter_printer, print_letters
from app.ui.widgets.asking.step import Asking
from app.ui.widgets.sheet_panel import SheetPanel


class SheetDeeds(QObject):
    """`told` carries what came of it."""

    told = Signal(str)

    def __init__(self, panel: SheetPanel, sheet: RecoverySheet, jobs: Jobs, places: Places, files: FileChoice) -> None:
        """For the sheet that `panel` shows from now on."""
        super().__init__(panel)
        self._panel, self._sheet, self._jobs, self._places, self._files = panel, sheet, jobs, places, files
        panel.show_sheet(sheet)
        panel.save.connect(self._save)
        panel.print.connect(self._print)

    def _save(self) -> None:
        path = self._files.save_as(self._panel, "保存恢复单", f"恢复单 {self._sheet.number}.pdf", PDF)
        if path is None:
            return

        def work() -> None:
            save_recovery_sheet(self._sheet, keep_apart(self._places, path), self._fonts())

        said = f"恢复单已保存为 {path.name}，请打印后密封保管，并删除这个文件。"
        self._run(work, said)

    def _print(self) -> None:
        printer = letter_printer()
        printer.setDocName("恢复单")
        dialog = QPrintDialog(printer, self._panel)
        chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if chosen:
            pdfs = [lambda: recovery_pdf(self._sheet, self._fonts())]
            self._run(lambda: print_letters(pdfs, printer, lambda *_: None, both_sides=False), "恢复单已送往打印机。")

    def _fonts(self) -> Fonts:
        return Fonts(self._places.resources / "fonts")

    def _run(self, work: Callable[[], None], said: str) -> None:
        self._jobs.run(lambda _: work(), lambda _: self.told.emit(said), title="恢复单")


class SheetDialog(Asking):
    """A new recovery sheet on the 系统 page; it closes when the last group proves that it is on paper."""

    def __init__(self, parent: QWidget) -> None:
        """Shown by show_sheet of its panel."""
        super().__init__("恢复单已在手里", "新的恢复单。以前印的从现在起作废，请收回销毁。", parent)
        self.panel = SheetPanel()
        self.column.addWidget(self.panel)
        self.finish()
        self.go.setEnabled(False)
        self.panel.weighed.connect(self.go.setEnabled)
