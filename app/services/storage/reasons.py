"""Why the system or SQLite refused to read or write, in a few Chinese words for the middle of a sentence."""

from __future__ import annotations

import errno

_BY_NUMBER = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EFBIG: "文件太大，这个磁盘存不下",
    errno.EROFS: "磁盘只能读、不能写",
    errno.EACCES: "没有权限，或正被别的程序占用",
    errno.EPERM: "没有权限",
    errno.EBUSY: "正被别的程序占用",
    errno.ENOENT: "文件或文件夹不存在，或磁盘已拔出",
    errno.ENODEV: "磁盘已拔出",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "同名的是一个文件夹",
    errno.ENOTEMPTY: "同名的是一个文件夹",
    errno.EEXIST: "同名的已经存在",
    errno.ENAMETOOLONG: "名称或路径太长",
    errno.EIO: "磁盘读写出错",
}
_BY_WORDS = {
    "database or disk is full": "磁盘已满",
    "attempt to write a readonly database": "磁盘只能读、不能写",
    "unable to open database file": "没有权限，或磁盘已拔出",
    "database is locked": "正被别的程序占用",
    "disk i/o error": "磁盘读写出错",
}


def reason_of(error: BaseException) -> str:
    """The reason; of what is not known, the words that the system gives."""
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0) or error.strerror or str(error)
    return next((told for said, told in _BY_WORDS.items() if str(error).lower().startswith(said)), str(error))
