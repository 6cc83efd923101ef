"""Commands in a data folder that asks for a login: who acts, and from where the password comes."""

import io
import json
import sys
from pathlib import Path

import pytest
from login_desk import BOSS, BOSS_WORD, Desk

from app import commands_login
from app.commands import run

ROOT = Path(__file__).parents[1]
SAMPLE = str(next((ROOT / "resources" / "sample" / "样表").glob("01*")))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, monkeypatch, capsys)


def test_init_says_what_kind_of_folder_it_made(tmp_path: Path, desk: Desk) -> None:
    said = desk.told("init", "--admin", "乙", "--data", str(tmp_path / "b"), word=BOSS_WORD)
    assert "有登录、已加密" in said
    assert "恢复单（编号" in said
    assert "以后" not in said


def test_the_first_administrator_is_called_so_unless_named(tmp_path: Path, desk: Desk) -> None:
    made = ("--data", str(tmp_path / "b"))
    assert "管理员 管理员" in desk.told("init", *made, word=BOSS_WORD)
    assert "没有" not in desk.told("cases", "--as", "管理员", *made, word=BOSS_WORD)


@pytest.mark.parametrize(
    ("arguments", "word", "said"),
    [
        (("init",), BOSS_WORD, "已经建立"),
        (("init", "--data", "DATA"), "", "YEJI_PASSWORD_FILE"),
        (("init", "--sheet", "data/x.pdf"), BOSS_WORD, "不能放在数据文件夹里"),
        (("init", "--data", "DATA", "--sheet", "nowhere/x.pdf"), BOSS_WORD, "不能写入"),
        (("init", "--admin", BOSS), BOSS_WORD, "已经建立"),
        (("init", "--admin", "乙", "--data", "DATA"), "kurz", "8 位以上"),
        (("init", "--admin", "乙", "--data", "DATA"), "", "YEJI_PASSWORD_FILE"),
        (("cases",), "", "--as"),
        (("cases", "--as", BOSS), "", "YEJI_PASSWORD_FILE"),
        (("cases", "--as", BOSS), "Falsches-Wort-9", "账号或密码不对"),
        (("cases", "--as", "local"), BOSS_WORD, "账号或密码不对"),
        (("verify",), "", "--as"),
        (("report", "2024", "OUT"), "", "--as"),
        (("ledger", "OUT"), "", "--as"),
        (("template", "certificate-reward", "OUT"), "", "--as"),
        (("assess", SAMPLE), "", "--as"),
        (("import", SAMPLE, "--as", BOSS), BOSS_WORD, "须由"),
        (("password",), BOSS_WORD, "--as"),
    ],
)
def test_what_is_refused_is_refused_in_a_sentence(
    tmp_path: Path, desk: Desk, arguments: tuple[str, ...], word: str, said: str
) -> None:
    places = {"DATA": str(tmp_path / "other"), "OUT": str(tmp_path / "out.xlsx")}
    assert said in desk.told(*(places.get(one, one) for one in arguments), word=word, ends=2)
    assert not (tmp_path / "other").exists()
    assert not (tmp_path / "out.xlsx").exists()


def test_a_password_is_never_taken_from_the_command_line(desk: Desk) -> None:
    assert "命令写法" in desk.told("cases", "--as", BOSS, "--password", BOSS_WORD, ends=2)


@pytest.mark.parametrize(
    "arguments",
    [("verify",), ("cases",), ("report", "2024", "OUT"), ("ledger", "OUT"), ("template", "certificate-reward", "OUT")],
    ids=lambda arguments: arguments[0],
)
def test_what_needs_no_role_needs_a_login_alone(tmp_path: Path, desk: Desk, arguments: tuple[str, ...]) -> None:
    out = str(tmp_path / "out.xlsx")
    desk.told(*(out if one == "OUT" else one for one in arguments), "--as", BOSS, word=BOSS_WORD)


def test_an_account_works_once_it_has_set_its_own_password(desk: Desk) -> None:
    said = desk.told("account", "李晓梅", "clerk", "--as", BOSS, word=BOSS_WORD)
    first = said.split("一次性密码 ")[1].split("，")[0]
    assert "一次性" in desk.told("import", SAMPLE, "--as", "李晓梅", word=first, ends=2)
    desk.keep("YEJI_NEW_PASSWORD_FILE", "kurz")
    assert "8 位以上" in desk.told("password", "--as", "李晓梅", word=first, ends=2)
    desk.keep("YEJI_NEW_PASSWORD_FILE", "Eigenes-Wort-1")
    desk.told("password", "--as", "李晓梅", word=first)
    desk.told("import", SAMPLE, "--only-good", "--as", "李晓梅", word="Eigenes-Wort-1")
    assert "不一致" not in desk.told("verify", "--as", "李晓梅", word="Eigenes-Wort-1")


