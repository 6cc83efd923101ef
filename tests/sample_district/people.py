"""The district's people: invented names, rare characters and rare surnames among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sample_district.numbers import card, identity_number, mobile

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
MEN = [
    "建国",
    "志强",
    "家旺",
    "德明",
    "永胜",
    "传宝",
    "立新",
    "守业",
    "春生",
    "长江",
    "文斌",
    "浩然",
    "子涵",
    "宏伟",
    "国栋",
    "大勇",
    "学军",
    "明亮",
    "俊杰",
    "少华",
    "兆林",
    "光辉",
    "亮",
]
WOMEN = [
    "秀兰",
    "桂英",
    "春梅",
    "玉珍",
    "晓燕",
    "丽娟",
    "雪莲",
    "婷婷",
    "雅琴",
    "红霞",
    "思雨",
    "梦洁",
    "翠萍",
    "文静",
    "海燕",
    "美玲",
    "素芳",
    "慧敏",
    "佳怡",
    "金凤",
    "莉",
]
UNUSUAL = (
    "欧阳喆", "仇𬭊", "单小满", "解思源", "查文堃", "盖晓峰", "区志远", "翟明昇", "杨㛃", "买买提·艾力", "上官雨桐", "朴顺姬",
    "阿依·努尔", "覃春燕", "缪建业", "曾犇", "员大年", "司徒彧", "召平安", "折家宁", "尉迟淼", "石𬭊", "古丽·巴哈", "朱翀",
)  # fmt: skip
COUNTIES = ("341504", "342423", "341522", "342401", "341504", "341523")
BANKS = (
    "徽商银行六安叶集支行",
    "中国农业银行叶集支行",
    "叶集农村商业银行",
    "中国邮政储蓄银行叶集区支行",
    "中国工商银行叶集支行",
)
DEPARTMENTS = ("实木车间", "板式车间", "涂装车间", "设备部", "质检部", "模具组")
SCHOOLING = ("高中", "中专", "大专", "初中", "技校", "本科")


@dataclass(frozen=True)
class Person:
    """One invented worker; `serial` makes every number of theirs their own."""

    serial: int
    name: str
    woman: bool
    identity_number: str
    phone: str
    bank: str
    card: str
    department: str
    schooling: str

    @property
    def of_age(self) -> date:
        """New Year's Day of the year in which the person turns eighteen: nobody was hired before."""
        return date(int(self.identity_number[6:10]) + 18, 1, 1)


def _name(serial: int, *, woman: bool) -> str:
    if serial % 8 == 3 and serial // 8 < len(UNUSUAL):
        return UNUSUAL[serial // 8]
    given = WOMEN if woman else MEN
    return SURNAMES[serial * 7 % len(SURNAMES)] + given[serial * 5 % len(given)]


@cache
def person(serial: int) -> Person:
    """The same person for the same serial, born 1965 to 2003."""
    woman = serial % 5 in {1, 4}
    born = date(1965, 2, 1) + timedelta(days=serial * 4447 % 14000)
    return Person(
        serial,
        _name(serial, woman=woman),
        woman,
        identity_number(COUNTIES[serial % len(COUNTIES)], born, woman=woman),
        mobile(serial),
        BANKS[serial * 3 % len(BANKS)],
        card(serial),
        DEPARTMENTS[serial % len(DEPARTMENTS)],
        SCHOOLING[serial * 5 % len(SCHOOLING)],
    )


def people(first: int, count: int) -> list[Person]:
    """A run of persons by serial."""
    return [person(serial) for serial in range(first, first + count)]
