import re
from pathlib import Path

import pytest
from letter_samples import FONTS
from reportlab.pdfbase.ttfonts import TTFontFace

from app.services.errors import UserError
from app.services.letters.paper.fonts import Fonts, to_unicode


def test_a_rare_character_comes_from_the_next_face_that_has_it() -> None:
    chain = Fonts(FONTS).chains["body"]
    assert [chain[character].font for character in "张𬭊㛃三"] == ["fang", "song", "song", "fang"]
    assert chain["张"].width == 1.0
    assert chain["1"].width == 0.5


def test_a_character_that_no_face_has_is_refused_by_name() -> None:
    with pytest.raises(UserError, match=r"“\U0001F600”（U\+1F600）"):
        Fonts(FONTS).chains["body"]["\U0001f600"]


def test_a_face_is_parsed_once_a_process() -> None:
    assert Fonts(FONTS).face("fang") is Fonts(FONTS).face("fang")


def test_a_missing_font_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlab.pdfbase.pdfmetrics._fonts", {})
    with pytest.raises(UserError, match="FandolFang"):
        Fonts(tmp_path).face("fang")


def test_the_map_gives_characters_above_the_first_plane_as_surrogates() -> None:
    cmap = to_unicode("AAAAAA+Fang", [0, ord("叶"), 0x2CB4A])
    assert "<01> <53F6>\n<02> <D872DF4A>" in cmap
    assert "<00> <" not in cmap.split("beginbfchar")[1]


def test_the_map_has_no_section_above_a_hundred_entries() -> None:
    cmap = to_unicode("AAAAAA+Fang", list(range(0x4E00, 0x4E00 + 256)))
    assert re.findall(r"(\d+) beginbfchar", cmap) == ["100", "100", "56"]


def test_a_subset_is_cut_as_reportlab_cuts_it() -> None:
    codes = [0, *map(ord, "叶集区人社局2026 é")]
    plain = TTFontFace(str(FONTS / "NotoSerifSC_900Black-GB2312.ttf"))
    assert Fonts(FONTS).face("heavy").face.makeSubset(codes) == plain.makeSubset(codes)
