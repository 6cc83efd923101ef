"""Tables and charts of a page on A4 paper, dark on white whatever the window looks like."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMarginsF, QRectF, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPainter, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import fonts, tokens
from app.ui.printing import letter_printer
from app.ui.widgets.chart import ChartData, paint_on_paper

_WIDTH, _HEIGHT, _TITLE, _FINE = 640, 240, 24, 3
_MARGIN_MM = 18.0
_PX_A_POINT = 96 / 72
_HEAD = "<th align='{side}' style='padding:3px 8px'>{text}</th>"
_CELL = "<td align='{side}' style='padding:3px 8px'>{text}</td>"


class Paper:
    """Filled from top to bottom, then printed."""

    def __init__(self, title: str, caption: str) -> None:
        """`title` stands on top and names the print job; `caption` says of which day it is."""
        self.title = title
        self.document = QTextDocument()
        self.document.setDefaultFont(QApplication.font())
        self._parts = [f"<h2 align='center'>{escape(title)}</h2><p align='center'>{escape(caption)}</p>"]
        self._charts = 0

    def add_table(self, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> None:
        """A table: so many columns of words to the left, then figures to the right."""
        cells = "".join(f"<tr>{_line(_CELL, row, words)}</tr>" for row in rows)
        self._parts.append(
            f"<h4>{escape(title)}</h4><table width='100%' border='1' cellspacing='0' style='border-collapse:collapse;"
            f" border-style:solid; border-color:#888888'><tr>{_line(_HEAD, heads, words)}</tr>{cells}</table>"
        )

    def add_text(self, text: str) -> None:
        """A paragraph."""
        self._parts.append(f"<p>{escape(text)}</p>")

    def add_chart(self, data: ChartData) -> None:
        """A chart as wide as the page, its title drawn with it so that the two stay together."""
        image = QImage(_WIDTH * _FINE, _HEIGHT * _FINE, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        painter.scale(_FINE, _FINE)
        painter.setFont(fonts.sized(QApplication.font(), tokens.TEXT_PT, strong=True))
        painter.drawText(QRectF(0, 0, _WIDTH, _TITLE), data.title)
        painter.translate(0, _TITLE)
        paint_on_paper(painter, data, QRectF(0, 0, _WIDTH, _HEIGHT - _TITLE))
        painter.end()
        name = f"chart{self._charts}"
        self._charts += 1
        self.document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        self._parts.append(f"<p><img src='{name}' width='{_WIDTH}' height='{_HEIGHT}'/></p>")

    def print_to(self, printer: QPrinter | QPdfWriter) -> None:
        """Draw all pages."""
        printer.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
        self.document.setHtml("".join(self._parts))
        self.document.setPageSize(printer.pageLayout().paintRect(QPageLayout.Unit.Point).size() * _PX_A_POINT)
        self.document.print_(printer)

    def ask_and_print(self, parent: QWidget) -> bool:
        """Let the person choose a printer, or a PDF file, and print; False when that was given up."""
        printer = letter_printer()
        printer.setDocName(self.title)
        printer.setFullPage(False)
        dialog = QPrintDialog(printer, parent)
        chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
        if chosen:
            self.print_to(printer)
        dialog.deleteLater()
        return chosen


def _line(cell: str, texts: Sequence[str], words: int) -> str:
    sides = ["left"] * words + ["right"] * (len(texts) - words)
    return "".join(cell.format(side=side, text=escape(text)) for side, text in zip(sides, texts, strict=True))
