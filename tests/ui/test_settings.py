from pathlib import Path

from app.ui.settings import IniSettings


def test_what_was_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    settings = IniSettings(tmp_path / "window.ini")
    settings.set("page/queue/table", '{"sort": "金额, 元", "top": 3}')
    del settings
    assert IniSettings(tmp_path / "window.ini").get("page/queue/table") == '{"sort": "金额, 元", "top": 3}'


def test_what_was_never_kept_is_none(tmp_path: Path) -> None:
    assert IniSettings(tmp_path / "window.ini").get("page/queue/table") is None
