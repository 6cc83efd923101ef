"""备份: the ring with its ages, a backup now, the check of one, restoring, and where they go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.storage.backup_care import check, drill
from app.services.storage.backups import Backup, Occasion, back_up, back_up_to, backups_in, choose_folder, folder_of
from app.services.trust.my_roles import may_administer
from app.services.unit_of_work import UnitOfWork
from app.ui import messages, tokens
from app.ui.background import Jobs
from app.ui.files import BACKUP, FileChoice, written
from app.ui.notices import Kind, Notice
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

T = TypeVar("T")
Restore = Callable[[Path], None]
Confirm = Callable[[QWidget, str, str, str], bool]
COLUMNS = (
    Column("made", "时间", width=150),
    Column("occasion", "起因", width=100),
    Column("size", "大小（KB）", CellKind.WHOLE, 100),
    Column("state", "核对", CellKind.CHIP, 200, sortable=False, filterable=False),
    Column("name", "文件", width=260),
)
NEEDS = "每天第一次打开时自动备份；保留最近 12 天、10 周、9 个月和每年最后一份。一次导入超过 1000 行和年终结账之前也先备份；恢复时被替换的数据另存，可以再换回来。"


@dataclass(frozen=True)
class BackupLine:
    """A backup as the list shows it."""

    made: str
    occasion: str
    size: int
    state: Tag
    name: str
    path: Path


class SystemBackups(QWidget):
    """`noticed` tells what was done. Restoring is handed to the program, as nothing may have the data open then."""

    noticed = Signal(object)

    def __init__(
        self, uow: UnitOfWork, jobs: Jobs, files: FileChoice, restore: Restore, confirm: Confirm = messages.confirm
    ) -> None:
        """Empty until `refresh`."""
        super().__init__()
        self._uow, self._jobs, self._files, self._restore, self._confirm = uow, jobs, files, restore, confirm
        self._checked: dict[Path, str] = {}
        self._lines: list[BackupLine] = []
        empty = EmptyState("backup", "还没有备份", "按“立即备份”做第一份；以后每天第一次打开时自动备份。")
        self.table = TableView(COLUMNS, ListSource(()), "备份", "name", empty, unit="份")
        self.place = QLabel(wordWrap=True)
        self.place.setProperty("role", "secondary")
        self.now, self.elsewhere = QPushButton("立即备份"), QPushButton("另存一份…")
        self.now.setProperty("role", "primary")
        self.check, self.drill = QPushButton("核对所选"), QPushButton("恢复演练")
        self.drill.setToolTip("把所选备份恢复到临时位置，逐项核对后删除；现有数据不动")
        self.back, self.other = QPushButton("恢复所选…"), QPushButton("从别处恢复…")
        self.folder = QPushButton("备份位置…")
        self.back.setProperty("role", "danger")
        self._lay_out()
        if not may_administer(uow):
            for button in (self.elsewhere, self.folder, self.other, self.back):
                button.hide()
        self._connect()
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read the ring anew."""
        self._run(partial(_read, self._uow), self._show)

    def _connect(self) -> None:
        self.table.current.connect(lambda _key: self._offer())
        self.now.clicked.connect(self._back_up)
        self.elsewhere.clicked.connect(self._save_elsewhere)
        self.check.clicked.connect(self._check)
        self.drill.clicked.connect(self._drill)
        self.back.clicked.connect(lambda: self._ask_restore(self._chosen.path if self._chosen else None))
        self.other.clicked.connect(lambda: self._ask_restore(self._files.open_one(self, "选择备份", BACKUP)))
        self.folder.clicked.connect(self._choose)

    @property
    def _chosen(self) -> BackupLine | None:
        return next((line for line in self._lines if line.name == self.table.current_key), None)

    def _show(self, read: tuple[Path, list[Backup]]) -> None:
        folder, found = read
        kept = self.table.current_key
        self._lines = [self._line(one) for one in found]
        self.table.set_source(ListSource(self._lines, ("made", "occasion", "name")))
        self.table.select(kept if kept is not None else (self._lines[0].name if self._lines else None))
        self.place.setText(f"备份位置：{folder}\n{NEEDS}")
        self._offer()

    def _line(self, one: Backup) -> BackupLine:
        found = self._checked.get(one.path)
        tone = Tone.NEUTRAL if found is None else Tone.DONE if found == "完好" else Tone.LATE
        tag = Tag(found or "写出时已核对", tone)
        return BackupLine(f"{one.made_at:%Y-%m-%d %H:%M}", one.occasion, one.size // 1024, tag, one.path.name, one.path)

    def _offer(self) -> None:
        for button in (self.check, self.drill, self.back):
            button.setEnabled(self._chosen is not None)

    def _back_up(self) -> None:
        self._run(
            partial(back_up, self._uow, Occasion.ASKED), lambda made: self._done(f"已备份并核对：{made.path.name}")
        )

    def _save_elsewhere(self) -> None:
        name = f"叶集技工补贴-{self._uow.clock():%Y%m%d-%H%M}.yjbak"
        path = self._files.save_as(self, "另存备份", name, BACKUP)
        if path is not None:
            self._run(
                partial(back_up_to, self._uow, path), lambda _: self.noticed.emit(written("备份（已核对）", path))
            )

    def _check(self) -> None:
        line = self._chosen
        if line is not None:

            def told(found: str) -> None:
                self._checked[line.path] = found
                self.refresh()

            self._run(partial(check, self._uow, line.path), told)

    def _drill(self) -> None:
        line = self._chosen
        if line is None:
            return
        one = next(made for made in backups_in(line.path.parent) if made.path == line.path)

        def told(problems: tuple[str, ...]) -> None:
            if problems:
                self.noticed.emit(Notice(Kind.ERROR, f"恢复演练发现 {len(problems)} 个问题：{problems[0]}"))
            else:
                self._done(f"恢复演练通过：{line.name} 恢复后核对一致。")

        self._run(partial(drill, self._uow, one), told)

    def _choose(self) -> None:
        folder = self._files.save_in(self, "备份放在哪个文件夹")
        if folder is not None:
            self._run(partial(choose_folder, self._uow, folder), lambda _: self._done(f"备份以后放在 {folder}。"))

    def _ask_restore(self, path: Path | None) -> None:
        if path is None:
            return
        details = (
            "恢复以后，备份之后办理的一切都不在了；现在的数据另存在数据文件夹里，可以再换回来。恢复后须重新进入程序。"
        )
        if self._confirm(self, f"用 {path.name} 恢复全部数据？", details, "恢复这份备份"):
            self._restore(path)

    def _done(self, text: str) -> None:
        self.noticed.emit(Notice(Kind.OK, text))
        self.refresh()

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._jobs.run(lambda _: work(), done, title="备份")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        for button in (self.now, self.elsewhere, self.check, self.drill):
            row.addWidget(button)
        row.addStretch()
        for button in (self.folder, self.other, self.back):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.place)
        column.addWidget(self.table, 1)
        column.addLayout(row)


def _read(uow: UnitOfWork) -> tuple[Path, list[Backup]]:
    folder = folder_of(uow)
    return folder, backups_in(folder)
