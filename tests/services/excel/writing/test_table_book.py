from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.services.errors import Cancelled
from app.services.excel.writing.table_book import write_list
from app.services.trust import audit_trail
from app.services.unit_of_work import UnitOfWork

HEADINGS = (("姓名", "TEXT"), ("金额（元）", "MONEY"), ("件数", "COUNT"), ("日期", "DAY"), ("时间", "TEXT"))
ROWS = [("=1+1", 200050, 3, date(2024, 3, 1), datetime(2024, 3, 1, 9, 30)), ("张伟", None, None, None, None)]


def test_a_list_is_written_as_shown_and_noted(uow: UnitOfWork, tmp_path: Path) -> None:
    told: list[int] = []
    assert write_list(uow, tmp_path / "a.xlsx", "审核队列", HEADINGS, iter(ROWS), told.append) == 2
    sheet = load_workbook(tmp_path / "a.xlsx")["审核队列"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert cells[0] == ["序号", "姓名", "金额（元）", "件数", "日期", "时间"]
    assert cells[1][:4] == [1, "=1+1", pytest.approx(Decimal("2000.50")), 3]
    assert str(cells[1][4])[:10] == "2024-03-01"
    assert cells[1][5] == "2024-03-01 09:30"
    assert cells[2] == [2, "张伟", None, None, None, None]
    assert sheet["B4"].data_type == "s"
    assert told == [1, 2]
    assert audit_trail.page(uow)[0].action == "导出列表"


def test_a_cancelled_export_leaves_no_file(uow: UnitOfWork, tmp_path: Path) -> None:
    def stop(_done: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_list(uow, tmp_path / "a.xlsx", "审核队列", HEADINGS, iter(ROWS), stop)
    assert not list(tmp_path.glob("*.xlsx"))
