"""How long a file may keep the program busy before it is put aside."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.services.errors import Cancelled, UserError

InTime = Callable[[], None]
"""Called between pieces of work; raises UserError once the time is over, Cancelled when somebody said so."""


def no_hurry() -> None:
    """For work that may take as long as it takes."""


class Patience:
    """Counts `seconds` from its making for the file of a name; `cancelled` may end it earlier."""

    def __init__(self, file_name: str, seconds: float, cancelled: Callable[[], bool] | None = None) -> None:
        self._file_name, self._cancelled = file_name, cancelled
        self._deadline = time.monotonic() + seconds

    def __call__(self) -> None:
        """UserError when the time is over, Cancelled when it was said."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if time.monotonic() > self._deadline:
            raise UserError(f"「{self._file_name}」读取超时，内容过多或异常，请只保留有数据的行另存后导入。")
