from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from policy_samples import SHIPPED

from app.services.errors import UserError
from app.services.policy.clauses import Clause
from app.services.policy.standards import Entry, Measure, MissingStandard, Parameters, Standard
from app.services.standards.standards_file import office_entries

FEE = Standard("培训费上限", Clause(1, 1))
HEADS = Standard("奖励最低就业人数", Clause(1, 1), Measure.COUNT)


def entry(start: date, value: str, key: str = "", name: str = "培训费上限") -> Entry:
    return Entry(name, key, start, f"文号 {value}", Decimal(value))


@pytest.mark.parametrize(
    ("day", "fen"),
    [
        (date(2020, 1, 1), 80000),
        (date(2020, 12, 31), 80000),
        (date(2021, 1, 1), 95050),
        (date(2030, 1, 1), 95050),
    ],
)
def test_the_latest_start_not_after_the_day_is_in_force_and_of_equal_ones_the_last_entered(day: date, fen: int) -> None:
    numbers = Parameters(
        [entry(date(2021, 1, 1), "900"), entry(date(2020, 1, 1), "800"), entry(date(2021, 1, 1), "950.50")]
    )
    assert numbers.at(day).fen(FEE) == fen
    assert numbers.at(day).fen(FEE) == fen


def test_before_the_first_start_nothing_is_in_force() -> None:
    with pytest.raises(MissingStandard, match="培训费上限"):
        Parameters([entry(date(2020, 1, 1), "800")]).at(date(2019, 12, 31)).number(FEE)


def test_a_standard_entered_late_reaches_back_to_its_start() -> None:
    numbers = Parameters([entry(date(2020, 1, 1), "800")])
    assert numbers.at(date(2022, 1, 1)).fen(FEE) == 80000
    assert numbers.plus([entry(date(2021, 1, 1), "900")]).at(date(2022, 1, 1)).fen(FEE) == 90000


@pytest.mark.parametrize(
    ("entered", "day", "value"),
    [
        ([], date(2017, 6, 1), ("数控铣工",)),  # what came with the Opinion is as old as it
        ([(date(2017, 7, 1), "焊工")], date(2017, 6, 30), ("数控铣工",)),
        ([(date(2017, 7, 1), "焊工")], date(2017, 7, 1), ("焊工",)),
        ([(date(2017, 7, 1), "焊工")], date(2022, 1, 1), ("焊工",)),  # and stands behind what was entered
        ([(date.min, "焊工")], date(2022, 1, 1), ("焊工",)),
        ([(date(2022, 1, 2), "焊工")], date(2022, 1, 1), ("数控铣工",)),
    ],
)
def test_what_came_with_the_opinion_holds_while_nothing_entered_does(
    entered: list[tuple[date, str]], day: date, value: tuple[str, ...]
) -> None:
    shipped = Entry("急需紧缺职业目录", "", date(2018, 1, 1), "四.2", ("数控铣工",), opening=True)
    own = [Entry("急需紧缺职业目录", "", start, "文号", (occupation,)) for start, occupation in entered]
    assert Parameters([shipped]).plus(own).at(day).value("急需紧缺职业目录") == value


def test_the_numbers_of_the_opinion_are_as_old_as_it_whichever_day_of_publication_is_confirmed() -> None:
    assert SHIPPED.at(date(2016, 8, 1)).value("技能荣誉奖励标准", "中华技能大奖") == 150000
    assert all(entry.opening for entry in SHIPPED.entries)


def test_counts_are_not_money() -> None:
    numbers = Parameters([entry(date(2020, 1, 1), "30", name="奖励最低就业人数")]).at(date(2020, 1, 1))
    assert numbers.number(HEADS) == 30
    assert numbers.source(HEADS) == "文号 30"


def test_the_shipped_file_leaves_the_day_of_publication_unconfirmed() -> None:
    shipped = SHIPPED.at(date(2020, 1, 1))
    assert (shipped.published, shipped.confirmed) == (date(2018, 1, 1), False)
    assert shipped.text("办理机关", "名称") == "叶集区人力资源和社会保障局"
    assert shipped.text("办理机关", "没有") == ""
    assert shipped.lists()["会签部门"] == ("区财政局",)


def test_without_a_day_of_publication_nothing_can_be_assessed() -> None:
    with pytest.raises(MissingStandard):
        _ = Parameters([]).at(date(2020, 1, 1)).published


GOOD = """
published = 2018-01-01
scarce_occupations = ["数控铣工", "木工"]
[[standard]]
name = "生活补助"
from = 2018-01-01
source = "皖人社发〔2018〕1号"
amount = 50.5
[[standard]]
name = "先垫后补标准"
from = 2018-01-01
source = "皖人社发〔2018〕1号"
amounts = { "初级工" = 700, "中级工" = 1000 }
"""


def test_the_office_s_file_is_read_and_confirms_the_day_of_publication(tmp_path: Path) -> None:
    path = tmp_path / "标准.toml"
    path.write_text(GOOD, encoding="utf-8-sig")
    found = SHIPPED.plus(office_entries(path)).at(date(2024, 1, 1))
    assert found.confirmed
    assert found.fen(Standard("生活补助", Clause(1, 1))) == 5050
    assert found.fen(Standard("先垫后补标准", Clause(1, 1)), "中级工") == 100000
    assert found.lists()["急需紧缺职业目录"] == ("数控铣工", "木工")
    with pytest.raises(MissingStandard, match="先垫后补标准（高级技师）"):
        found.fen(Standard("先垫后补标准", Clause(1, 1)), "高级技师")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("published = ", "TOML"),
        ("published = 3", "published"),
        ("wrong = 1", "wrong"),
        ('[[standard]]\nname = "a"\namount = 1', "起始日期"),
        ('[[standard]]\nname = "a"\nfrom = 2018-01-01\nsource = "s"\namount = -1', "负数"),
        ('[[standard]]\nname = "a"\nfrom = 2018-01-01\nsource = "s"\namount = true', "不能识别"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "标准.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=says):
        office_entries(path)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到"):
        office_entries(tmp_path / "没有.toml")
    (tmp_path / "gbk.toml").write_bytes("名称".encode("gb18030"))
    with pytest.raises(UserError, match="UTF-8"):
        office_entries(tmp_path / "gbk.toml")
