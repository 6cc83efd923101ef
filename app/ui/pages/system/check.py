"""核对与日志: the check over everything, and the audit chain to read."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.services.trust import audit_trail
from app.services.trust.verifying import Verification
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, Tag, Tone
from app.ui.widgets.form.day_editor import DayEditor
from app.ui.widgets.table.query import Column, Query, Rows
from app.ui.widgets.table.view import TableView

COLUMNS = (
    Column("number", "序号", width=70, sortable=False, filterable=False),
    Column("at", "时间", width=150, sortable=False, filterable=False),
    Column("account", "账号", width=110, sortable=False, filterable=False),
    Column("action", "事项", width=130, sortable=False, filterable=False),
    Column("subject", "对象", width=170, sortable=False, filterable=False),
    Column("detail", "内容", width=420, sortable=False, filterable=False),
    Column("digest", "摘要", width=150, shown=False, sortable=False, filterable=False),
)


class AuditSource:
    """The audit chain as a table's source, the latest first."""

    def __init__(self, uow: UnitOfWork) -> None:
        """Reads from a data folder."""
        self._uow = uow

    def page(self, query: Query, after: object | None, limit: int) -> Rows:
        """Entries before the number `after`."""
        found = audit_trail.page(self._uow, query.search, after if isinstance(after, int) else None, limit)
        return Rows(found, found[-1].number if len(found) == limit else None)

    def count(self, query: Query, cap: int = 1000) -> int:
        """How many entries hold what is searched."""
        return audit_trail.count(self._uow, query.search, cap)

    def each(self, query: Query) -> Iterator[object]:
        """All entries that hold what is searched."""
        return audit_trail.each(self._uow, query.search)


class SystemCheck(QWidget):
    """`asked` starts the check; `sheet_asked` carries a day as typed, `head_asked` a head as printed."""

    asked = Signal()
    sheet_asked = Signal(str)
    head_asked = Signal(str)

    def __init__(self, uow: UnitOfWork, folder: str) -> None:
        """`folder` is the path of the data folder, to read and copy."""
        super().__init__()
        self.button = QPushButton("立即核对")
        self.button.clicked.connect(self.asked)
        self._chip = Chip(Tag("本次打开后尚未核对"))
        self.found = QLabel("检查数据库完整、审计链、文书存档、台账与案件一致。", wordWrap=True)
        self.found.setProperty("role", "secondary")
        self.table = TableView(COLUMNS, AuditSource(uow), "审计日志", key="number", unit="条")
        check = Card("核对")
        upper = QHBoxLayout()
        upper.setSpacing(tokens.SPACE_12)
        upper.addWidget(self.button)
        upper.addWidget(self._chip)
        upper.addStretch()
        where = QLabel(f"数据文件夹　{folder}", wordWrap=True)
        where.setTextInteractionFlags(where.textInteractionFlags().TextSelectableByMouse)
        check.column.addLayout(upper)
        check.column.addWidget(self.found)
        check.column.addWidget(where)
        check.column.addLayout(self._paper(uow))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        column.setSpacing(tokens.SPACE_12)
        column.addWidget(check)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.button)

    def _paper(self, uow: UnitOfWork) -> QHBoxLayout:
        """The day sheet, and the head that stands on one."""
        self.day = DayEditor()
        self.day.line.setAccessibleName("日结单日期")
        self.day.set_text(uow.clock().date().isoformat())
        self.sheet = QPushButton("日结单…")
        self.sheet.clicked.connect(lambda: self.sheet_asked.emit(self.day.text()))
        self.head = QLineEdit(placeholderText="日结单上的链头，前 8 位以上")
        self.head.setAccessibleName("日结单上的链头")
        self.look = QPushButton("查对链头")
        for signal in (self.look.clicked, self.head.returnPressed):
            signal.connect(lambda *_: self.head_asked.emit(self.head.text()))
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.day)
        row.addWidget(self.sheet)
        row.addSpacing(tokens.SPACE_24)
        row.addWidget(self.head, 1)
        row.addWidget(self.look)
        row.addStretch()
        return row

    def show_running(self) -> None:
        """The check has begun."""
        self.button.setEnabled(False)
        self._chip.set_tag(Tag("正在核对", Tone.ACTIVE))

    def show_stopped(self) -> None:
        """The check was given up."""
        self.button.setEnabled(True)
        self._chip.set_tag(Tag("没有核对完"))

    def show_found(self, verification: Verification) -> None:
        """What the check found."""
        self.button.setEnabled(True)
        ok = verification.ok
        self._chip.set_tag(Tag("一致", Tone.DONE) if ok else Tag(f"{len(verification.problems)} 处问题", Tone.LATE))
        head = f"审计链 {verification.audit_entries} 条，链头 {verification.chain_head[:16]}。{verification.proves}"
        told = [line for found in verification.findings for line in found.told()]
        self.found.setText(f"数据库、审计链、台账一致。{head}" if ok else "\n".join((*told, head)))
