"""Where things are, whether the program is run from its sources or frozen into a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.services.places import Places

DATA_VARIABLE = "YEJI_DATA"
PROGRAM = "yeji-skills"


def home() -> Path:
    """The folder that holds resources and migrations."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def places(data: str | None = None) -> Places:
    """All places; the data folder is the one named, else the environment's, else the platform's per-user one."""
    named = data or os.environ.get(DATA_VARIABLE)
    folder = Path(named) if named else _per_user()
    return Places(folder.absolute(), home() / "resources", home() / "migrations")


def settings() -> Path:
    """The file in which the window keeps sizes, filters and widths for this person on this computer."""
    import platformdirs  # see below

    return Path(platformdirs.user_config_dir(PROGRAM, appauthor=False)) / "window.ini"


def _per_user() -> Path:
    import platformdirs  # the first paint does not wait for it where a folder is named

    return Path(platformdirs.user_data_dir(PROGRAM, appauthor=False))
