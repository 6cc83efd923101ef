"""The only place that wires: paths to the data folder, the data folder to the window or a command."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Carry out a command, or open the window; the exit code of the program."""
    from app.commands import run  # noqa: PLC0415

    return run(arguments)