def test_four_eyes_hold_for_commands_whoever_has_both_roles(desk: Desk) -> None:
    clerk = desk.hire("李晓梅", "clerk")
    desk.told("import", SAMPLE, "--only-good", "--as", "李晓梅", word=clerk)
    case = desk.told("cases", "--as", BOSS, word=BOSS_WORD).split("\t")[0]
    desk.told("move", case, "accept", "--as", "李晓梅", word=clerk)
    said = desk.told("account", "两岗", "clerk", "reviewer", "--as", BOSS, word=BOSS_WORD)
    first = said.split("一次性密码 ")[1].split("，")[0]
    desk.keep("YEJI_NEW_PASSWORD_FILE", "Eigenes-Wort-1")
    desk.told("password", "--as", "两岗", word=first)
    other = desk.told("cases", "--as", BOSS, word=BOSS_WORD).splitlines()[1].split("\t")[0]
    desk.told("move", other, "accept", "--as", "两岗", word="Eigenes-Wort-1")
    assert "四眼原则" in desk.told("move", other, "pass", "--as", "两岗", word="Eigenes-Wort-1", ends=2)
    desk.told("move", case, "pass", "--as", "两岗", word="Eigenes-Wort-1")
    assert "须由复核员" in desk.told("move", other, "pass", "--as", BOSS, word=BOSS_WORD, ends=2)


def test_five_wrong_passwords_lock_commands_out_too(desk: Desk) -> None:
    for _ in range(4):
        desk.told("cases", "--as", BOSS, word="Falsches-Wort-9", ends=2)
    assert "已锁定" in desk.told("cases", "--as", BOSS, word="Falsches-Wort-9", ends=2)
    assert "已锁定" in desk.told("cases", "--as", BOSS, word=BOSS_WORD, ends=2)


def test_at_a_terminal_the_password_is_typed_unseen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    asked: list[str] = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return BOSS_WORD

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(commands_login, "getpass", typed)
    desk.told("cases", "--as", BOSS)
    desk.told("init", "--admin", "乙", "--data", str(desk.folder / "b"))
    assert asked == [f"{BOSS} 的密码：", "为 乙 设置密码：", "再输一次："]


def test_a_password_file_that_cannot_be_read_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YEJI_PASSWORD_FILE", str(desk.folder / "nowhere"))
    assert run(["cases", "--as", BOSS]) == 2


def test_a_plain_folder_has_no_passwords_to_set(tmp_path: Path, desk: Desk) -> None:
    desk.told("init", "--plain", "--data", str(tmp_path / "plain"))
    assert "不设登录" in desk.told("password", "--as", "local", "--data", str(tmp_path / "plain"), word="x", ends=2)


def test_a_day_sheet_is_written_and_its_head_verified(tmp_path: Path, desk: Desk) -> None:
    out = tmp_path / "日结单.pdf"
    said = desk.told("day-sheet", str(out), "--as", BOSS, word=BOSS_WORD)
    assert out.read_bytes().startswith(b"%PDF")
    head = said.split("链头 ")[1].strip()
    assert "第 " in desk.told("verify", "--head", head[:10], "--as", BOSS, word=BOSS_WORD)
    found = json.loads(desk.told("verify", "--head", head, "--json", "--as", BOSS, word=BOSS_WORD))
    assert (found["ok"], found["head"]["digest"]) == (True, head)
    plain = json.loads(desk.told("verify", "--json", "--as", BOSS, word=BOSS_WORD))
    assert "head" not in plain
    desk.keep("YEJI_PASSWORD_FILE", BOSS_WORD)
    other = "".join("0" if sign != "0" else "1" for sign in head)
    assert run(["verify", "--head", other, "--as", BOSS]) == 1


@pytest.mark.parametrize(("day", "said"), [("gestern", "日期"), ("2999-01-01", "还没有到"), ("1999-01-01", "没有数据")])
def test_a_day_sheet_of_no_day_is_refused(tmp_path: Path, desk: Desk, day: str, said: str) -> None:
    out = tmp_path / "x.pdf"
    assert said in desk.told("day-sheet", day, str(out), "--as", BOSS, word=BOSS_WORD, ends=2)
    assert not out.exists()
