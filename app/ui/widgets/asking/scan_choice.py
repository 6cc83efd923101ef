"""A file to go with what is being recorded: chosen, shown by its name, taken away again."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.services.cases.scans import File
from app.services.errors import UserError
from app.services.excel.reading.workbook import file_bytes
from app.ui import tokens
from app.ui.files import SCANS, FileChoice


class ScanChoice(QWidget):
    """Empty until a file is chosen; `file` is what was chosen, read at once."""

    def __init__(self, files: FileChoice | None = None, parent: QWidget | None = None) -> None:
        """`files` opens the system's dialog."""
        super().__init__(parent)
        self.files = files or FileChoice()
        self.file: File | None = None
        self.choose, self.drop = QPushButton("选择文件…"), QPushButton("不要")
        self.said = QLabel("没有选择")
        self.said.setProperty("role", "secondary")
        for button in (self.choose, self.drop):
            button.setAutoDefault(False)
        self.drop.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.choose)
        row.addWidget(self.said, 1)
        row.addWidget(self.drop)
        self.choose.clicked.connect(self._choose)
        self.drop.clicked.connect(lambda: self._take(None))

    def _choose(self) -> None:
        path = self.files.open_one(self, "选择扫描件", SCANS)
        if path is None:
            return
        try:
            self._take(File(path.name, file_bytes(path)))
        except UserError as error:
            self.said.setText(error.text)

    def _take(self, file: File | None) -> None:
        self.file = file
        self.said.setText(file.name if file else "没有选择")
        self.drop.setVisible(file is not None)
