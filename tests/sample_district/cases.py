"""What people and units of the district ask, one row a case, under the labels of the definitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sample_district.numbers import certificate
from sample_district.people import Person
from sample_district.units import Unit

Value = str | int | float | date | None
Row = dict[str, Value]
UNIT, WORKER = "培养单位", "职工个人"
OCCUPATIONS = ("手工木工", "木工机械操作工", "家具涂装工", "电工", "叉车司机", "焊工", "质检员", "钳工")
MOST, SOME, FEW = "高级工", "技师", "高级技师"
LEVELS = (MOST, MOST, SOME, MOST, FEW, MOST, SOME, MOST, MOST, MOST, SOME, MOST)


def _beginning(unit: Unit, person: Person, applied: date) -> Row:
    """Person, unit and day, with nothing in the account yet; 性别, 部门 and 学历 are columns nobody asked for."""
    return {
        "申报日期": applied,
        "姓名": person.name,
        "性别": "女" if person.woman else "男",
        "身份证号": person.identity_number,
        "联系电话": person.phone,
        "部门": person.department,
        "学历": person.schooling,
        "单位名称": unit.name,
        "统一社会信用代码": unit.code,
        "单位性质": unit.kind,
        "所在乡镇街道": unit.township,
        "联系人": unit.contact,
    }


def _to_person(person: Person) -> Row:
    return {"开户名": person.name, "开户银行": person.bank, "银行账号": person.card}


def _to_unit(unit: Unit) -> Row:
    return {"开户名": unit.name, "开户银行": unit.bank, "银行账号": unit.account}


def _certificate(person: Person, applied: date) -> Row:
    """A certificate of the year before the application; every fourth is a 职业资格证书."""
    issued = applied - timedelta(days=20 + person.serial * 37 % 300)
    qualification = person.serial % 4 == 0
    return {
        "技能等级": LEVELS[person.serial % len(LEVELS)],
        "证书类别": "职业资格证书" if qualification else "职业技能等级证书",
        "证书编号": certificate(person.serial, issued, qualification=qualification),
        "发证日期": issued,
        "职业工种": OCCUPATIONS[person.serial % len(OCCUPATIONS)],
    }


def _in_turn(days: Sequence[date], place: int, count: int) -> date:
    """The first share of the rows was filed on the first day, and so on."""
    return days[place * len(days) // count]


def rewards(unit: Unit, persons: Sequence[Person], days: Sequence[date]) -> list[Row]:
    """职业资格证书奖励 for people hired more than three years before."""
    rows = []
    for place, person in enumerate(persons):
        applied = _in_turn(days, place, len(persons))
        hired = max(applied - timedelta(days=1100 + person.serial * 101 % 2600), person.of_age)
        more: Row = {"本单位入职日期": hired, "连续工作无中断": "是", "参加社会保险": "是"}
        rows.append(_beginning(unit, person, applied) | more | _certificate(person, applied) | _to_person(person))
    return rows


def upgrades(unit: Unit, persons: Sequence[Person], days: Sequence[date], claimant: str = UNIT) -> list[Row]:
    """研修提升补助, asked by the one who bore the cost."""
    rows = []
    for place, person in enumerate(persons):
        applied = _in_turn(days, place, len(persons))
        account = _to_person(person) if claimant == WORKER else _to_unit(unit)
        more: Row = {"申领主体": claimant, "费用承担方": claimant}
        rows.append(_beginning(unit, person, applied) | more | _certificate(person, applied) | account)
    return rows


def upgrade_of(reward: Row, person: Person, applied: date) -> Row:
    """研修提升补助 that the person asks for the certificate of a reward."""
    return {**reward, **_to_person(person), "申领主体": WORKER, "费用承担方": WORKER, "申报日期": applied}


def reward_of(upgrade: Row, applied: date, hired: date) -> Row:
    """职业资格证书奖励 for the certificate of an upgrade."""
    return {**upgrade, "申报日期": applied, "本单位入职日期": hired, "连续工作无中断": "是", "参加社会保险": "是"}


def apprentices(unit: Unit, persons: Sequence[Person], days: Sequence[date], fees: Sequence[float]) -> list[Row]:
    """企业新型学徒制补助; `fees` in yuan, in turn."""
    rows = []
    for place, person in enumerate(persons):
        applied = _in_turn(days, place, len(persons))
        second = place % 3 == 2
        more: Row = {
            "学徒制试点企业": "是",
            "培养院校": "六安市沣河职业技术学校",
            "学徒协议起始日期": applied - timedelta(days=(500 if second else 180) + person.serial % 60),
            "培训年度": 2 if second else 1,
            "企业支付培训费（元）": fees[place % len(fees)],
            "发票号码": f"26342000{person.serial * 7907:012d}",
        }
        rows.append(_beginning(unit, person, applied) | more | _to_unit(unit))
    return rows


def amend(rows: Sequence[Row], changes: Mapping[int, Row]) -> list[Row]:
    """The rows with some of them changed, by their place from 1."""
    return [{**row, **changes.get(place, {})} for place, row in enumerate(rows, start=1)]
