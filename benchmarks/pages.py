"""How long the pages take at a million order lines, beside pandas with everything in memory.

    python benchmarks/pages.py --lines 1000000 --rounds 7

Both sides answer the same question in turn, each in a process of its own that stays: the numbers
of a page and everything it concludes, which must be the same. pandas has all rows loaded before
the first question, typed and sorted as it likes, and gathers from them whatever a page reads; the
judging is done by the same functions. The store's pages keep nothing between two questions. A
ratio is taken within a pair, and the middle one shown. What both spend on reading rows, without the
judging they share, is shown as well. Beside them the main numbers alone, without
any conclusion, from frames from which cancelled lines were left out before.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
WAYS: Final = Path(__file__).with_name("page_ways.py")
PAGES: Final = ("today", "today_week", "today_quarter", "journey", "journey_quarter",
                "journey_device", "journey_product", "journey_channel", "channels",
                "channels_quarter", "products", "products_quarter", "actions")  # fmt: skip
ALONE: Final = ("todo",)
"""What no frame answers: measured without a rival."""


class Side:
    """One process that answers questions about pages."""

    def __init__(self, way: str, folder: Path) -> None:
        """Start it."""
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(
            [sys.executable, str(WAYS), way, str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip

    def ask(self, page: str) -> dict[str, Any]:
        """The numbers of a page, how long they took, and the most memory there ever was."""
        assert self._process.stdin is not None  # noqa: S101  (it was asked for)
        assert self._process.stdout is not None  # noqa: S101
        print(page, file=self._process.stdin, flush=True)
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()


def measure(folder: Path, rounds: int) -> None:
    """Ask all sides in turn and print what it took."""
    service, rival, sums = (Side(way, folder) for way in ("service", "pandas", "sums"))
    print(
        "| page | processor, ms | pandas, ms | times as fast | reading alone, ms | pandas, ms "
        "| times as fast | clock, ms | pandas, ms | times as fast "
        "| main numbers alone, pandas, ms |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for page in PAGES:
        asked = [[side.ask(page) for side in (service, rival, sums)] for _ in range(rounds + 1)][1:]
        for one, other, alone in asked:
            _same(page, one, other, "numbers")
            _same(page, one, other, "said")
            _same(page, one, alone, "numbers")
        told = [page]
        for what in ("cpu", "reading", "seconds"):
            told += [f"{min(row[at][what] for row in asked) * 1000:.0f}" for at in (0, 1)]
            told.append(f"{statistics.median(row[1][what] / row[0][what] for row in asked):.1f}")
        told.append(f"{min(row[2]['cpu'] for row in asked) * 1000:.0f}")
        print(f"| {' | '.join(told)} |", flush=True)
    for page in ALONE:
        cpu = min(service.ask(page)["cpu"] for _ in range(rounds)) * 1000
        print(f"| {page} | {cpu:.0f} |{' |' * 9}")
    peaks = [side.ask("memory")["peak_mb"] for side in (service, rival, sums)]
    print(
        f"\npeak memory: pages {peaks[0]:.0f} MB, pandas {peaks[1]:.0f} MB, "
        f"main numbers alone {peaks[2]:.0f} MB"
    )
    for side in (service, rival, sums):
        side.close()


def _same(page: str, one: dict[str, Any], other: dict[str, Any], what: str) -> None:
    if one[what] != other[what]:
        msg = f"{page}, {what}: {one[what]} is not {other[what]}"
        raise SystemExit(msg)


def main() -> None:
    """Read what is wanted, make the shop, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000, help="order lines")
    parser.add_argument("--customers", type=int, default=300_000)
    parser.add_argument("--products", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is asked")
    parser.add_argument("--folder", type=Path, help="where the shop is kept; made if not there")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dangol-benchmark-") as name:
        folder = wanted.folder or Path(name)
        if not (folder / "lines.parquet").exists():
            size = json.dumps([wanted.lines, wanted.customers, wanted.products])
            environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
            subprocess.run(
                [sys.executable, str(WAYS), "make", str(folder), size], check=True, env=environment
            )
        measure(folder, wanted.rounds)


if __name__ == "__main__":
    main()
