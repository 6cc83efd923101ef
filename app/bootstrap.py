"""The only place that decides what the program is this time: the window, the reader of a workbook, or a command."""

from __future__ import annotations

from collections.abc import Sequence

READER = "--read-workbook"
DATA = "--data"


def main(arguments: Sequence[str]) -> int:
    """Open the window, read a workbook for a parent process, or carry out a command; the exit code of the program."""
    if arguments[:1] == [READER]:
        from app.services.excel.reading import reader_process  # the child that reads imports nothing else

        reader_process.main(list(arguments[1:]))
        return 0
    if not arguments or (len(arguments) == 2 and arguments[0] == DATA):
        from app.window import open_window  # commands need no Qt

        return open_window(arguments[1] if arguments else None)
    from app.commands import run  # the window imports its services behind the first paint

    return run(arguments)
