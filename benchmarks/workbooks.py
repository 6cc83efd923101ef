"""Workbooks of any size as an enterprise would send them, to time reading, checking and storing on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

HEADERS = (
    "姓名", "身份证号", "联系电话", "单位名称", "统一社会信用代码", "单位性质", "所在乡镇街道", "联系人", "本单位入职日期",
    "连续工作无中断", "参加社会保险", "技能等级", "证书类别", "证书编号", "发证日期", "职业工种", "开户名", "开户银行", "银行账号",
    "申报日期",
)  # fmt: skip
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
FIRST = date(1975, 1, 1)


def identity_number(serial: int) -> str:
    """An invented number with the right check digit."""
    body = f"341504{FIRST + timedelta(days=serial % 9000):%Y%m%d}{serial // 9000:03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def write_rewards(path: Path, rows: int) -> None:
    """A workbook of so many applications for 职业资格证书奖励, 20 columns wide."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("职业资格证书奖励")
    sheet.append(HEADERS)
    for serial in range(rows):
        name = "赵钱孙李周吴郑王"[serial % 8] + "建国志强晓明文华"[serial // 8 % 8] + "林森木杰"[serial // 64 % 4]
        unit = "安徽叶集枫桥木业有限公司"
        sheet.append(
            [
                name, identity_number(serial), f"138{serial:08d}", unit, "91341504MA2N0XYT07", "民营企业", "平岗街道", "李敏",
                "2018.09.01", "是", "是", ("高级工", "技师", "高级技师")[serial % 3], "职业技能等级证书", f"S{serial:09d}",
                date(2021, 1, 1) + timedelta(days=serial % 300), "木工", name, "徽商银行叶集支行", f"62170000{serial:011d}",
                "2024-03-01",
            ]
        )  # fmt: skip
    book.save(path)
