"""The workbook goes back with its errors marked, and comes in again."""

from pathlib import Path

import pytest
from applications_by_hand import REWARD, ROOT, TITLES, TODAY, file_of, sheet
from openpyxl import Workbook, load_workbook

from app.services.errors import UserError
from app.services.excel.preview import Preview, preview
from app.services.excel.reading import read_workbook
from app.services.excel.returning import FAULTY, write_marked
from app.services.policy.values import Raw
from app.services.standards.standards_file import shipped_parameters

NAME = TITLES["certificate-reward"]
BAD: dict[str, Raw] = {**REWARD, "姓名": "", "身份证号": 341504199001011233}


def looked(content: bytes, name: str = "样表.xlsx") -> Preview:
    book = read_workbook(content, name=name)
    return preview(book, parameters=shipped_parameters(ROOT / "resources"), today=TODAY)


def test_each_bad_cell_is_coloured_and_says_why(tmp_path: Path) -> None:
    content, out = file_of(sheet(NAME, REWARD, BAD)), tmp_path / "退回.xlsx"
    write_marked(content, looked(content), out)
    marked = load_workbook(out)[NAME]
    assert {cell.coordinate for row in marked.iter_rows() for cell in row if cell.comment} == {"A3", "B3"}
    assert marked["A3"].comment is not None
    assert marked["A3"].comment.text == "必填项未填"
    assert marked["B3"].fill.fgColor.rgb == FAULTY.fgColor.rgb
    assert marked["A2"].value == "张伟"


def test_a_marked_workbook_comes_in_again_corrected(tmp_path: Path) -> None:
    content, out = file_of(sheet(NAME, BAD)), tmp_path / "退回.xlsx"
    write_marked(content, looked(content), out)
    book = load_workbook(out)
    book[NAME]["A2"], book[NAME]["B2"] = "张伟", str(REWARD["身份证号"])
    book.save(out)
    shown = looked(out.read_bytes())
    assert not shown.bad
    assert shown.rows[0].facts.identity_number == REWARD["身份证号"]


def test_a_missing_column_is_marked_once_at_the_header(tmp_path: Path) -> None:
    row = {label: raw for label, raw in REWARD.items() if label != "参加社会保险"}
    content, out = file_of(sheet(NAME, row, {**row, "证书编号": "S2"})), tmp_path / "退回.xlsx"
    write_marked(content, looked(content), out)
    comment = load_workbook(out)[NAME]["A1"].comment
    assert comment is not None
    assert comment.text.count("参加社会保险：") == 1


def test_an_error_inside_a_merged_range_is_marked_at_its_first_cell(tmp_path: Path) -> None:
    book = Workbook()
    made = book.worksheets[0]
    made.title = NAME
    for row in sheet(NAME, {**REWARD, "职业工种": "木工", "单位性质": "公司"}, {**REWARD, "证书编号": "S2"}).rows:
        made.append(row)
    column = "ABCDEFGHIJ"[list(REWARD).index("单位性质")]
    made[f"{column}3"] = None
    made.merge_cells(f"{column}2:{column}3")
    path, out = tmp_path / "sent.xlsx", tmp_path / "退回.xlsx"
    book.save(path)
    write_marked(path.read_bytes(), looked(path.read_bytes()), out)
    assert load_workbook(out)[NAME][f"{column}2"].comment is not None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_another_format_comes_back_as_a_workbook_with_the_same_rows(tmp_path: Path, encoding: str) -> None:
    lines = [",".join(REWARD), ",".join(map(str, {**REWARD, "姓名": "", "备注": "=1+1"}.values()))]
    lines[0] += ",备注"
    content, out = "\n".join(lines).encode(encoding), tmp_path / "退回.xlsx"
    shown = looked(content, "职业资格证书奖励.csv")
    write_marked(content, shown, out)
    marked = load_workbook(out)[NAME]
    assert [cell.value for cell in marked[1]] == [*REWARD, "备注"]
    assert marked["A2"].comment is not None
    assert marked.cell(2, len(REWARD) + 1).data_type == "s"
    assert [error.cell for error in looked(out.read_bytes()).bad[0].errors] == ["A2"]


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    content = file_of(sheet(NAME, BAD))
    with pytest.raises(UserError, match="写不进去"):
        write_marked(content, looked(content), tmp_path / "没有" / "退回.xlsx")
