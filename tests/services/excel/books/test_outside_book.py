"""Lists from elsewhere as they come: headings, months, errors by cell, the same file again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from applications_by_hand import identity
from outside_samples import list_book
from working_office import Office

from app.services.doubts.employment import DEAD, INSURED, PENSION
from app.services.doubts.outside_lists import NewList, OutsideEntry, store_list
from app.services.errors import UserError
from app.services.excel.books.outside_book import preview_list, read_when
from app.services.policy.values import Unreadable
from app.services.unit_of_work import UnitOfWork

HEAD = ("序号", "姓名", "公民身份号码", "首次领取年月", "备注")


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("2024-03-15", date(2024, 3, 15)),
        ("2024年3月", date(2024, 3, 1)),
        (202403, date(2024, 3, 1)),
        (20240315, date(2024, 3, 15)),
        (date(2024, 3, 15), date(2024, 3, 15)),
    ],
)
def test_a_day_or_a_month_is_read_as_a_day(raw: str | int | date, read: date) -> None:
    assert read_when(raw) == read


def test_what_is_neither_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_when("去年")


def test_a_list_is_read_with_its_title_above_and_its_own_headings(office: Office, tmp_path: Path) -> None:
    known = identity(1)
    office.file(identity_number=known)
    path = list_book(
        tmp_path / "养老.xlsx",
        ("叶集区养老待遇领取人员名单",),
        HEAD,
        (1, "张伟", known, "2020-05", "企业"),
        (2, "李娜", identity(2), None, None),
    )
    shown = preview_list(office.uow, PENSION, path)
    assert shown.entries == (
        OutsideEntry(known, "张伟", "", date(2020, 5, 1), None, "企业"),
        OutsideEntry(identity(2), "李娜"),
    )
    assert [row.known for row in shown.rows] == [True, False]
    assert (shown.kind, shown.before, shown.bad) == (PENSION, "", ())


def test_a_month_of_contribution_is_its_own_start_and_end(office: Office, tmp_path: Path) -> None:
    path = list_book(
        tmp_path / "社保.xlsx",
        ("姓名", "身份证号", "单位名称", "费款所属期"),
        ("张伟", identity(1), "叶集木业有限公司", "202401"),
    )
    (entry,) = preview_list(office.uow, INSURED, path).entries
    assert (entry.unit, entry.start, entry.end) == ("叶集木业有限公司", date(2024, 1, 1), date(2024, 1, 1))


def test_text_files_are_read_too(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "死亡.csv"
    path.write_text(f"姓名,身份证号码,死亡日期\n张伟,{identity(1)},2023-05-20\n", encoding="gb18030")
    assert preview_list(office.uow, DEAD, path).entries == (OutsideEntry(identity(1), "张伟", "", date(2023, 5, 20)),)


def test_cells_that_cannot_be_read_are_named_and_the_rest_is_kept(office: Office, tmp_path: Path) -> None:
    path = list_book(
        tmp_path / "名单.xlsx",
        HEAD,
        (1, "张伟", "34150419900101123", "2020-05", ""),
        (2, "李娜", identity(2), "很久以前", ""),
        (3, "王强", identity(3), "", ""),
    )
    shown = preview_list(office.uow, PENSION, path)
    assert [(error.cell, error.header) for row in shown.bad for error in row.errors] == [
        ("C2", "公民身份号码"),
        ("D3", "首次领取年月"),
    ]
    assert [entry.name for entry in shown.entries] == ["王强"]


def test_a_row_twice_is_one_row(office: Office, tmp_path: Path) -> None:
    row = (1, "张伟", identity(1), "2020-05", "")
    path = list_book(tmp_path / "名单.xlsx", HEAD, row, (2, *row[1:]))
    shown = preview_list(office.uow, PENSION, path)
    assert (len(shown.rows), len(shown.entries)) == (2, 1)


def test_a_file_without_identity_numbers_is_refused(office: Office, tmp_path: Path) -> None:
    path = list_book(tmp_path / "名单.xlsx", ("姓名", "单位名称"), ("张伟", "叶集木业有限公司"))
    with pytest.raises(UserError, match="没有带“姓名”“身份证号”表头的名单"):
        preview_list(office.uow, PENSION, path)


def test_the_same_file_is_recognised_again_for_its_kind(office: Office, tmp_path: Path) -> None:
    path = list_book(tmp_path / "名单.xlsx", HEAD, (1, "张伟", identity(1), "2020-05", ""))
    shown = preview_list(office.uow, PENSION, path)
    new = NewList(PENSION, date(2024, 10, 31), "区社保中心", shown.file_name, shown.digest, shown.entries)
    store_list(office.uow, new)
    assert preview_list(office.uow, PENSION, path).before == "已由 local 于 2024-11-05 作为养老待遇领取名单导入"
    assert not preview_list(office.uow, DEAD, path).before
