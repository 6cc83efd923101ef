"""The manual against the program: every button, key, message, command and picture it names is there."""

from __future__ import annotations

import ast
import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from app.commands import build_parser
from app.ui import keys

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "docs" / "手册.md").read_text(encoding="utf-8")
GAP = "\0"
SAMPLES = {"2026": GAP, "区财政局": GAP, "3 件": f"{GAP} 件"}  # what stands in the manual for what differs


@cache
def strings() -> frozenset[str]:
    """Every string of the program, with a gap for what is filled in."""
    found: set[str] = set()
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                found.add("".join(str(one.value) if isinstance(one, ast.Constant) else GAP for one in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return frozenset(found)


def buttons() -> list[str]:
    return sorted(set(re.findall(r"【([^】]+)】", MANUAL)))


def shown(button: str) -> str:
    text = re.sub(r"\bn\b|(?<= )n(?= )", GAP, button)
    for sample, gap in SAMPLES.items():
        text = text.replace(sample, gap)
    return text


def on_screen(button: str) -> bool:
    """Whether a string of the program reads like the button; a count or a gap may follow its verb."""
    text = shown(button)
    verb = re.split(GAP, text)[0].strip()
    wanted = {text, text.rstrip("…"), f"{text}…"}
    if any(text[:at] + GAP in strings() and text[at:] in strings() for at in range(2, len(text))):
        return True
    if GAP in text:
        wanted |= {verb, f"{GAP}{verb}", f"{GAP} {GAP} 件", text.replace(f"{GAP} ", f"{GAP:}", 1)}
        parts = [part for part in re.split(GAP, text) if part.strip()]
        return bool(wanted & strings()) or any(all(part in one for part in parts) for one in strings() if GAP in one)
    return bool(wanted & strings())


@pytest.mark.parametrize("button", buttons())
def test_every_button_of_the_manual_is_on_the_screen(button: str) -> None:
    assert on_screen(button)


def test_every_key_of_the_sheet_of_keys_is_in_the_manual() -> None:
    groups = (keys.WINDOW, keys.TABLE, keys.FORM, keys.BATCH)
    missing = [key.shown for group in groups for key in group if f"`{key.shown}`" not in MANUAL]
    assert not missing


def test_every_key_of_the_manual_is_bound() -> None:
    known = {key.shown for group in (keys.WINDOW, keys.TABLE, keys.FORM, keys.BATCH, keys.PAGES) for key in group}
    known |= {"↑", "↓", "Alt+↓"}
    named = set(re.findall(r"`((?:Ctrl|Alt|Shift|F\d|Esc|Enter|空格|↑|↓)[^`]*)`", MANUAL))
    assert named <= known


def messages() -> list[str]:
    """The first cells of the tables in the chapter of messages."""
    chapter = MANUAL.split("\n## 十四")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \|", chapter, re.MULTILINE)
    return [row for row in rows if row != "提示" and not row.startswith(("---", "“新值”", "窗口下面"))]


SAMPLE_WORDS = re.compile(
    r"李晓梅|王建国|\d{4}-\d\d-\d\d|“疑点”页|“[^”]*”|「[^」]*」|联系人、银行账号|身份证号|开户银行|限制申报期限|\d+|受理|复核|第二年|批准|不能|后?方可|此步须由|名单导入|“疑点”页"
)


@pytest.mark.parametrize("message", messages())
def test_every_message_of_the_manual_is_the_program_s(message: str) -> None:
    pieces = [piece.strip(" ，。；：（）") for piece in re.split("…", SAMPLE_WORDS.sub("…", message))]
    said = "\n".join(strings())
    assert [piece for piece in pieces if len(piece) > 3 and piece not in said] == []


def commands() -> list[str]:
    return sorted(set(re.findall(r"`python main\.py([^`]*)`", MANUAL)))


@pytest.mark.parametrize("command", [one for one in commands() if one.strip() and not one.startswith(" --data")])
def test_every_command_of_the_manual_is_understood(command: str) -> None:
    words = [re.sub(r"…$", "", word) for word in shlex.split(command)]
    build_parser().parse_args(words)


def test_every_picture_of_the_manual_is_there_or_is_made() -> None:
    named = set(re.findall(r"\(screenshots/([^)]+)\.png\)", MANUAL))
    maker = ast.parse((ROOT / "benchmarks" / "screenshots.py").read_text(encoding="utf-8"))
    made = {node.value for node in ast.walk(maker) if isinstance(node, ast.Constant)}
    assert {
        name for name in named if name not in made and not (ROOT / f"docs/screenshots/{name}.png").exists()
    } == set()


def test_every_link_of_the_manual_leads_to_a_heading() -> None:
    heads = re.findall(r"^#+ (.+)$", MANUAL, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", head).lower().replace(" ", "-") for head in heads}
    assert set(re.findall(r"\(#([^)]+)\)", MANUAL)) <= anchors
