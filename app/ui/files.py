"""Asking where files come from and where they go, and showing the folder they went to."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.notices import Action, Kind, Notice

EXCEL = "Excel 工作簿 (*.xlsx)"
PDF = "PDF 文件 (*.pdf)"
ZIP = "压缩文件 (*.zip)"
BACKUP = "备份 (*.yjbak);;恢复前的数据 (*.db)"
SCANS = "扫描件和文档 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.ofd *.doc *.docx *.xls *.xlsx *.zip)"
WORKBOOKS = "表格文件 (*.xlsx *.xlsm *.xls *.et *.ods *.csv);;所有文件 (*)"


class FileChoice:
    """The system's dialogs, opening in the folder that was last used."""

    def __init__(self) -> None:
        """Begins in the person's documents."""
        self.folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def open_many(self, parent: QWidget, title: str, kinds: str) -> list[Path]:
        """The files chosen for reading; none when it was cancelled."""
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(self.folder), kinds)
        return [self._remember(name) for name in names]

    def open_one(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """The file chosen for reading; None when it was cancelled."""
        name, _ = QFileDialog.getOpenFileName(parent, title, str(self.folder), kinds)
        return self._remember(name) if name else None

    def save_as(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """Where to write a file, `name` proposed; its ending is added when it was left out. None when cancelled."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(self.folder / name), kinds)
        if not chosen:
            return None
        path = self._remember(chosen)
        return path if path.suffix else path.with_suffix(Path(name).suffix)

    def save_in(self, parent: QWidget, title: str) -> Path | None:
        """A folder to write several files into; None when cancelled."""
        chosen = QFileDialog.getExistingDirectory(parent, title, str(self.folder))
        if not chosen:
            return None
        self.folder = Path(chosen)
        return self.folder

    def _remember(self, name: str) -> Path:
        path = Path(name)
        self.folder = path.parent
        return path


def written(what: str, path: Path) -> Notice:
    """The notice that a file was written, with the way to its folder."""
    return Notice(Kind.OK, f"已写出{what}：{path.name}", Action("打开所在文件夹", lambda: show_folder(path)))


def show_folder(path: Path) -> None:
    """Open the folder of a file in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if path.is_dir() else path.parent)))
