from pathlib import Path

from app.services.about import FACES, face_licences, libraries


def test_every_library_that_is_installed_is_named_with_version_and_licence() -> None:
    found = {part.name: part for part in libraries()}
    assert {"PySide6-Essentials", "SQLAlchemy", "openpyxl", "reportlab"} <= set(found)
    assert all(part.version and part.licence for part in found.values())


def test_every_face_brings_its_licence() -> None:
    texts = dict(face_licences(Path(__file__).parents[2] / "resources"))
    assert texts.keys() == FACES.keys()
    assert all(len(text) > 1000 for text in texts.values())
