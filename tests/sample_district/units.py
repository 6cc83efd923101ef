"""Six invented units of the district, one a township, and a neighbour from outside."""

from __future__ import annotations

from dataclasses import dataclass

from sample_district.numbers import credit_code


@dataclass(frozen=True)
class Unit:
    """A unit as it fills in its block; `account` is its own, as digits."""

    name: str
    code: str
    kind: str
    township: str
    contact: str
    phone: str  # local numbers with a leading 0 cannot be dialled
    bank: str
    account: str


FURNITURE = Unit(
    "安徽枫叶桥家居有限公司", credit_code("91341504", "MA2YJ01A"), "民营企业", "平岗街道", "周立新", "0564-0640101",
    "徽商银行六安叶集支行", "99034156000010101",
)  # fmt: skip
BOARDS = Unit(
    "六安市大别木语板业有限公司", credit_code("91341504", "MA2YJ02B"), "民营企业", "三元镇", "查红霞", "0564-0640202",
    "叶集农村商业银行", "9903415600002020",
)  # fmt: skip
BUILDERS = Unit(
    "六安市叶集区沣西城乡建设有限公司", credit_code("91341504", "MA2YJ03C"), "区属国有企业", "史河街道", "翟少华", "0564-0640303",
    "中国工商银行叶集支行", "9903415600003030303",
)  # fmt: skip
FOREIGN = Unit(
    "嘉木润（安徽）木业有限公司", credit_code("91341504", "MA2YJ04D"), "外资及港澳台企业", "姚李镇", "欧阳慧敏", "0564-0640404",
    "中国农业银行叶集支行", "990341560000404040",
)  # fmt: skip
COLLEGE = Unit(
    "六安市沣河职业技术学校", credit_code("12341504", "YJ050105"), "公办职业院校", "孙岗乡", "解文静", "0564-0640505",
    "中国邮政储蓄银行叶集区支行", "9903415600005050",
)  # fmt: skip
TRAINERS = Unit(
    "六安市叶集区新匠人职业技能培训中心", credit_code("52341504", "MJ0YJ06F"), "培训机构", "洪集镇", "仇学军", "0564-0640606",
    "徽商银行六安叶集支行", "99034156000060606",
)  # fmt: skip
NEIGHBOUR = Unit(
    "固始县豫皖林木制品有限公司", credit_code("91411525", "MA9YJ07G"), "民营企业", "区外", "单长江", "0376-0640707",
    "固始农村商业银行", "9941152500007070",
)  # fmt: skip
