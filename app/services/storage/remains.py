"""A data folder whose database is gone: what is left there, so that nobody takes it for a new one."""

from __future__ import annotations

from pathlib import Path

from app.services.errors import UserError
from app.services.storage.database import FILE_NAME
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.presence import alone
from app.services.storage.swapping import carry_on, is_under_way

_SIGNS = (
    (KEYS, "密钥文件 {0}"),
    (f"{FILE_NAME}-journal", "写到一半的日志 {0}"),
    ("备份/*.yjbak", "{1} 份备份"),
    ("恢复前-*.db", "{1} 份恢复前的数据"),
    ("加密前-*.db", "{1} 份加密前的数据"),
    ("迁移前-*.db", "{1} 份升级前的数据"),
)


class DatabaseLost(UserError):
    """The folder is an office's, but its database is not there."""


def settle_folder_state(data: Path) -> None:
    """Finish a restore that the end of the program broke off; UserError while another window is at it."""
    if is_under_way(data):
        with alone(data, "完成恢复"):
            carry_on(data)


def what_is_left(data: Path) -> tuple[str, ...]:
    """What lies in a folder that an office has used, in Chinese words; nothing of a new one."""
    found = ((words, sorted(data.glob(pattern))) for pattern, words in _SIGNS)
    return tuple(words.format(paths[0].name, len(paths)) for words, paths in found if paths)


def refuse_lost(data: Path) -> None:
    """DatabaseLost when the database is missing from a folder that had one."""
    left = () if (data / FILE_NAME).exists() else what_is_left(data)
    if left:
        raise DatabaseLost(
            f"数据文件夹 {data} 里有{'、'.join(left)}，却没有数据库 {FILE_NAME}，可能被移走或误删；没有新建，"
            "请管理员放回数据库，或用最近的备份恢复。"
        )
