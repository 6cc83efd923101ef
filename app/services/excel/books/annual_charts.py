"""The two charts of the year-end workbook."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from app.services.excel.writing.sheet import HEADER_ROW, Table

COLOURS = ("1F5FA8", "2E7D4F", "B7791F")
PAGE_CM = 15  # of A4 across, below the lines that every page repeats
CM_A_COLUMN = 0.19  # of a half-width digit


def add_month_chart(sheet: Worksheet, table: Table) -> None:
    """Granted and paid by month, as columns under the table."""
    add_bar_chart(sheet, table, "批准金额和已拨付金额分月情况（元）", ("批准金额（元）", "已拨付金额（元）"))


def add_execution_chart(sheet: Worksheet, table: Table, types: int) -> None:
    """Committed and paid by type, the first so many rows, as bars on a printed page of their own."""
    chart = _chart("各类补贴已承诺金额和已拨付金额（元）")
    chart.type = "bar"
    chart.x_axis.scaling.orientation = "maxMin"  # the first type on top
    chart.y_axis.crosses = "max"
    _fill(sheet, chart, table, ("已承诺金额（元）", "已拨付金额（元）"), types)
    chart.height = min(6 + types, PAGE_CM)
    sheet.row_breaks.append(Break(table.last_row))
    sheet.add_chart(chart, f"A{table.last_row + 2}")


def add_bar_chart(sheet: Worksheet, table: Table, title: str, headers: Sequence[str]) -> None:
    """Some columns of a table as a chart under it."""
    chart = _chart(title)
    _fill(sheet, chart, table, headers, len(table.rows))
    chart.height = 9
    sheet.add_chart(chart, f"A{table.last_row + 2}")


def _chart(title: str) -> BarChart:
    chart = BarChart()
    chart.title = title
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.scaling.min = 0
    chart.legend.position = "b"
    chart.gapWidth = 60
    return chart


def _fill(sheet: Worksheet, chart: BarChart, table: Table, headers: Sequence[str], count: int) -> None:
    """A series a column, named by its header, of the first so many rows, as wide as the table; the total is no part of it."""
    chart.width = round(CM_A_COLUMN * sum(dimension.width for dimension in sheet.column_dimensions.values()))
    last = HEADER_ROW + count
    places = [column.header for column in table.columns]
    for header in headers:
        column = places.index(header) + 1
        chart.add_data(Reference(sheet, column, HEADER_ROW, column, last), titles_from_data=True)
    chart.set_categories(Reference(sheet, 1, HEADER_ROW + 1, 1, last))
    for series, colour in zip(chart.series, COLOURS, strict=False):
        series.graphicalProperties.solidFill = colour
