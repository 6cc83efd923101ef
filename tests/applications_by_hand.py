"""Workbooks made in tests: valid numbers, a good row of each type, sheets by hand and files by openpyxl."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from app.services.excel.applications.preview import Preview, Stored, preview
from app.services.excel.reading.cells import Book, Sheet
from app.services.policy.values import Raw
from app.services.standards.standards_file import shipped_parameters

ROOT = Path(__file__).parents[1]
TODAY = date(2024, 11, 5)
UNIT_CODE = "91341504MA2ABC00X7"


def identity(serial: int, birth: str = "19900101") -> str:
    """A valid identity number of 叶集区."""
    digits = f"341504{birth}{serial:03d}"
    weighed = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(digits))
    return digits + "10X98765432"[weighed % 11]


REWARD: dict[str, Raw] = {
    "姓名": "张伟",
    "身份证号": identity(1),
    "联系电话": "13805640000",
    "单位名称": "安徽叶集木业有限公司",
    "统一社会信用代码": UNIT_CODE,
    "单位性质": "民营企业",
    "所在乡镇街道": "史河街道",
    "联系人": "李四",
    "技能等级": "技师",
    "证书编号": "S001",
    "发证日期": "2021-06-10",
    "职业工种": "木工",
    "本单位入职日期": "2018-09-01",
    "参加社会保险": "是",
    "开户名": "张伟",
    "开户银行": "徽商银行叶集支行",
    "银行账号": "6217000010012345678",
    "申报日期": "2021-09-01",
}
_CERTIFICATE = {label: value for label, value in REWARD.items() if label not in ("本单位入职日期", "参加社会保险")}
UPGRADE: dict[str, Raw] = {
    "申领主体": "职工个人",
    **_CERTIFICATE,
    "费用承担方": "职工个人",
    "证书类别": "职业资格证书",
    "申报日期": "2021-10-01",
}
_NO_CERTIFICATE = ("技能等级", "证书编号", "发证日期", "职业工种")
APPRENTICE: dict[str, Raw] = {
    **{label: value for label, value in _CERTIFICATE.items() if label not in _NO_CERTIFICATE},
    "学徒制试点企业": "是",
    "培养院校": "六安技师学院",
    "学徒协议起始日期": "2023-03-01",
    "培训年度": "1",
    "企业支付培训费（元）": "12000.00",
    "发票号码": "034001900111",
    "申报日期": "2024-01-10",
}
TITLES = {
    "skill-upgrade": "研修提升补助",
    "certificate-reward": "职业资格证书奖励",
    "apprenticeship": "企业新型学徒制补助",
}


def sheet(name: str, *rows: dict[str, Raw], above: Sequence[Sequence[Raw]] = ()) -> Sheet:
    """A sheet with the labels of the first row as header."""
    header: list[Raw] = list(rows[0])
    return Sheet(name, [*map(list, above), header, *([row.get(str(label), "") for label in header] for row in rows)])


def lines_of(made: Sheet) -> list[list[Raw]]:
    """The rows of a sheet made by hand, to be changed."""
    assert isinstance(made.rows, list)
    return made.rows


def looked_at(*sheets: Sheet, code: str | None = None, stored: Stored | None = None, today: date = TODAY) -> Preview:
    """The preview of sheets under the shipped numbers."""
    book = Book("样表.xlsx", "xlsx", sheets)
    return preview(book, parameters=shipped_parameters(ROOT / "resources"), today=today, code=code, stored=stored)


def file_of(*sheets: Sheet) -> bytes:
    """The sheets as an .xlsx file."""
    book = Workbook(write_only=True)
    for each in sheets:
        made = book.create_sheet(each.name)
        for row in each.rows:
            made.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
