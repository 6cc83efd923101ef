"""The workbooks by file name, in the order in which they reached the office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook

from sample_district import boards, builders, college, desk, foreign, furniture, neighbour, trainers

FOLDER = Path(__file__).parents[2] / "resources" / "sample" / "样表"
BOOKS: Mapping[str, Callable[[], Workbook]] = {
    "01枫叶桥家居-职业资格证书奖励汇总表.xlsx": furniture.rewards_book,
    "02枫叶桥家居-研修提升补助（企业申领）.xlsx": furniture.upgrades_book,
    "03大别木语板业-奖励和研修花名册.xlsx": boards.combined_book,
    "04大别木语板业-新型学徒制申请表（万元）.xlsx": boards.apprentices_book,
    "05附件2-嘉木润-学徒制明细.xlsx": foreign.foreign_book,
    "06沣西城建申报表.xlsx": builders.builders_book,
    "07沣河职校-研修提升补助.xlsx": college.college_book,
    "08新匠人培训中心最终版.xlsx": trainers.trainers_book,
    "09枫叶桥家居-奖励补报名单.xlsx": furniture.mistakes_book,
    "10大别木语板业-奖励第二批.xlsx": boards.repeated_book,
    "11豫皖林木（固始）.xlsx": neighbour.neighbour_book,
    "12服务窗口个人申请登记.xlsx": desk.desk_book,
}


def write_all(folder: Path) -> None:
    """Draw every workbook into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in BOOKS.items():
        draw().save(folder / name)
