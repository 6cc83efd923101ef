"""What sheets made cell by cell share: text in a look, and the page they print on."""

from __future__ import annotations

from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.services.excel.writing.saving import plain
from app.services.excel.writing.styles import Look

A4 = 9


def dress(cell: Cell | MergedCell, look: Look, text: str = "") -> None:
    """Write text into a cell in a look, never as a formula; TypeError for a cell inside a merged range."""
    if isinstance(cell, MergedCell):
        raise TypeError(cell.coordinate)
    if text:
        cell.value, cell.data_type = plain(text), "s"
    cell.font, cell.alignment, cell.border, cell.fill = look.font, look.alignment, look.border, look.fill
    cell.number_format = look.number_format


def lay_out(sheet: Worksheet, *, header_row: int, freeze: str) -> None:
    """A4 landscape, as wide as the page, the header on every page and frozen on the screen."""
    sheet.freeze_panes = freeze
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.7
    margins.header = margins.footer = 0.35
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页，共 &N 页"))
