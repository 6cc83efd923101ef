"""Commands about keys: the sheet of a new folder, coming back by it, and a backup restored on another computer."""

import re
from pathlib import Path

import pytest
from login_desk import BOSS, BOSS_WORD, Desk
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

NEW = "Neues-Wort-77"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], qtbot: QtBot) -> Desk:
    assert qtbot
    return Desk(tmp_path, monkeypatch, capsys)


def code_on(path: Path) -> str:
    """The code as one reads it from the printed sheet."""
    document = QPdfDocument()
    document.load(str(path))
    assert document.pageCount() == 1
    groups = re.findall(r"(?<![0-9A-Z])[0-9A-HJKMNP-TV-Z]{5}(?![0-9A-Z])", document.getAllText(0).text())
    document.close()
    assert len(groups) == 8
    return "-".join(groups)


def test_a_new_folder_comes_with_a_sheet_that_opens_it(tmp_path: Path, desk: Desk) -> None:
    (sheet,) = tmp_path.glob("恢复单-*.pdf")
    desk.keep("YEJI_SHEET_FILE", code_on(sheet))
    desk.keep("YEJI_NEW_PASSWORD_FILE", NEW)
    assert "另印一份恢复单" in desk.told("recover", "--as", BOSS)
    assert "账号或密码不对" in desk.told("cases", "--as", BOSS, word=BOSS_WORD, ends=2)
    desk.told("verify", "--as", BOSS, word=NEW)


def test_another_sheet_makes_the_first_void(tmp_path: Path, desk: Desk) -> None:
    (first,) = tmp_path.glob("恢复单-*.pdf")
    said = desk.told("sheet", str(tmp_path / "neu.pdf"), "--as", BOSS, word=BOSS_WORD)
    assert str(tmp_path / "neu.pdf") in said
    desk.keep("YEJI_NEW_PASSWORD_FILE", NEW)
    desk.keep("YEJI_SHEET_FILE", code_on(first))
    assert "已换过新的恢复单" in desk.told("recover", "--as", BOSS, ends=2)
    desk.keep("YEJI_SHEET_FILE", code_on(tmp_path / "neu.pdf"))
    desk.told("recover", "--as", BOSS)


@pytest.mark.parametrize(
    ("arguments", "word", "said"),
    [
        (("recover",), "", "--as"),
        (("recover", "--as", BOSS), "", "YEJI_SHEET_FILE"),
        (("sheet", "x.pdf"), BOSS_WORD, "--as"),
        (("sheet", "data/x.pdf", "--as", BOSS), BOSS_WORD, "不能放在数据文件夹里"),
        (("sheet", "nowhere/x.pdf", "--as", BOSS), BOSS_WORD, "不能写入"),
    ],
)
def test_what_is_refused_is_refused_in_a_sentence(desk: Desk, arguments: tuple[str, ...], word: str, said: str) -> None:
    assert said in desk.told(*arguments, word=word, ends=2)


def test_a_plain_folder_needs_no_sheet(tmp_path: Path, desk: Desk) -> None:
    plain = str(tmp_path / "plain")
    desk.told("init", "--plain", "--data", plain)
    assert "没有加密" in desk.told("sheet", str(tmp_path / "x.pdf"), "--data", plain, ends=2)
    desk.keep("YEJI_SHEET_FILE", "x")
    desk.keep("YEJI_NEW_PASSWORD_FILE", NEW)
    assert "没有加密" in desk.told("recover", "--as", BOSS, "--data", plain, ends=2)


def test_a_backup_opens_on_another_computer_with_the_password_of_its_day(tmp_path: Path, desk: Desk) -> None:
    backup, other = str(tmp_path / "a.yjbak"), str(tmp_path / "other")
    desk.told("backup", backup, "--as", BOSS, word=BOSS_WORD)
    assert "--as" in desk.told("restore", backup, "--data", other, ends=2)
    wrong = desk.told("restore", backup, "--data", other, "--as", BOSS, word="Falsches-Wort-9", ends=2)
    assert "备份当日" in wrong
    assert not Path(other).exists()
    desk.told("restore", backup, "--data", other, "--as", BOSS, word=BOSS_WORD)
    desk.told("verify", "--data", other, "--as", BOSS, word=BOSS_WORD)
    desk.told("restore", backup, "--as", BOSS, word=BOSS_WORD)
    desk.told("verify", "--as", BOSS, word=BOSS_WORD)
