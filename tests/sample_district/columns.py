"""Columns under the definitions' own labels, or nearly, that several lists share."""

from __future__ import annotations

from sample_district.drawing import NUMBER, Column
from sample_district.looks import dotted, full_width, mixed_days, mixed_sums, quoted, spotted
from sample_district.units import Unit

UNIT_COLUMNS = (
    Column("单位名称", "单位名称", width=26),
    Column("统一社会信用代码", "统一社会信用代码", width=21),
    Column("单位性质", "单位性质", width=12),
    Column("所在乡镇街道", "所在乡镇街道", width=10),
    Column("联系人", "联系人", width=9),
)
ACCOUNT = (
    Column("开户名", "开户名", width=30),
    Column("开户银行", "开户银行", width=24),
    Column("银行账号", "银行账号", width=22),
)
CERTIFICATE = (
    Column("技能等级", "技能等级", width=9),
    Column("证书类别", "证书类别", width=17),
    Column("证书编号", "证书编号", width=25),
    Column("发证日期", "发证日期", mixed_days, width=13),
    Column("职业工种", "职业工种", width=14),
)
PERSON = (
    Column("姓名", "姓名", width=13),
    Column("身份证号", "身份证号", width=21),
    Column("联系电话", "联系电话", width=14),
)
CLAIM = (
    Column("申领主体", "申领主体", width=9),
    Column("费用承担方", "费用承担方", width=9),
)
FILED = Column("申报日期", "申报日期", width=12)
APPRENTICE = (
    NUMBER,
    *PERSON,
    Column("是否列入试点企业", "学徒制试点企业", width=8),
    Column("培养院校", "培养院校", width=24),
    Column("学徒协议起始时间", "学徒协议起始日期", mixed_days, width=13),
    Column("培训年度", "培训年度", width=6),
    Column("支付培训费\n（元）", "企业支付培训费（元）", mixed_sums, width=13),
    Column("发票号码", "发票号码", spotted({3: quoted, 5: full_width}), width=23),
    Column("申报日期", "申报日期", dotted, width=12),
    *ACCOUNT,
)


def one_line_block(unit: Unit) -> list[tuple[int, int, str]]:
    """The whole block in one line of text."""
    text = (
        f"填报单位：{unit.name}　统一社会信用代码：{unit.code}　单位性质：{unit.kind}　"
        f"所在乡镇街道：{unit.township}　联系人：{unit.contact}　联系电话：{unit.phone}"
    )
    return [(1, 12, text)]
