"""Every key of the window, named once: bound, shown in tooltips and on the sheet of keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import Qt


@dataclass(frozen=True)
class Key:
    """A key sequence as Qt writes it, and what it does, in Chinese."""

    sequence: str
    does: str

    @property
    def shown(self) -> str:
        """The sequence as it stands on the keyboard."""
        return self.sequence.replace("Left", "←").replace("Return", "Enter").replace("Space", "空格")


HELP = Key("F1", "本页说明")
REFRESH = Key("F5", "刷新")
SEARCH = Key("Ctrl+F", "搜索")
NEW = Key("Ctrl+N", "新建")
PRINT = Key("Ctrl+P", "打印")
SHEET = Key("Ctrl+/", "键盘一览")
BACK = Key("Alt+Left", "返回上一页")
ESCAPE = Key("Esc", "关闭或返回")
PAGES = tuple(Key(f"Ctrl+{number}", f"打开第 {number} 页") for number in range(1, 10))
OPEN = Key("Return", "打开所选一行")
TICK = Key("Space", "勾选或取消勾选")
TICK_ALL = Key("Ctrl+A", "全部勾选")
ALL_PRESENT = Key("Ctrl+Shift+M", "案件材料全部齐全")
COPY = Key("Ctrl+C", "复制所选行（含表头）")
EXPORT = Key("Ctrl+E", "导出列表")
FILTER = Key("Ctrl+Shift+L", "按列筛选")
SAVE = Key("Ctrl+S", "保存")
HAND_OVER = Key("Ctrl+Return", "提交并继续")
CHOOSE_FILES = Key("Ctrl+O", "选择要导入的文件")
STORE = Key("Ctrl+Return", "入库，或出具所选文书")
CANCEL_JOB = Key("Ctrl+.", "取消正在进行的任务")
LOCK = Key("Ctrl+L", "锁定")

WINDOW = (HELP, REFRESH, SEARCH, NEW, PRINT, BACK, ESCAPE, CANCEL_JOB, LOCK, SHEET)
TABLE = (OPEN, TICK, TICK_ALL, COPY, EXPORT, FILTER)
FORM = (SAVE, HAND_OVER, ALL_PRESENT)
BATCH = (CHOOSE_FILES, STORE)


def bind(
    widget: QWidget,
    key: Key,
    slot: Callable[[], object],
    context: Qt.ShortcutContext | None = None,
) -> QShortcut:
    """Have `key` call `slot` while the window of `widget` (or, by `context`, the widget itself) has the focus."""
    shortcut = QShortcut(QKeySequence(key.sequence), widget)
    if context is not None:
        shortcut.setContext(context)
    shortcut.activated.connect(slot)
    return shortcut


def tip(widget: QWidget, text: str, key: Key) -> None:
    """Show the key in the tooltip of a button and tell it to a screen reader."""
    widget.setToolTip(f"{text}（{key.shown}）")
    widget.setAccessibleDescription(f"快捷键 {key.shown}")


def sheet_html(pages: list[str]) -> str:
    """The sheet of keys as rich text; `pages` are the titles behind Ctrl+1 … 9, in order."""
    goes = [Key(key.sequence, title) for key, title in zip(PAGES, pages, strict=False)]
    groups = (("窗口", WINDOW), ("页面", tuple(goes)), ("列表", TABLE), ("表单", FORM), ("批量导入和文书", BATCH))
    return "".join(_group(title, keys) for title, keys in groups)


def _group(title: str, keys: tuple[Key, ...]) -> str:
    rows = "".join(f"<tr><td width='130'>{key.shown}</td><td>{key.does}</td></tr>" for key in keys)
    return f"<h4>{title}</h4><table cellpadding='2'>{rows}</table>"
