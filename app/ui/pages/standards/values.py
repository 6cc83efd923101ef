"""Every value the rules use in one list; beside it where the chosen one comes from, and the entry of a new one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.services.errors import UserError
from app.services.standards.standards_entry import NewValue
from app.services.standards.standards_shown import Past, Section, Shown, Status
from app.ui import keys, tokens
from app.ui.settings import Settings
from app.ui.widgets.asking.entry_lines import EntryLines
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.facet_bar import FacetBar
from app.ui.widgets.table.query import Align, CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

COLUMNS = (
    Column("name", "名称", width=170),
    Column("key", "行", width=110),
    Column("value", "当前值", width=110, align=Align.RIGHT),
    Column("unit", "单位", width=60),
    Column("start", "起始日期", CellKind.DATE, width=100),
    Column("status", "状态", CellKind.CHIP, width=80),
    Column("source", "来源", width=150),
    Column("waits", "等待它的补贴类型", width=180, shown=False),
)
TONES = {Status.IN_FORCE: Tone.DONE, Status.MISSING: Tone.SOON, Status.COMING: Tone.ACTIVE}
LABELS = {"value": "新值", "start": "起始日期（可以是将来）", "source": "来源文号或依据"}
_SIDE = 340


class StandardsValues(QWidget):
    """List and entry; `picked` asks for the history of a Shown, `entered` carries a NewValue."""

    picked = Signal(object)
    entered = Signal(object)

    def __init__(self) -> None:
        """Empty until show_rows."""
        super().__init__()
        self._rows: dict[str, Shown] = {}
        self._allowed = False
        self._begun: Shown | None = None
        self.table = TableView(COLUMNS, ListSource(()), "政策标准", key="id", unit="项")
        self.facets = FacetBar([("", "全部"), *((section.value, section.value) for section in Section)], "按类别")
        self.facets.chosen.connect(lambda section: self.table.set_facets(section=section))
        self.title = _label("", "cardtitle")
        self.about = _label("", "secondary")
        self.lines = EntryLines(LABELS)
        self.listed = self.lines.add_text("listed", "新名单（一行一个）", 7)
        self.button = QPushButton("录入新值")
        self.button.setProperty("role", "primary")
        keys.tip(self.button, "录入新值", keys.SAVE)
        self.past = _label("", "")
        self.past.setTextFormat(Qt.TextFormat.RichText)
        self._lay_out()
        self.table.current.connect(self._pick)
        self.table.opened.connect(lambda _: self._start_typing())
        self.button.clicked.connect(self._enter)
        self.lines.returned.connect(self._enter)
        keys.bind(self, keys.SAVE, self._enter, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.table)

    @property
    def current(self) -> Shown | None:
        """The value chosen in the list."""
        return self._rows.get(str(self.table.current_key))

    def allow(self, allowed: bool, /) -> None:
        """Whether the account may enter values."""
        self._allowed = allowed
        for widget in (self.lines, self.listed, self.button):
            widget.setEnabled(allowed)
        self.button.setToolTip("" if allowed else "新值由管理员录入")
        if allowed:
            keys.tip(self.button, "录入新值", keys.SAVE)

    def show_rows(self, rows: Sequence[Shown]) -> None:
        """List values; the one chosen stays."""
        kept = self.table.current_key
        self._rows = {row.id: row for row in rows}
        self.table.set_source(ListSource([_cells(row) for row in rows], ("name", "key", "value", "source")))
        self.table.select(kept)
        self._pick(self.table.current_key)

    def show_history(self, past: Sequence[Past]) -> None:
        """Show where the chosen value comes from, the latest first."""
        lines = [
            f"<p style='margin:4px 0'>自 {one.start} 起　<b>{escape(one.value)}</b><br>"
            f"<span style='color:{tokens.colours().secondary}'>{escape(one.source)}　{escape(one.entered)}</span></p>"
            for one in past
        ]
        self.past.setText("".join(lines) or "还没有录入过。")

    def show_error(self, error: UserError) -> bool:
        """Show what is wrong under its field, under the list where one is typed; False when it belongs to none."""
        if error.field == "value" and self.listed.isVisible():
            self.listed.setFocus()
            return self.lines.show_error(UserError(error.text, "listed"))
        return self.lines.show_error(error)

    def clear_entry(self) -> None:
        """Empty the fields after a value has been entered."""
        self._begun = None
        self.lines.clear()
        self.listed.clear()

    def search(self, text: str) -> None:
        """Narrow the list to what has the text."""
        self.table.search(text)

    def save_state(self, settings: Settings) -> None:
        """Keep columns, sort and filters."""
        self.table.save(settings, "page/standards/table")

    def restore_state(self, settings: Settings) -> None:
        """Take up what was kept."""
        self.table.restore(settings, "page/standards/table")

    def _pick(self, _key: object) -> None:
        row = self.current
        if row is not None and row == self._begun:
            return
        self.clear_entry()
        self._begun = row
        self.button.setEnabled(row is not None and self._allowed)
        if row is None:
            return
        is_list = row.section is Section.LISTS
        self.title.setText(f"{row.name}　{row.key}" if row.key else row.name)
        now = f"现行 {row.value} {row.unit}".rstrip() if row.status is Status.IN_FORCE else row.status.value
        waits = f"等待它的补贴类型：{row.waits}" if row.waits else ""
        self.about.setText("\n".join(part for part in (now, row.note, waits) if part))
        self.lines.set_label("value", f"新值（{row.unit}）" if row.unit else "新值")
        self.lines.set_shown("value", not is_list)
        self.lines.set_shown("listed", is_list)
        if is_list:
            self.listed.setPlainText("" if row.value == "（空）" else row.value.replace("、", "\n"))
        self.picked.emit(row)

    def _start_typing(self) -> None:
        field = self.lines.lines["value"] if self.listed.isHidden() else self.listed
        field.setFocus()

    def _enter(self) -> None:
        row = self.current
        if row is None or not self._allowed:
            return
        texts = self.lines.texts
        value = self.listed.toPlainText() if row.section is Section.LISTS else texts["value"]
        self.entered.emit(NewValue(row.name, row.key, value, texts["start"], texts["source"]))

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.facets, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.table, 1)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(left)
        split.addWidget(self._side())
        split.setStretchFactor(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _side(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        column.setSpacing(tokens.SPACE_8)
        history = _label("历次录入", "cardtitle")
        for widget in (self.title, self.about, self.lines, self.button, history, self.past):
            column.addWidget(widget)
        column.addStretch()
        area = QScrollArea(widgetResizable=True)
        area.setMinimumWidth(_SIDE)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area


def _cells(row: Shown) -> dict[str, object]:
    cells = {name: getattr(row, name) for name in ("id", "name", "key", "value", "unit", "start", "source", "waits")}
    return cells | {"section": row.section.value, "status": Tag(row.status.value, TONES[row.status])}


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setProperty("role", role)
    return label
