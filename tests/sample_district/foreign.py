"""What the foreign firm sends: apprentices."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from sample_district.cases import Row, amend, apprentices
from sample_district.columns import APPRENTICE, one_line_block
from sample_district.drawing import begin, line, print_across, table, total
from sample_district.people import people
from sample_district.units import FOREIGN


def _rows() -> list[Row]:
    """Twelve apprentices, then a second and third invoice, a second year, and six that fail."""
    rows = apprentices(FOREIGN, people(121, 12), (date(2026, 7, 16),), (12000.0, 8000.0, 6666.67, 9999.99))
    first = {**rows[0], "企业支付培训费（元）": 8333.33, "培训年度": 1}
    rows[0] = first
    more: list[Row] = [
        {"企业支付培训费（元）": 3000.0, "发票号码": "26342000000000950001"},
        {"企业支付培训费（元）": 2000.0, "发票号码": "26342000000000950002"},
        {"企业支付培训费（元）": 8333.33, "发票号码": "26342000000000950003", "培训年度": 2},
        {"企业支付培训费（元）": 9000.0, "发票号码": "26342000000000950004", "培训年度": 3},
    ]
    return amend(
        rows + [{**first, **each} for each in more],
        {
            6: {"学徒制试点企业": "否"},
            8: {"发票号码": rows[6]["发票号码"]},
            10: {"学徒协议起始日期": date(2017, 12, 31)},
            11: {"学徒协议起始日期": date(2026, 7, 17)},
            12: {"学徒协议起始日期": date(2018, 1, 1)},
        },
    )


def foreign_book() -> Workbook:
    """Sums with currency sign, 万元, full-width digits; invoices that fill and pass the year's ceiling."""
    rows, book = _rows(), begin("附件2")
    sheet = book.worksheets[0]
    line(sheet, 1, [(1, 14, "附件2：企业新型学徒制补助申报明细表")], title=True)
    line(sheet, 2, one_line_block(FOREIGN))
    after = table(sheet, 4, APPRENTICE, rows)
    total(sheet, after, APPRENTICE, rows, "企业支付培训费（元）")
    line(sheet, after + 1, [(1, 5, "填表人：欧阳慧敏"), (6, 9, "负责人："), (10, 14, "填表日期：2026.7.16")])
    print_across(sheet)
    return book
