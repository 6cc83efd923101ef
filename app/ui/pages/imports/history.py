"""Where files are dropped, and the imports so far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.cases.batches import PastBatch
from app.ui import icons, keys, tokens
from app.ui.settings import Settings
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

COLUMNS = (
    Column("number", "批次", width=112),
    Column("file_name", "文件", width=260),
    Column("at", "导入时间", width=136),
    Column("account", "经手人", width=80),
    Column("stored", "入库（件）", CellKind.WHOLE, 96),
    Column("errors", "有错（行）", CellKind.WHOLE, 96),
    Column("repeated", "重复（行）", CellKind.WHOLE, 96),
    Column("payable_fen", "测算合计（元）", CellKind.MONEY, 136),
)
_TABLE = "page/import/batches"


class DropZone(QFrame):
    """Says that files may be dropped; the page itself takes them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Dashed, and in the accent while files hover over the page."""
        super().__init__(parent)
        self.setObjectName("drop")
        self._sign = QLabel()
        self.choose = QPushButton("选择文件…")
        self.choose.setProperty("role", "primary")
        keys.tip(self.choose, "可一次选多个", keys.CHOOSE_FILES)
        said = QLabel("把企业报来的表格拖到这里，可一次多个")
        kinds = QLabel("Excel、WPS 表格、ODS、CSV；先显示测算结果，确认后才入库")
        kinds.setProperty("role", "secondary")
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE_4)
        words.addWidget(said)
        words.addWidget(kinds)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_24, tokens.SPACE_12, tokens.SPACE_24, tokens.SPACE_12)
        row.setSpacing(tokens.SPACE_16)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addWidget(self.choose)
        self._sign.setPixmap(icons.pixmap("import", tokens.colours().secondary, 32, self.devicePixelRatioF()))

    def set_over(self, over: bool, /) -> None:
        """Whether files hover over the page."""
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)


class History(QWidget):
    """`opened` carries the batch whose cases are wanted, `original` the one whose file is, `marked` as marked."""

    opened = Signal(str)
    original = Signal(str)
    marked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until show_batches."""
        super().__init__(parent)
        self.zone = DropZone()
        empty = EmptyState(
            "import", "还没有导入过表格", "导入过的每个文件都列在这里，可查看入库的案件，也可取回原文件。"
        )
        self.table = TableView(COLUMNS, ListSource(()), "导入记录", key="number", empty=empty, unit="批")
        self.cases = QPushButton("查看案件")
        keys.tip(self.cases, "在审核队列中查看这一批", keys.OPEN)
        self.save = QPushButton("原文件另存…")
        self.save.setToolTip("取回这一批当时报来的文件，原样不改")
        self.mark = QPushButton("标注错误另存…")
        self.mark.setToolTip("这一批未入库的错误行，在原文件中逐格标注后交给单位改正")
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addStretch(1)
        buttons.addWidget(self.mark)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cases)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_12)
        column.addWidget(self.zone)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.table.opened.connect(lambda key: self.opened.emit(str(key)))
        self.table.current.connect(self._enable)
        self.cases.clicked.connect(lambda: self.opened.emit(str(self.table.current_key)))
        self.save.clicked.connect(lambda: self.original.emit(str(self.table.current_key)))
        self.mark.clicked.connect(lambda: self.marked.emit(str(self.table.current_key)))
        self.setFocusProxy(self.table)
        self._faulty: frozenset[str] = frozenset()
        self._enable(None)

    def show_batches(self, batches: Sequence[PastBatch]) -> None:
        """Show these imports."""
        kept = self.table.current_key
        self._faulty = frozenset(batch.number for batch in batches if batch.errors)
        self.table.set_source(ListSource([_row(batch) for batch in batches], ("number", "file_name", "account")))
        self.table.select(kept)
        for button in (self.cases, self.save, self.mark):
            button.setVisible(bool(batches))
        self._enable(self.table.current_key)

    def keep(self, settings: Settings) -> None:
        """Keep columns, sort and widths."""
        self.table.save(settings, _TABLE)

    def take_up(self, settings: Settings) -> None:
        """Take up what was kept."""
        self.table.restore(settings, _TABLE)

    def _enable(self, key: object) -> None:
        for button in (self.cases, self.save):
            button.setEnabled(key is not None)
        self.mark.setEnabled(key in self._faulty)


def _row(batch: PastBatch) -> dict[str, object]:
    shown: dict[str, object] = {column.key: getattr(batch, column.key) for column in COLUMNS}
    return shown | {"at": f"{batch.at:%Y-%m-%d %H:%M}"}
