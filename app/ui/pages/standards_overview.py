"""政策一览: the types in a list; beside the chosen one its conditions, standards and columns, to read and copy."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from app.services.policy_overview import TypeShown
from app.services.standards_shown import Shown, Status
from app.ui import tokens
from app.ui.widgets.table import TableView
from app.ui.widgets.table_query import Column
from app.ui.widgets.table_source import ListSource

COLUMNS = (
    Column("title", "补贴类型", width=190),
    Column("clause", "政策依据", width=200),
    Column("payee", "发给", width=90),
    Column("pays", "标准", width=300),
)


class StandardsOverview(QWidget):
    """`templated` asks for the template of a type, `begun` to file a case of it; both carry its code."""

    templated = Signal(str)
    begun = Signal(str)

    def __init__(self) -> None:
        """Empty until show_types."""
        super().__init__()
        self._types: dict[str, TypeShown] = {}
        self.table = TableView(COLUMNS, ListSource(()), "政策一览", key="code", unit="类")
        self.text = QTextBrowser()
        self.text.setAccessibleName("条件和标准")
        self.template, self.begin = QPushButton("下载填报模板"), QPushButton("登记一件")
        self.template.clicked.connect(lambda: self.templated.emit(str(self.table.current_key)))
        self.begin.clicked.connect(lambda: self.begun.emit(str(self.table.current_key)))
        self.table.current.connect(self._pick)
        self.table.opened.connect(lambda code: self.begun.emit(str(code)))
        self._lay_out()
        self.setFocusProxy(self.table)

    @property
    def types(self) -> tuple[TypeShown, ...]:
        """The types listed."""
        return tuple(self._types.values())

    def show_types(self, types: Sequence[TypeShown]) -> None:
        """List the types; the one chosen stays."""
        kept = self.table.current_key
        self._types = {one.code: one for one in types}
        self.table.set_source(ListSource(types, ("title", "clause", "pays")))
        self.table.select(kept)
        self._pick(self.table.current_key)

    def search(self, text: str) -> None:
        """Narrow the list to what has the text."""
        self.table.search(text)

    def _pick(self, code: object) -> None:
        one = self._types.get(str(code))
        for button in (self.template, self.begin):
            button.setEnabled(one is not None)
        self.text.setHtml(_html(one) if one else "")

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(tokens.SPACE_8, tokens.SPACE_8, 0, tokens.SPACE_8)
        column.setSpacing(tokens.SPACE_8)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addWidget(self.begin)
        buttons.addWidget(self.template)
        buttons.addStretch()
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(self.table)
        split.addWidget(side)
        split.setSizes([600, 480])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        whole.addWidget(split)


def _html(one: TypeShown) -> str:
    grey, amber = tokens.colours().secondary, tokens.colours().amber_text
    conditions = "".join(
        f"<li>{escape(line.text)} <span style='color:{grey}'>{line.clause}　{line.basis}</span></li>"
        for line in one.conditions
    )
    standards = "".join(_standard_html(value, grey, amber) for value in one.standards)
    return (
        f"<h3>{escape(one.title)}</h3><p style='color:{grey}'>{escape(one.clause)}　发给{escape(one.payee)}</p>"
        f"<h4>条件</h4><ul>{conditions}</ul>"
        f"<h4>标准</h4>{f'<ul>{standards}</ul>' if standards else '<p>按实际测算，没有单列标准。</p>'}"
        f"<h4>填报内容</h4><p>{escape('、'.join(one.asked))}</p>"
    )


def _standard_html(value: Shown, grey: str, amber: str) -> str:
    title = escape(f"{value.name}（{value.key}）" if value.key else value.name)
    if value.status is Status.MISSING:
        return f"<li>{title} <b style='color:{amber}'>未配置</b></li>"
    return (
        f"<li>{title} <b>{escape(value.value)}</b> {value.unit} "
        f"<span style='color:{grey}'>自 {value.start} 起　{escape(value.source)}</span></li>"
    )
