"""Every benchmark in one run: seconds bare and ours, the ratio, and the limit it should keep. Nothing here is a test."""

from collections.abc import Callable

from benchmarks import assessing, costing, exports, imports, letters, pay_lists, previews, queue, start

Measured = tuple[float, float]
RATIOS: tuple[tuple[str, Callable[[], Measured], float], ...] = (
    ("start to first paint", start.first_paint, start.LIMIT),
    ("read a workbook of 10,000 x 20", lambda: imports.read(10_000), imports.READ_LIMIT),
    ("check and assess 10,000 rows read", lambda: assessing.rows(10_000), assessing.LIMIT),
    ("import 10,000 rows, file to stored", lambda: imports.store(10_000), imports.IMPORT_LIMIT),
    ("import 100,000 rows, file to stored", lambda: imports.store(100_000), imports.IMPORT_LIMIT),
    ("10,000 rows, from drop to screen", lambda: previews.on_screen(10_000), previews.LIMIT),
    ("export 100,000 x 20, against csv", lambda: exports.listed(100_000), exports.LIMIT),
    ("1,000 letters in one file", letters.thousand_letters, letters.LIMIT),
    ("pay list of 5,000 lines, PDF", pay_lists.drawn, pay_lists.PDF_LIMIT),
    ("pay list of 5,000 lines, against csv", pay_lists.listed, pay_lists.BOOK_LIMIT),
)


def main() -> None:
    """Run all, the quick ones first."""
    for name, measure, limit in RATIOS:
        bare, ours = measure()
        print(f"{name:36} bare {bare:6.2f} s  ours {ours:6.2f} s  {_verdict(ours / bare, limit, 'x')}", flush=True)
    print(f"{'longest pause after the first paint':36} {_verdict(start.longest_pause(), start.PAUSE_LIMIT_MS, ' ms')}")
    print(f"{'policy what-if, 100,000 cases':36} {_verdict(costing.seconds(100_000), costing.LIMIT_SECONDS, ' s')}")
    own, reader = imports.peak_memory(100_000)
    print(
        f"{'memory of an import of 100,000 rows':36} {_verdict(own, imports.PEAK_LIMIT_MB, ' MB')}, its reader {reader:.0f} MB"
    )
    for name, found, limit, unit in previews.whole(100_000):
        print(f"{name:36} {_verdict(found, limit, f' {unit}')}", flush=True)
    queue.main(list(queue.SIZES))


def _verdict(found: float, limit: float, unit: str) -> str:
    return f"{found:.2f}{unit}, limit {limit:.2f}{unit}{'' if found <= limit else '  over the limit'}"


if __name__ == "__main__":
    main()
