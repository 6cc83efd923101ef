"""The workbook goes back with its errors marked, and comes in again."""

import io
import re
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from applications_by_hand import REWARD, ROOT, TITLES, TODAY, file_of, sheet
from openpyxl import Workbook, load_workbook

from app.services.errors import UserError
from app.services.excel.applications.preview import Preview, preview
from app.services.excel.applications.returning import FAULTY, write_marked
from app.services.excel.reading.cells import Book
from app.services.excel.reading.workbook import read_workbook
from app.services.policy.values import CellFault, Raw
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


@pytest.mark.parametrize(
    ("formula", "computed"),
    [('"技"&"师"', "技师"), ("DATE(2021,6,10)", 44357), ("1/0", None)],
    ids=["text", "number", "never computed"],
)
def test_what_formulas_came_to_goes_back_in_their_place(tmp_path: Path, formula: str, computed: Raw) -> None:
    """The workbook is read again as it is: nobody need have opened it in Excel meanwhile."""
    label = "技能等级" if isinstance(computed, str) else "发证日期"
    content = with_formula(file_of(sheet(NAME, {**BAD, label: "在此"})), formula, computed)
    out = tmp_path / "退回.xlsx"
    write_marked(content, looked(content), out)
    told = {error.header for row in looked(out.read_bytes()).bad for error in row.errors}
    assert told == {"姓名", "身份证号"} | ({label} if computed is None else set())


def with_formula(content: bytes, formula: str, computed: Raw) -> bytes:
    """A workbook with a formula where 在此 stands, and what it came to as Excel keeps it."""
    value = "" if computed is None else f"<v>{computed}</v>"
    kind = ' t="str"' if isinstance(computed, str) else ""
    cell = rf'<c r="\1"{kind}><f>{escape(formula)}</f>{value}</c>'
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as sent, ZipFile(out, "w") as made:
        for name in sent.namelist():
            part = sent.read(name).decode()
            made.writestr(name, re.sub(r'<c r="(\w+)"[^>]*><is><t>在此</t></is></c>', cell, part))
    return out.getvalue()


def test_a_text_file_of_a_name_that_no_sheet_may_have_comes_back_all_the_same(tmp_path: Path) -> None:
    """A browser calls the second download 表[1].csv, and a stem may be longer than a sheet's name."""
    content = "\n".join([",".join(REWARD), ",".join(map(str, {**REWARD, "姓名": ""}.values()))]).encode()
    for name in ("职业资格证书奖励[1].csv", f"职业资格证书奖励{'第二批' * 12}.csv"):
        write_marked(content, looked(content, name), tmp_path / "退回.xlsx")
        assert [error.cell for error in looked((tmp_path / "退回.xlsx").read_bytes()).bad[0].errors] == ["A2"]


def test_an_error_value_is_one_again_in_the_copy(tmp_path: Path) -> None:
    """A blank would be nothing amiss where an answer may be left out."""
    made = sheet(NAME, {**REWARD, "联系电话": CellFault("此格是 Excel 错误值 #N/A")})
    shown = preview(Book("样表.ods", "ods", (made,)), parameters=shipped_parameters(ROOT / "resources"), today=TODAY)
    write_marked(b"", shown, tmp_path / "退回.xlsx")
    assert [error.text for error in looked((tmp_path / "退回.xlsx").read_bytes()).bad[0].errors] == [
        "此格是 Excel 错误值 #N/A"
    ]


def test_serials_from_1904_mean_the_same_day_in_the_copy(tmp_path: Path) -> None:
    """An .ods or .xls comes back as a new workbook that counts days as it did."""
    made = replace(sheet(NAME, {**REWARD, "姓名": "", "发证日期": 44357 - 1462}), from_1904=True)
    book = Book("样表.xls", "xls", (made,))
    shown = preview(book, parameters=shipped_parameters(ROOT / "resources"), today=TODAY)
    write_marked(b"", shown, tmp_path / "退回.xlsx")
    again = read_workbook(tmp_path / "退回.xlsx").sheets[0]
    assert (again.from_1904, again.rows[1][list(REWARD).index("发证日期")]) == (True, 44357 - 1462)


def test_what_the_writing_library_cannot_open_comes_back_as_a_copy(tmp_path: Path) -> None:
    """The reader forgives a sheet whose XML breaks off behind its rows."""
    content = file_of(sheet(NAME, BAD))
    broken = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as sent, ZipFile(broken, "w") as made:
        for name in sent.namelist():
            part = sent.read(name)
            made.writestr(name, part.replace(b"</worksheet>", b"<x></worksheet>") if "sheet1" in name else part)
    write_marked(broken.getvalue(), looked(broken.getvalue()), tmp_path / "退回.xlsx")
    assert looked((tmp_path / "退回.xlsx").read_bytes()).bad


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
    assert marked.column_dimensions["B"].width > len(str(REWARD["身份证号"]))
    assert [error.cell for error in looked(out.read_bytes()).bad[0].errors] == ["A2"]


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    content = file_of(sheet(NAME, BAD))
    with pytest.raises(UserError, match="写不进去"):
        write_marked(content, looked(content), tmp_path / "没有" / "退回.xlsx")
