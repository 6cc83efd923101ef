"""What a killed export leaves beside its target goes with the next one; what somebody is writing stays."""

import os
import time
from pathlib import Path

from app.services.storage.beside import save_bytes


def test_half_files_of_the_same_target_go_with_the_next_write_and_no_others(tmp_path: Path) -> None:
    names = (".发放[1]-0123abcd.xlsx", ".发放[1]-89abcdef.xlsx", ".别的-0123abcd.xlsx", ".发放[1]-mine.xlsx")
    old, under_way, other, mine = (tmp_path / name for name in names)
    for path in (old, under_way, other, mine):
        path.write_text("半份")
        os.utime(path, (time.time() - 3600,) * 2)
    os.utime(under_way)
    save_bytes(tmp_path / "发放[1].xlsx", b"whole")
    assert {path.name for path in tmp_path.iterdir()} == {under_way.name, other.name, mine.name, "发放[1].xlsx"}
    assert (tmp_path / "发放[1].xlsx").read_bytes() == b"whole"
