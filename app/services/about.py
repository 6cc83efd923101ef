"""What the program is made of: libraries and faces with their versions and licences."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LIBRARIES = {
    "PySide6-Essentials": "LGPL-3.0",
    "PySide6-Pdf": "LGPL-3.0",
    "SQLAlchemy": "MIT",
    "alembic": "MIT",
    "pydantic": "MIT",
    "openpyxl": "MIT",
    "python-calamine": "MIT",
    "reportlab": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "chinesecalendar": "MIT",
    "pypinyin": "MIT",
    "platformdirs": "MIT",
    "argon2-cffi": "MIT",
    "sqlcipher3": "Zlib",
}
FACES = {
    "Noto Sans SC": "OFL-NotoSansSC.txt",
    "Noto Serif SC": "OFL-NotoSerifSC.txt",
    "Fandol Fang": "COPYING-Fandol.txt",
}


@dataclass(frozen=True)
class Part:
    """A library or face: its version, empty when it is not told, and its licence."""

    name: str
    version: str
    licence: str


def libraries() -> tuple[Part, ...]:
    """The libraries that are installed, in the order above."""
    found = ((name, _version(name), licence) for name, licence in LIBRARIES.items())
    return tuple(Part(name, version, licence) for name, version, licence in found if version)


def face_licences(resources: Path) -> tuple[tuple[str, str], ...]:
    """Each face shipped, with the text of its licence."""
    return tuple((face, (resources / "fonts" / file).read_text(encoding="utf-8")) for face, file in FACES.items())


def _version(name: str) -> str:
    try:
        return metadata(name)["Version"]
    except PackageNotFoundError:
        return ""
