"""The commands as somebody types them: what they print, what they store, how they end."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.commands import run

ROOT = Path(__file__).parents[1]
STANDARDS = str(ROOT / "resources" / "sample" / "standards.toml")
SAMPLES = ROOT / "resources" / "sample" / "样表"
REWARDS = str(next(SAMPLES.glob("01*")))
WITH_ERRORS = str(next(SAMPLES.glob("09*")))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with four people in it, named by the environment."""
    monkeypatch.setenv("YEJI_DATA", str(tmp_path / "data"))
    assert run(["init", "--plain", "--standards", STANDARDS]) == 0
    for name, role in (("甲", "clerk"), ("乙", "复核员"), ("丙", "approver"), ("丁", "财务")):
        assert run(["account", name, role]) == 0
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence of a command that is refused."""
    capsys.readouterr()
    assert run(list(arguments)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def imported(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", REWARDS, "--only-good"]) == 0
    capsys.readouterr()


def test_assess_needs_no_folder_and_makes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YEJI_DATA", str(tmp_path / "nothing"))
    assert run(["assess", REWARDS, "--json"]) == 0
    rows = printed(capsys)
    assert not (tmp_path / "nothing").exists()
    assert {"sheet", "row", "code", "eligible", "gross_fen", "payable_fen", "reasons", "components", "errors"} <= set(
        rows[0]
    )
    assert {row["code"] for row in rows} == {"certificate-reward"}
    assert all(set(reason) == {"ok", "text", "clause"} for row in rows for reason in row["reasons"])
    assert all(row["gross_fen"] == row["payable_fen"] == 0 for row in rows if row["eligible"] is False)


def test_row_errors_end_with_one_and_name_the_cell(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder
    capsys.readouterr()
    assert run(["assess", WITH_ERRORS, "--json"]) == 1
    rows = printed(capsys)
    bad = [row for row in rows if row["errors"]]
    assert bad
    assert all(row["eligible"] is None and row["gross_fen"] is None and row["payable_fen"] is None for row in bad)
    assert all(set(error) == {"cell", "header", "value", "text"} for row in bad for error in row["errors"])


def test_an_import_with_errors_stores_nothing_unless_only_the_good_rows_are_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["import", WITH_ERRORS, "--json"]) == 1
    first = printed(capsys)
    assert (first["stored"], first["payable_fen"]) == (0, 0)
    assert first["errors"] > 0
    assert run(["cases", "--json"]) == 0
    assert printed(capsys) == []
    marked = folder / "标注.xlsx"
    assert run(["import", WITH_ERRORS, "--only-good", "--errors", str(marked), "--json"]) == 1
    second = printed(capsys)
    assert second["stored"] > 0
    assert load_workbook(marked).worksheets
    assert run(["cases", "--state", "draft", "--json"]) == 0
    cases = printed(capsys)
    assert len(cases) == second["stored"]
    assert sum(case["payable_fen"] for case in cases) == second["payable_fen"]
    assert set(cases[0]) == {"number", "code", "state", "applicant", "unit", "gross_fen", "payable_fen", "version"}


def test_the_same_file_again_stores_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(capsys)
    assert run(["import", REWARDS, "--json"]) == 0
    again = printed(capsys)
    assert (again["stored"], again["repeated"]) == (0, 50)


def test_a_case_goes_from_draft_to_completed_and_its_letter_ledger_and_report_are_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(capsys)
    case = "YJJG-2026-000001" if date.today().year == 2026 else f"YJJG-{date.today().year}-000001"
    way = [
        ("accept", "甲", []),
        ("pass", "乙", []),
        ("send", "乙", []),
        ("opinion", "甲", ["--reason", "同意"]),
        ("publish", "甲", ["--date", "2025-04-01"]),
        ("close", "甲", ["--date", "2025-04-10"]),
        ("approve", "丙", ["--date", "2025-04-16"]),
        ("pay", "丁", ["--date", "2025-04-30", "--voucher", "记-1"]),
    ]
    for step, account, more in way:
        assert run(["move", case, step, "--as", account, *more]) == 0, step
    assert "已批准 → 办结" in capsys.readouterr().out
    assert run(["letters", "--kind", "补贴核准通知书", "--case", case, str(folder / "l.pdf")]) == 0
    assert (folder / "l.pdf").read_bytes().startswith(b"%PDF")
    first = (folder / "l.pdf").read_bytes()
    assert run(["letters", "--kind", "补贴核准通知书", str(folder / "l.pdf")]) == 0
    assert (folder / "l.pdf").read_bytes() == first
    assert run(["ledger", str(folder / "台账.xlsx")]) == 0
    assert run(["report", "2025", str(folder / "年报.xlsx")]) == 0
    ledger = load_workbook(folder / "台账.xlsx").worksheets[0]
    assert any(case in row for row in ledger.iter_rows(values_only=True))
    assert len(load_workbook(folder / "年报.xlsx").worksheets) == 10
    capsys.readouterr()
    assert run(["verify", "--json"]) == 0
    assert printed(capsys)["problems"] == []


def test_refusals_are_one_sentence_and_say_who_can_act(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(capsys)
    case = f"YJJG-{date.today().year}-000001"
    assert run(["move", case, "accept", "--as", "甲"]) == 0
    assert "复核员" in refused(capsys, "move", case, "pass", "--as", "甲")
    assert "可办" in refused(capsys, "move", case, "approve", "--as", "丙")
    assert "理由" in refused(capsys, "move", case, "refuse", "--as", "乙")
    assert "没有案件" in refused(capsys, "move", "YJJG-1999-000001", "accept")
    assert "没有“fly”" in refused(capsys, "move", case, "fly")
    assert "日期" in refused(capsys, "move", case, "pass", "--date", "昨天")
    assert "金额" in refused(capsys, "move", case, "pass", "--amount", "很多")
    assert "没有账号 戊" in refused(capsys, "move", case, "pass", "--as", "戊")
    assert "文书" in refused(capsys, "letters", "--kind", "表扬信", str(folder / "x.pdf"))
    assert "没有可出具" in refused(capsys, "letters", "--kind", "补贴核准通知书", str(folder / "x.pdf"))
    assert "批次" in refused(capsys, "letters", "--kind", "补贴核准通知书", "--batch", "PC-0", str(folder / "x.pdf"))
    assert "状态" in refused(capsys, "cases", "--state", "lost")
    assert "角色" in refused(capsys, "account", "己", "boss")
    assert "已存在" in refused(capsys, "account", "甲", "clerk")
    assert "已经建立" in refused(capsys, "init", "--plain")
    assert "YEJI_PASSWORD_FILE" in refused(capsys, "init")
    assert "命令写法" in refused(capsys, "move")
    assert "nothing" in refused(capsys, "template", "nothing", str(folder / "x.xlsx"))


def test_without_a_folder_a_command_says_how_to_make_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "init" in refused(capsys, "cases", "--data", str(tmp_path / "none"))
    assert "init" in refused(capsys, "--data", str(tmp_path / "none"), "verify")


def test_text_output_is_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(capsys)
    assert run(["cases"]) == 0
    assert "草稿" in capsys.readouterr().out
    assert run(["assess", REWARDS]) == 0
    assert capsys.readouterr().out
    assert run(["verify"]) == 0
    assert "一致" in capsys.readouterr().out
    assert run(["template", "apprenticeship", str(folder / "模板.xlsx")]) == 0
    assert load_workbook(folder / "模板.xlsx").sheetnames[0] == "企业新型学徒制补助"


def test_a_template_offers_the_office_s_own_townships(tmp_path: Path) -> None:
    standards = tmp_path / "标准.toml"
    lines = (
        "[[list]]",
        'name = "乡镇街道"',
        "from = 2018-01-01",
        'source = "区划调整"',
        'values = ["新设街道", "区外"]',
    )
    standards.write_text("\n".join(lines), encoding="utf-8")
    data, out = str(tmp_path / "data"), tmp_path / "模板.xlsx"
    for folder, offered in (("none", "史河街道"), ("data", "新设街道")):
        if folder == "data":
            assert run(["init", "--plain", "--data", data, "--standards", str(standards)]) == 0
        assert run(["template", "certificate-reward", str(out), "--data", str(tmp_path / folder)]) == 0
        choices = [str(one.formula1) for one in load_workbook(out).worksheets[0].data_validations.dataValidation]
        assert any(offered in choice for choice in choices)
    assert not (tmp_path / "none").exists()
