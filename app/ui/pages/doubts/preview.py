"""What a list from elsewhere is, as a person states it, and its rows before anything is stored."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.services.doubts.employment import KINDS
from app.services.excel.books.outside_book import ListPreview, ListRow
from app.services.letters.masking import masked_identity
from app.services.policy.values import Unreadable, read_day
from app.ui import keys, tokens
from app.ui.widgets.case.remarks import Remarks
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.facet_bar import FacetBar
from app.ui.widgets.form.day_editor import DayEditor
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

ALL, MET, BAD = "all", "met", "bad"
FACETS = ((ALL, "全部"), (MET, "有案件"), (BAD, "有错"))
COLUMNS = (
    Column("sheet", "工作表", width=110),
    Column("row", "行", CellKind.WHOLE, 60),
    Column("result", "结果", CellKind.CHIP, 80),
    Column("identity", "身份证号", width=170),
    Column("name", "姓名", width=90),
    Column("unit", "单位", width=200),
    Column("start", "起", CellKind.DATE, 96),
    Column("end", "止", CellKind.DATE, 96),
    Column("reason", "原因", width=260),
)


class ListForm(QWidget):
    """Kind, date and source of a list."""

    def __init__(self, today: date) -> None:
        """The list's date is today until another is given."""
        super().__init__()
        self._today = today
        self.kinds = QComboBox()
        self.kinds.addItems(KINDS)
        self.kinds.setAccessibleName("名单类别")
        self.day_line = DayEditor()
        self.day_line.line.setAccessibleName("名单日期")
        self.day_line.set_text(today.isoformat())
        self.source_line = QLineEdit()
        self.source_line.setAccessibleName("来源")
        self.source_line.setPlaceholderText("提供名单的单位和文号，如 区社保中心 2024 年 11 月提供")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        for word, widget, stretch in (
            ("名单类别", self.kinds, 0),
            ("名单日期", self.day_line, 0),
            ("来源", self.source_line, 1),
        ):
            row.addWidget(QLabel(word))
            row.addWidget(widget, stretch)

    @property
    def kind(self) -> str:
        """The kind chosen."""
        return self.kinds.currentText()

    @property
    def source(self) -> str:
        """Who gave the list."""
        return self.source_line.text().strip()

    @property
    def day(self) -> date | None:
        """The list's date; None when it cannot be read."""
        try:
            return read_day(self.day_line.text())
        except Unreadable:
            return None

    def wrong(self) -> str:
        """What is still missing or wrong, in one sentence; empty when nothing is."""
        if self.day is None:
            return "名单日期看不懂，请写成 20241105 的形式。"
        if self.day > self._today:
            return "名单日期不能晚于今天，请改正。"
        return "" if self.source else "请先填写名单来源，如提供名单的单位和文号。"


class ListPreviewPane(QWidget):
    """`stored` asks to keep the rows without errors; `left` to put the file aside."""

    stored = Signal()
    left = Signal()

    def __init__(self, shown: ListPreview) -> None:
        """Shows a file as read."""
        super().__init__()
        self.shown = shown
        rows = [_cells(key, row) for key, row in enumerate(shown.rows)]
        self._buckets = {
            ALL: rows,
            MET: [cells for cells, row in zip(rows, shown.rows, strict=True) if row.known],
            BAD: [cells for cells, row in zip(rows, shown.rows, strict=True) if row.errors],
        }
        self.facets = FacetBar(FACETS, "按结果筛选")
        self.facets.set_counts({key: len(some) for key, some in self._buckets.items()})
        self.table = TableView(COLUMNS, self._source(ALL), "名单的行", unit="行")
        self.leave, self.store = QPushButton("取消"), QPushButton(self._verb())
        self.store.setProperty("role", "primary")
        self.store.setEnabled(bool(shown.entries) and not shown.before)
        self._lay_out()
        self.facets.chosen.connect(lambda facet: self.table.set_source(self._source(facet)))
        self.store.clicked.connect(self.stored)
        self.leave.clicked.connect(self.left)
        keys.bind(self, keys.STORE, self.store.click)
        keys.tip(self.store, self.store.text(), keys.STORE)
        keys.tip(self.leave, "不导入，返回名单", keys.ESCAPE)
        self.table.refresh()
        self.setFocusProxy(self.table)

    def _verb(self) -> str:
        count = len(self.shown.entries)
        return f"只导入无错误的 {count:,} 行" if self.shown.bad else f"导入 {count:,} 行"

    def _source(self, facet: str) -> ListSource:
        return ListSource(self._buckets[facet], ("name", "unit", "identity", "reason"))

    def _lay_out(self) -> None:
        head = QLabel(f"{self.shown.kind}名单 ← {self.shown.file_name}")
        head.setProperty("role", "cardtitle")
        before = (f"此文件{self.shown.before}，不能重复导入。",) if self.shown.before else ()
        below = QHBoxLayout()
        below.addWidget(self.leave)
        below.addStretch(1)
        below.addWidget(self.store)
        above = QHBoxLayout()
        above.addWidget(self.facets)
        above.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(head)
        column.addLayout(above)
        column.addWidget(Remarks((*before, *self.shown.notes)))
        column.addWidget(self.table, 1)
        column.addLayout(below)


def _cells(key: int, row: ListRow) -> dict[str, object]:
    entry = row.entry
    errors = "；".join(f"{error.cell} {error.header}：{error.text}".strip() for error in row.errors)
    good = Tag("有案件", Tone.SOON) if row.known else Tag("无案件")
    return {
        "key": key,
        "sheet": row.sheet,
        "row": row.row,
        "result": Tag("有错", Tone.LATE) if row.errors else good,
        "identity": masked_identity(entry.identity_number) if entry else "",
        "name": entry.name if entry else "",
        "unit": entry.unit if entry else "",
        "start": entry.start if entry else None,
        "end": entry.end if entry else None,
        "reason": errors,
    }
