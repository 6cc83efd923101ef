"""Where a data folder may lie: on a disk of this computer. Over a network locks and the order of writing are not kept."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath

from app.services.errors import UserError

MOUNTS = Path("/proc/mounts")
_SHARED = ("nfs", "cifs", "smb", "afs", "9p", "ceph", "glusterfs", "davfs", "fuse.sshfs", "fuse.rclone", "ncpfs")
_REMOTE_DRIVE = 4


def refuse_network(folder: Path, mounts: Path = MOUNTS) -> None:
    """UserError, with the reason and the way out, for a data folder on a network drive or share."""
    if is_share(str(folder)) or _is_remote_drive(folder) or _kind_of(folder, mounts).startswith(_SHARED):
        raise UserError(
            f"数据文件夹 {folder} 在网络盘或共享文件夹上，几台电脑同时写会丢失数据，没有打开；"
            "请管理员把它放在本机硬盘上（其他电脑用备份查看），再用 --data 指定。"
        )


def is_share(folder: str) -> bool:
    r"""Whether a path names a computer first: \\server\share, also as \\?\UNC\server\share."""
    text = folder.replace("/", "\\")
    return text.startswith("\\\\") and (not text.startswith(("\\\\?\\", "\\\\.\\")) or text[4:8].upper() == "UNC\\")


def _is_remote_drive(folder: Path) -> bool:
    """Whether Windows says that the drive letter stands for a network drive."""
    if sys.platform != "win32":
        return False
    import ctypes  # Windows only

    return int(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")) == _REMOTE_DRIVE


def _kind_of(folder: Path, mounts: Path) -> str:
    """The kind of file system that a folder lies on; empty where the system does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    place, best, kind = folder.resolve(), -1, ""
    for fields in (line.split() for line in lines):
        if len(fields) < 3:
            continue
        mount = PurePath(fields[1].replace("\\040", " "))
        if place.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), fields[2]
    return kind
