"""A person who answers the dialogs for files: what is opened, and the folder everything is saved into."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.ui.files import FileChoice


class Answers(FileChoice):
    """Opens `opened`, saves under the proposed names in `folder`; both can be changed, None cancels."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.opened: list[Path] = []
        self.asked: list[str] = []
        self.agrees = True

    def open_many(self, parent: QWidget, title: str, kinds: str) -> list[Path]:
        self.asked.append(title)
        return self.opened

    def open_one(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        self.asked.append(title)
        return self.opened[0] if self.opened else None

    def save_as(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        self.asked.append(name)
        return self.folder / name if self.agrees else None

    def save_in(self, parent: QWidget, title: str) -> Path | None:
        self.asked.append(title)
        return self.folder if self.agrees else None
