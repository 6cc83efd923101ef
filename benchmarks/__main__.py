"""Every figure in one run, each against its limit, the red ones marked; 1 when there are any. Nothing here is a test.

`--million` adds an office of a million cases, which takes ten minutes more and 4 GB of disk for the while.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks import assessing, costing, exports, imports, letters, offices, one_letter, pay_lists, previews, start
from benchmarks.timing import Line

Measured = tuple[float, float]
RATIOS: tuple[tuple[str, Callable[[], Measured], float], ...] = (
    ("start to first paint", start.first_paint, start.LIMIT),
    ("read a workbook of 10,000 x 20", partial(imports.read, 10_000), imports.READ_LIMIT),
    ("check and assess 10,000 rows read", partial(assessing.rows, 10_000), assessing.LIMIT),
    ("import 10,000 rows, file to stored", partial(imports.store, 10_000), imports.IMPORT_LIMIT),
    ("import 100,000 rows, file to stored", partial(imports.store, 100_000), imports.IMPORT_LIMIT),
    ("10,000 rows, from drop to screen", partial(previews.on_screen, 10_000), previews.LIMIT),
    ("1,000 letters in one file", letters.thousand_letters, letters.LIMIT),
    ("pay list of 5,000 lines, PDF", pay_lists.drawn, pay_lists.PDF_LIMIT),
    ("pay list of 5,000 lines, against csv", pay_lists.listed, pay_lists.BOOK_LIMIT),
)


def main(*, million: bool) -> int:
    """Run all and print a line each as it is found."""
    red = 0
    for line in _lines(million=million):
        print(line, flush=True)
        red += not line.kept
    print(f"{red} over the limit" if red else "all within their limits")
    return min(red, 1)


def _lines(*, million: bool) -> Iterator[Line]:
    for name, measure, limit in RATIOS:
        bare, ours = measure()
        yield Line(name, ours, limit * bare, "s", bare)
    bare, ours, peak = exports.listed(100_000)
    yield Line("export 100,000 x 20, against XlsxWriter", ours, exports.LIMIT * bare, "s", bare)
    yield Line("memory of that export", peak, exports.LIMIT_MB, "MB")
    yield Line("longest pause after the first paint", start.longest_pause(), start.PAUSE_LIMIT_MS, "ms")
    yield Line("policy what-if, 100,000 cases", costing.seconds(100_000), costing.LIMIT_SECONDS, "s")
    own, reader = imports.peak_memory(100_000)
    yield Line("memory of an import of 100,000 rows", own, imports.PEAK_LIMIT_MB, "MB")
    yield Line("memory of the process that reads them", reader, None, "MB")
    for name, found, limit, unit in previews.whole(100_000):
        yield Line(f"100,000 rows: {name}", found, limit, unit)
    yield from one_letter.lines()
    yield from offices.lines((offices.SMALL, offices.USUAL, *([offices.MILLION] if million else [])))


if __name__ == "__main__":
    sys.exit(main(million="--million" in sys.argv[1:]))
