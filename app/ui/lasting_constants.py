"""PySide6 6.12.0 gives references to None and True away: one with every call that returns nothing, and every signal sent.

Its wheels take the constants for immortal, which they are from Python 3.12 on only. Before that the interpreter aborts
("none_dealloc", "bool_dealloc") after some hundred signals, or when a table has been scrolled for a while.
"""

import ctypes
import sys

_PLENTY = 1 << 60


def hold_constants() -> None:
    """Give the constants so many references that they outlive the process; needed once, before the first call into Qt."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < _PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(constant)).value = _PLENTY
