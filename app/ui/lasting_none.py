"""PySide6 6.12.0 gives a reference to None away with every call that returns nothing.

Its wheels take None for immortal, which it is from Python 3.12 on only. Before that the interpreter aborts after some
thousand calls ("none_dealloc: deallocating None"), as when a table has been scrolled for a while.
"""

import ctypes
import sys

_PLENTY = 1 << 60


def hold_none() -> None:
    """Give None so many references that it outlives the process; needed once, before the first call into Qt."""
    if sys.version_info < (3, 12) and sys.getrefcount(None) < _PLENTY // 2:
        ctypes.c_ssize_t.from_address(id(None)).value = _PLENTY
