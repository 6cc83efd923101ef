"""The one place for what is needed for a moment: this process's own folder in the data folder, gone when it ends.

Workbooks are written through temporary files by the library that makes them; they hold names and accounts.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER = "临时"
_VARIABLES = ("TMPDIR", "TEMP", "TMP")


def own_folder(data: Path) -> Path:
    """The folder of this process."""
    return data / FOLDER / str(os.getpid())


@contextmanager
def scratch_in(data: Path) -> Iterator[None]:
    """Have temporary files of this process made in the data folder, if there is one that can be written."""
    own = own_folder(data)
    if data.is_dir():
        with suppress(OSError):  # what is wrong with the folder is said when it is opened
            own.mkdir(parents=True, exist_ok=True)
    if not own.is_dir():
        yield
        return
    before, variables = tempfile.tempdir, {name: os.environ.get(name) for name in _VARIABLES}
    tempfile.tempdir = str(own)
    os.environ.update(dict.fromkeys(_VARIABLES, str(own)))  # for what Qt and the printing system make
    try:
        yield
    finally:
        tempfile.tempdir = before
        for name, value in variables.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        shutil.rmtree(own, ignore_errors=True)
        with suppress(OSError):  # others are still in it
            own.parent.rmdir()
