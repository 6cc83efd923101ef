"""Where things are, whether the program is run from its sources or frozen into a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

from app.services.places import Places

DATA_VARIABLE = "YEJI_DATA"


def home() -> Path:
    """The folder that holds resources and migrations."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def places(data: str | None = None) -> Places:
    """All places; the data folder is the one named, else the environment's, else the platform's per-user one."""
    named = data or os.environ.get(DATA_VARIABLE)
    folder = Path(named) if named else Path(platformdirs.user_data_dir("yeji-skills", appauthor=False))
    return Places(folder.absolute(), home() / "resources", home() / "migrations")
