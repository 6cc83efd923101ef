"""Letters on paper: rendered at the printer's own resolution, one job however many, double-sided by letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from app.services.errors import Cancelled, UserError

_POINTS = 72
_BAND = 1024  # rows of pixels drawn at once: a whole page would take 140 MB
_FINEST = 600  # dots an inch; beyond that a page takes seconds and looks the same


class Pdf:
    """A PDF in memory; keeps its bytes alive as long as the document reads them."""

    def __init__(self, content: bytes) -> None:
        """Raises ValueError for what is no PDF."""
        self._bytes = QByteArray(content)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)
        if self.document.status() != QPdfDocument.Status.Ready:
            raise ValueError(self.document.error())

    def close(self) -> None:
        """Let go of the bytes, the document first."""
        self.document.close()
        self._buffer.close()


def letter_printer() -> QPrinter:
    """A printer set to A4, printed to the edge: the margins are the letter's own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("文书")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def on_both_sides(printer: QPrinter) -> bool:
    """Whether the printer was told to use both sides of the paper."""
    return printer.duplex() in (QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide)


def print_letters(
    pdfs: Sequence[Callable[[], bytes]],
    printer: QPrinter,
    told: Callable[[int, int], None],
    *,
    both_sides: bool,
) -> None:
    """Print letters one after another as one job; each gives its PDF when its turn comes.

    On both sides every letter still begins on a sheet of its own. `told` hears letters done and in all and may
    raise Cancelled, which ends the job where it stands. UserError when the printer does not take the job.
    """
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("打印机没有接受任务，请检查打印机是否开机、联网、有纸后重试。")
    try:
        sheets = _Sheets(painter, printer, both_sides=both_sides)
        copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
        for done, fetch in enumerate(pdfs):
            told(done, len(pdfs))
            content = fetch()
            for _ in range(copies):
                sheets.put(content)
        told(len(pdfs), len(pdfs))
    except (Cancelled, UserError):
        printer.abort()
        raise
    finally:
        painter.end()


class _Sheets:
    """The paper of one job."""

    def __init__(self, painter: QPainter, printer: QPrinter, *, both_sides: bool) -> None:
        self._painter = painter
        self._printer = printer
        self._both_sides = both_sides
        self._begun = 0

    def put(self, content: bytes) -> None:
        pdf = Pdf(content)
        try:
            if self._both_sides and self._begun % 2:
                self._turn()
            for page in range(pdf.document.pageCount()):
                self._turn()
                _draw(self._painter, pdf.document, page, self._printer.resolution())
        finally:
            pdf.close()

    def _turn(self) -> None:
        """Begin the next side."""
        if self._begun:
            self._printer.newPage()
        self._begun += 1


def _draw(painter: QPainter, document: QPdfDocument, page: int, dots: int) -> None:
    """A page at its true size, in bands."""
    points = document.pagePointSize(page)
    fine = min(dots, _FINEST)
    whole = QSize(round(points.width() * fine / _POINTS), round(points.height() * fine / _POINTS))
    painter.save()
    painter.scale(dots / fine, dots / fine)
    if points.width() > points.height():  # a list across is turned onto the upright sheet
        painter.translate(whole.height(), 0)
        painter.rotate(90)
    for top in range(0, whole.height(), _BAND):
        band = QRect(0, top, whole.width(), min(_BAND, whole.height() - top))
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(whole)
        options.setScaledClipRect(band)
        paper = QImage(band.size(), QImage.Format.Format_RGB32)
        paper.fill(0xFFFFFFFF)
        over = QPainter(paper)
        over.drawImage(0, 0, document.render(page, band.size(), options))
        over.end()
        painter.drawImage(band.topLeft(), paper)
    painter.restore()
