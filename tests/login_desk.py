"""Commands typed in a data folder with login; the password comes from a file, as a scheduled job has it."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest
from login_office import CHEAP, files_of
from working_office import NAMES

from app.commands import run
from app.services.trust.accounts import Role
from app.services.trust.passwords import Passwords

ROOT = Path(__file__).parents[1]
STANDARDS = str(ROOT / "resources" / "sample" / "standards.toml")
BOSS, BOSS_WORD = NAMES[Role.ADMINISTRATOR], "Eigenes-Wort-5"
_MADE: dict[Path, bytes] = {}


class Desk:
    """Types commands in a folder made once and copied; the password comes from a file as a scheduled job has it."""

    def __init__(self, folder: Path, environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.environment, self._capsys = folder, environment, capsys
        environment.setenv("YEJI_DATA", str(folder / "data"))
        environment.setattr(sys, "stdin", io.StringIO())
        environment.chdir(folder)
        environment.setattr(Passwords.__init__, "__kwdefaults__", vars(CHEAP.cost))
        if not _MADE:
            self.told("init", "--admin", BOSS, "--standards", STANDARDS, word=BOSS_WORD)
            _MADE.update(files_of(folder))
        for name, content in _MADE.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)

    def keep(self, variable: str, word: str) -> None:
        path = self.folder / f"{variable}.txt"
        path.write_text(f"{word}\n", encoding="utf-8")
        self.environment.setenv(variable, str(path))

    def told(self, *arguments: str, word: str = "", ends: int = 0) -> str:
        """What a command prints, which ends as expected."""
        self.environment.delenv("YEJI_PASSWORD_FILE", raising=False)
        if word:
            self.keep("YEJI_PASSWORD_FILE", word)
        self._capsys.readouterr()
        assert run(list(arguments)) == ends
        said = self._capsys.readouterr()
        if ends:
            assert (said.out, said.err.count("\n")) == ("", 1)
        return said.err if ends else said.out

    def hire(self, name: str, role: str) -> str:
        """An account with a password of its own, which is given back."""
        said = self.told("account", name, role, "--as", BOSS, word=BOSS_WORD)
        found = re.search(r"一次性密码 (\S+?)，", said)
        assert found
        own = f"Wort-von-{role}-1"
        self.keep("YEJI_NEW_PASSWORD_FILE", own)
        self.told("password", "--as", name, word=found[1])
        return own
