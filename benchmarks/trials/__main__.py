"""All trials, or those named: each runs its rounds that are not done yet, and a table says what was found.

ROUNDS=n in the environment runs n rounds of each; finished rounds are kept in out/trials, so that a trial that was
stopped goes on where it was. Exit 1 on any violation.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.trials.bits import Bits
from benchmarks.trials.clocks import Clocks
from benchmarks.trials.crowd import Crowd
from benchmarks.trials.full_disk import FullDisk
from benchmarks.trials.killing import Killing
from benchmarks.trials.power import Power

Rounds = Callable[[int], Iterator[str]]
TRIALS: dict[str, tuple[int, Callable[[ExitStack], Rounds]]] = {
    "killed": (200, lambda stack: Killing(stack).round),
    "power": (400, lambda stack: Power(stack).round),
    "crowd": (56, lambda stack: Crowd(stack).round),
    "bits": (800, lambda stack: Bits(stack).round),
    "full": (200, lambda stack: FullDisk(stack).round),
    "clock": (60, lambda stack: Clocks(stack).round),
}
KEPT = Path(__file__).parents[2] / "out" / "trials"


def main(names: list[str]) -> int:
    """Run the trials and print the table; 1 when anything was violated."""
    KEPT.mkdir(parents=True, exist_ok=True)
    found = [one for name in names or list(TRIALS) for one in run(name)]
    print(f"\n{'trial':12}{'rounds':>8}{'violations':>12}")
    for name in names or list(TRIALS):
        lines = _kept(name)
        print(f"{name:12}{len(lines):8}{sum(1 for line in lines.values() if line):12}")
    for line in found:
        print(line)
    return 1 if found else 0


def run(name: str) -> list[str]:
    """The rounds of a trial that are still to be done; all violations kept, of earlier runs too."""
    wanted, make = TRIALS[name]
    rounds = int(os.environ.get("ROUNDS", wanted))
    done = _kept(name)
    with ExitStack() as stack:
        round_of = make(stack) if len(done) < rounds else None
        for number in range(rounds):
            if round_of is None or number in done:
                continue
            started = time.monotonic()
            done[number] = "; ".join(round_of(number))
            with (KEPT / f"{name}.txt").open("a", encoding="utf-8") as file:
                file.write(f"{number}\t{done[number]}\n")
            told = done[number] or "ok"
            print(f"{name} {number + 1}/{rounds} {time.monotonic() - started:.1f} s {told}", flush=True)
    return [f"{name} {number}: {told}" for number, told in sorted(done.items()) if told]


def _kept(name: str) -> dict[int, str]:
    path = KEPT / f"{name}.txt"
    if not path.exists():
        return {}
    lines = (line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {int(number): told for number, _, told in lines}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
