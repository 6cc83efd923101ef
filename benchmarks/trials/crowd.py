"""Two and four programs at the same deeds: nothing double, nothing lost, no number twice or missing, every refusal a sentence."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from statistics import median

from app.services.errors import UserError
from benchmarks.trials import apart
from benchmarks.trials.crowd_deeds import CROWDED, Crowded
from benchmarks.trials.office import Site, Template, made
from benchmarks.trials.state import problems

SIZES = (2, 4)
_NEVER = ("database", "locked", "Traceback", "sqlite", "Error")


@dataclass
class Crowd:
    """The trial; round n is one deed, by two or four, in a plain or an encrypted folder."""

    stack: ExitStack
    templates: dict[bool, Template] = field(default_factory=dict)

    def round(self, number: int) -> Iterator[str]:
        """One rush; what was wrong afterwards."""
        cells = list(product(CROWDED, SIZES, (False, True)))
        deed, size, sealed = cells[number % len(cells)]
        if sealed not in self.templates:
            self.templates[sealed] = self.stack.enter_context(made(encrypted=sealed))
        template = self.templates[sealed]
        with template.copied() as site:
            deed.prepare(template, site)
            calls = [partial(_timed, deed, template, site, place) for place in range(size)]
            told = apart.together(calls)
            site.clock.moment = deed.clock
            where = f"{deed.name} by {size}, {'encrypted' if sealed else 'plain'}"
            yield from (f"{where}: {problem}" for problem in _judged(deed, template, site, told, where))


def _timed(deed: Crowded, template: Template, site: Site, place: int, tell: apart.Tell) -> None:
    """Every act of one program, each told with what came of it and its seconds."""
    for act in deed.acts(template, site, place):
        started = time.monotonic()
        try:
            said, gave = "done", act()
        except UserError as error:
            said, gave = "refused", error.text
        tell(json.dumps([said, gave, time.monotonic() - started], ensure_ascii=False))


def _judged(deed: Crowded, template: Template, site: Site, told: list[apart.Told], where: str) -> Iterator[str]:
    heard = [line for one in told for line in one.lines if line not in (apart.BEGUN, apart.DONE)]
    yield from (line for line in heard if line.startswith("crash"))
    yield from ("hangs" for one in told if one.killed)
    acts = [json.loads(line) for line in heard if not line.startswith("crash")]
    seconds = sorted(taken for _, _, taken in acts)
    if seconds:
        refused = sum(1 for said, _, _ in acts if said == "refused")
        waited = sum(1 for _, gave, _ in acts if "占用" in str(gave))
        print(
            f"  {where}: {len(acts)} acts, {refused} refused ({waited} after waiting in vain), median {median(seconds):.2f} s, most {seconds[-1]:.2f} s"
        )
    for said, gave, _ in acts:
        if said == "refused":
            yield from _unfit(gave)
    uow = site.start()
    yield from deed.judge(template, uow, [gave for said, gave, _ in acts if said == "done"])
    yield from problems(site, uow)
    uow.engine.dispose()


def _unfit(sentence: str) -> Iterator[str]:
    if not sentence.endswith("。") or any(word in sentence for word in _NEVER):
        yield f"refused with: {sentence}"
