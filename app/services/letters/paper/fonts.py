"""The shipped faces: parsed once a process, chosen per character, searchable after embedding."""

from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from app.services.errors import UserError

_FILES = {
    "fang": "FandolFang-Regular.ttf",
    "song": "NotoSerifSC_400Regular.ttf",
    "heavy": "NotoSerifSC_900Black-GB2312.ttf",
    "hei": "NotoSansSC_400Regular.ttf",
}
_CHAINS = {
    "body": ("fang", "song"),
    "title": ("heavy", "song"),
    "hei": ("hei", "song"),
    "song": ("song",),
}
_PARSING = RLock()


class Cell(NamedTuple):
    """The face that draws a character, and the character's width in ems."""

    font: str
    width: float


class _Outlines:
    """The outlines of a face, each copied only when a subset takes it."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data = data
        self._start = start

    def __getitem__(self, wanted: slice) -> bytes:
        return self._data[self._start + wanted.start : self._start + wanted.stop]


class _Face(TTFontFace):
    """A parsed face that is cut down without copying all its outlines, megabytes of them, for each subset."""

    _ttf_data: bytes

    def __init__(self, parsed: TTFontFace) -> None:
        vars(self).update(vars(parsed))

    def get_table(self, tag: str) -> Any:
        """Return a table as bytes; of the outlines a view that gives slices as bytes."""
        start, length = self.get_table_pos(tag)
        return _Outlines(self._ttf_data, start) if tag == "glyf" else self._ttf_data[start : start + length]


class SearchableFont(TTFont):
    """A TrueType face whose subsets map back to the right characters, those above U+FFFF included."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), asciiReadable=False)
        self.face = _Face(self.face)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab calls it by this name
        """Embed the subsets used by `doc`, each with our map instead of reportlab's."""
        subsets = [list(codes) for codes in self.state[doc].subsets]
        super().addObjects(doc)
        for index, codes in enumerate(subsets):
            internal = doc.fontMapping[self.fontName].lstrip("/")
            name = doc.idToObject["BasicFonts"].dict[f"{internal}+{index}"].BaseFont
            doc.idToObject[f"toUnicodeCMap:{name}"].content = to_unicode(name, codes)


def to_unicode(name: str, codes: list[int]) -> str:
    """Return the ToUnicode map of a subset (PDF 32000-1, 9.10.3): UTF-16 with surrogates, 100 entries a section."""
    entries = [f"<{code:02X}> <{_utf16(character)}>" for code, character in enumerate(codes) if character]
    sections = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for section in sections:
        lines += [f"{len(section)} beginbfchar", *section, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _utf16(character: int) -> str:
    return chr(character).encode("utf-16-be").hex().upper()


class Chain(dict[str, Cell]):
    """Faces in order of preference; looking a character up gives its cell, UserError when no face has it."""

    def __init__(self, fonts: "Fonts", faces: tuple[str, ...]) -> None:
        super().__init__()
        self._fonts = fonts
        self._faces = faces

    def __missing__(self, character: str) -> Cell:
        code = ord(character)
        for face in self._faces:
            font = self._fonts.face(face)
            if code in font.face.charToGlyph:
                cell = Cell(font.fontName, font.face.getCharWidth(code) / 1000)
                self[character] = cell
                return cell
        raise UserError(
            f"文书中的字符“{character}”（U+{code:04X}）在随附字体中没有字形，不能印制；"
            "请经办员核对该字，确属生僻字的请管理员补充字体。"
        )


class Fonts:
    """The faces of one folder, each parsed when first needed and then shared by the whole process.

    `chains` holds the faces by role: body, title, hei (headings), song (figures at the foot).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.chains = {role: Chain(self, faces) for role, faces in _CHAINS.items()}

    def parse(self) -> None:
        """Parse every face ahead of the first letter; UserError when a file is missing."""
        for name in _FILES:
            self.face(name)

    def face(self, name: str) -> Any:
        """Return the registered reportlab font of a face; UserError when its file is missing."""
        with _PARSING:
            if name in pdfmetrics.getRegisteredFontNames():
                return pdfmetrics.getFont(name)
            path = self._folder / _FILES[name]
            if not path.is_file():
                raise UserError(f"缺少字体文件“{path.name}”，不能印制文书，请管理员重新安装程序。")
            font = SearchableFont(name, path)
            pdfmetrics.registerFont(font)
            return font
