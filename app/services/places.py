"""Where things lie; of plain paths, so that the window can know them before anything heavy is imported."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """The data folder, and what is shipped with the program."""

    data: Path
    resources: Path
    migrations: Path
