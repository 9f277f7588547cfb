"""How long the pages take at a million order lines, beside pandas with everything in memory.

    python benchmarks/pages.py --lines 1000000 --rounds 7

Both sides answer the same question in turn, each in a process of its own that stays; the main
numbers of a page must be the same. pandas has its frames loaded before the first question, typed
and sorted as it likes; the store's pages keep nothing between two questions. A ratio is taken
within a pair, and the middle one shown.
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
    """Ask both sides in turn and print what it took."""
    service, rival = Side("service", folder), Side("pandas", folder)
    print("| page | processor, ms | of it pandas, ms | times as fast, processor | clock |")
    print("|---|---|---|---|---|")
    for page in PAGES:
        pairs = [(service.ask(page), rival.ask(page)) for _ in range(rounds + 1)][1:]
        for one, other in pairs:
            if one["numbers"] != other["numbers"]:
                msg = f"{page}: {one['numbers']} is not {other['numbers']}"
                raise SystemExit(msg)
        cpu, theirs = (min(pair[at]["cpu"] for pair in pairs) * 1000 for at in (0, 1))
        ratios = [
            statistics.median(pair[1][what] / pair[0][what] for pair in pairs)
            for what in ("cpu", "seconds")
        ]
        print(f"| {page} | {cpu:.0f} | {theirs:.0f} | {ratios[0]:.1f} | {ratios[1]:.1f} |")
    for page in ALONE:
        cpu = min(service.ask(page)["cpu"] for _ in range(rounds)) * 1000
        print(f"| {page} | {cpu:.0f} | | | |")
    peaks = [side.ask("memory")["peak_mb"] for side in (service, rival)]
    print(f"\npeak memory: pages {peaks[0]:.0f} MB, pandas {peaks[1]:.0f} MB")
    service.close()
    rival.close()


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
