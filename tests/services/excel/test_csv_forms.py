"""Text files: divided, quoted and encoded as other programs do it, and what only pretends to be one."""

from __future__ import annotations

import pytest
from applications_by_hand import REWARD, TITLES, looked_at

from app.services.errors import UserError
from app.services.excel.reading.workbook import read_workbook

NAME = f"{TITLES['certificate-reward']}.csv"
ROWS = [["姓名", "单位", "金额"], ["张三", "甲,乙;丙", "12,000.00"]]


def text_of(sign: str) -> str:
    return "".join(sign.join(f'"{cell}"' for cell in row) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("sign", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_each_sign_in_each_encoding(sign: str, encoding: str) -> None:
    (sheet,) = read_workbook(text_of(sign).encode(encoding), name=NAME).sheets
    assert sheet.rows == ROWS


def test_a_title_line_without_the_sign_does_not_decide_on_it() -> None:
    (sheet,) = read_workbook(
        "职业资格证书奖励申报表，2024年\n姓名;工种;等级\n张三;木工;技师\n".encode(), name=NAME
    ).sheets
    assert sheet.rows[1:] == [["姓名", "工种", "等级"], ["张三", "木工", "技师"]]


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ('"木\n工"', "木\n工"),
        ('"张""三"""', '张"三"'),
        ('="011"', "011"),
        ('"=""011"""', "011"),
        ("\t011", "\t011"),
        ("'011", "'011"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_cell_is_what_was_meant(written: str, cell: str) -> None:
    (sheet,) = read_workbook(f"甲,乙,丙\n{written},x,y\n".encode(), name=NAME).sheets
    assert sheet.rows[1] == [cell, "x", "y"]


def test_line_breaks_inside_a_cell_keep_one_row_a_case() -> None:
    header = ",".join(f'"{label}\n（必填）"' for label in REWARD)
    row = ",".join(f'="{raw}"' if str(raw).isdigit() else str(raw) for raw in REWARD.values())
    shown = looked_at(*read_workbook(f"{header}\n{row}\n".encode("gb18030"), name=NAME).sheets)
    assert not shown.bad
    assert shown.rows[0].facts.identity_number == REWARD["身份证号"]


@pytest.mark.parametrize(
    "start",
    [
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'>",
        "<!-- 导出 --><table>",
        "<tr><td>姓名</td></tr>",
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
        "MIME-Version: 1.0\r\nContent-Type: multipart/related",
        "{\\rtf1\\ansi 姓名}",
        '[{"姓名": "张三"}]',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_what_web_systems_call_xls_is_named_with_a_way_out(start: str, encoding: str) -> None:
    with pytest.raises(UserError, match="另存为") as refused:
        read_workbook(start.encode(encoding), name="导出.xls")
    assert "网页" in refused.value.text
    assert "「导出.xls」" in refused.value.text
