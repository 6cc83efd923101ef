"""A letter as it will look or was issued, with the blanks that the case leaves in it named above."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from app.ui import tokens
from app.ui.printing import Pdf
from app.ui.widgets.case.remarks import Remarks


class LetterPreview(QWidget):
    """Shows a PDF from memory, as wide as there is room; scrolls by mouse, arrows and Page Down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until show_letter."""
        super().__init__(parent)
        self.blanks = Remarks()
        self.view = QPdfView(self)
        self.view.setAccessibleName("文书预览")
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFrameShape(QPdfView.Shape.NoFrame)
        self.said = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.said.setProperty("role", "secondary")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing = QPdfDocument(self)
        self._pdf: Pdf | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.blanks)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.said)
        self._stack.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.setMinimumWidth(320)
        self.say("选一件，在这里预览文书")

    @property
    def pages(self) -> int:
        """How many pages are shown; 0 while there is no letter."""
        return self._pdf.document.pageCount() if self._pdf else 0

    def say(self, text: str) -> None:
        """Show a sentence in the letter's place."""
        self._replace(None)
        self.blanks.set_texts(())
        self.said.setText(text)
        self._stack.setCurrentWidget(self.said)

    def show_letter(self, content: bytes, blanks: Sequence[str] = ()) -> None:
        """Show a letter, and what it leaves blank. Raises ValueError for what is no PDF."""
        self._replace(Pdf(content))
        self.blanks.set_texts(
            [
                f"本文书有空缺：{'、'.join(blanks)}。可先补齐：本机关的由管理员在“政策标准”的“机关文号”录入，案件的由经办员补正。"
            ]
            if blanks
            else ()
        )
        self._stack.setCurrentWidget(self.view)
        self.view.setAccessibleDescription(f"共 {self.pages} 页")

    def _replace(self, pdf: Pdf | None) -> None:
        """The view lets go of a document before its bytes are let go of."""
        before, self._pdf = self._pdf, pdf
        self.view.setDocument(pdf.document if pdf else self._nothing)
        if before is not None:
            before.close()
