"""The commands of the budget as somebody types them."""

import json
from datetime import date
from pathlib import Path

import pytest

from app.commands import run

YEAR = str(date.today().year)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain data folder, named by the environment."""
    monkeypatch.setenv("YEJI_DATA", str(tmp_path / "data"))
    assert run(["init", "--plain"]) == 0


def test_a_budget_is_entered_cut_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["budget", YEAR, "区级财政", "100000", "--document", "叶财预1号"]) == 0
    assert run(["budget", YEAR, "区级财政", "1.5万元", "--document", "叶财预9号", "--cut"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"已录入 {YEAR} 年度 区级财政 预算 100,000.00 元。",
        f"已调减 {YEAR} 年度 区级财政 预算 15,000.00 元。",
    ]
    assert run(["budget", "--json"]) == 0
    (year,) = json.loads(capsys.readouterr().out)
    assert (year["budget_fen"], year["left_fen"], year["closed_on"]) == (8500000, 8500000, None)
    assert year["sources"] == [{"source": "区级财政", "budget_fen": 8500000, "paid_fen": 0}]
    assert run(["budget"]) == 0
    assert capsys.readouterr().out == (f"{YEAR}\t预算 85,000.00\t已承诺 0.00\t已拨付 0.00\t结余 85,000.00\t未结账\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["budget", YEAR, "区级财政"], "须依次写明年度、资金来源和金额"),
        (["budget", YEAR, "区级财政", "100"], "请填写预算文号"),
        (["budget", YEAR, "区级财政", "许多", "--document", "1号"], "预算金额“许多”读不出"),
        (["check", "YJJG-1999-000001", "passed", "--finding", "在岗"], "没有案件 YJJG-1999-000001"),
        (["check", "YJJG-1999-000001", "passed", "--date", "昨天"], "日期“昨天”应写成"),
        (["check", "YJJG-1999-000001", "perhaps"], "命令写法不对"),
        (["close-year", "2999"], "2999 年度还不能结账"),
    ],
)
def test_a_refusal_is_one_sentence(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(words) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert (captured.out, captured.err.count("\n")) == ("", 1)


def test_a_past_year_is_closed_and_stays_closed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["budget", "2023", "区级财政", "100", "--document", "1号"]) == 0
    assert run(["close-year", "2023"]) == 0
    told = "2023 年度已结账：预算 100.00 元，台账 0 笔、净拨付 0.00 元，追回 0.00 元，没有结转。"
    assert capsys.readouterr().out.splitlines()[-1] == told
    assert run(["close-year", "2023"]) == 2
    assert run(["budget"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("已结账")
