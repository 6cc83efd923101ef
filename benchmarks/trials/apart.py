"""Deeds in processes of their own: forked, so that they begin at once, and killed when the trial says so."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

Tell = Callable[[str], None]
PATIENCE = 300.0
BEGUN, DONE = "begun", "done"


@dataclass(frozen=True)
class Told:
    """What a process said, line by line, before it ended; `seconds` from the beginning of its deed."""

    lines: tuple[str, ...]
    seconds: float
    killed: bool


def run(deed: Callable[[Tell], None], kill_after: float | None = None) -> Told:
    """Fork, let the deed tell lines, and kill the process so many seconds after it said that it has begun."""
    sys.stdout.flush()
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _work(deed, theirs)
    os.close(theirs)
    try:
        return _listen(child, ours, kill_after)
    finally:
        os.close(ours)


def _work(deed: Callable[[Tell], None], pipe: int) -> None:
    status = 1
    try:
        deed(lambda line: void(os.write(pipe, f"{line}\n".encode())))
        os.write(pipe, f"{DONE}\n".encode())
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it is, the parent shall read it
        os.write(pipe, ("crash " + traceback.format_exc().replace("\n", " | ") + "\n").encode())
    finally:
        os._exit(status)


def together(deeds: Sequence[Callable[[Tell], None]]) -> list[Told]:
    """Fork a process for each deed, let all of them begin at the same moment, and hear them to their end."""
    sys.stdout.flush()
    gate, opener = os.pipe()
    heard: list[tuple[int, int]] = []
    for deed in deeds:
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(opener)
            os.close(ours)
            _work(partial(_behind, gate, deed), theirs)
        os.close(theirs)
        heard.append((child, ours))
    os.close(gate)
    os.close(opener)
    told = [_listen(child, ours, None) for child, ours in heard]
    for _, ours in heard:
        os.close(ours)
    return told


def _behind(gate: int, deed: Callable[[Tell], None], tell: Tell) -> None:
    os.read(gate, 1)  # until every writing end is closed
    tell(BEGUN)
    deed(tell)


def void(_given: object) -> None:
    """Nothing."""


def _listen(child: int, pipe: int, kill_after: float | None) -> Told:
    heard, begun, ends = b"", 0.0, time.monotonic() + PATIENCE
    killed = False
    while True:
        now = time.monotonic()
        if not killed and now >= ends:
            os.kill(child, signal.SIGKILL)
            killed = True
        if select.select([pipe], [], [], None if killed else max(0.0, ends - now))[0]:
            piece = os.read(pipe, 65536)
            heard += piece
            if not piece:
                break
            if not begun and f"{BEGUN}\n".encode() in heard:
                begun = time.monotonic()
                ends = begun + kill_after if kill_after is not None else ends
    os.waitpid(child, 0)
    lines = tuple(line for line in heard.decode().split("\n") if line)
    return Told(lines, time.monotonic() - begun if begun else 0.0, killed)
