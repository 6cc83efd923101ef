"""What a standards file would change, shown before any of it is entered."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.standards.standards_entry import Change, Effect
from app.ui import tokens
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.table.query import Align, CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

COLUMNS = (
    Column("effect", "影响", CellKind.CHIP, width=80),
    Column("name", "名称", width=160),
    Column("key", "行", width=110),
    Column("before", "现值", width=110, align=Align.RIGHT),
    Column("after", "新值", width=110, align=Align.RIGHT),
    Column("start", "起始日期", CellKind.DATE, width=100),
    Column("source", "来源", width=170),
)
TONES = {Effect.NEW: Tone.DONE, Effect.CHANGED: Tone.SOON, Effect.SAME: Tone.NEUTRAL}


class StandardsImport(QDialog):
    """Accepted when the administrator enters what is shown."""

    def __init__(self, file_name: str, changes: Sequence[Change], parent: QWidget | None = None) -> None:
        """`changes` are all entries of the file."""
        super().__init__(parent)
        self.setWindowTitle("导入标准文件")
        self.resize(920, 520)
        counts = "，".join(f"{one.value} {sum(c.effect is one for c in changes)} 项" for one in Effect)
        said = QLabel(f"{file_name}：{counts}。录入后原有的值都保留，可随时查看。", wordWrap=True)
        rows = [_cells(place, change) for place, change in enumerate(changes)]
        self.table = TableView(COLUMNS, ListSource(rows), "标准文件的内容", key="place", unit="项")
        self.table.refresh()
        self.enter, stop = QPushButton(f"录入 {len(changes)} 项"), QPushButton("取消")
        self.enter.setProperty("role", "primary")
        self.enter.setEnabled(bool(changes))
        self.enter.clicked.connect(self.accept)
        stop.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(stop)
        buttons.addWidget(self.enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_16] * 4)
        column.setSpacing(tokens.SPACE_12)
        column.addWidget(said)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)


def _cells(place: int, change: Change) -> dict[str, object]:
    names = ("name", "key", "before", "after", "start", "source")
    cells = {name: getattr(change, name) for name in names}
    beginning = change.start.year == 1
    return cells | {
        "place": place,
        "start": None if beginning else change.start,
        "effect": Tag(change.effect.value, TONES[change.effect]),
    }
