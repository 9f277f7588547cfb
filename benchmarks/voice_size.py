"""How long a hundred thousand reviews take: taking the file in, and the pages that read them.

    python benchmarks/voice_size.py --lines 1000000 --reviews 100000 --rounds 3

The shop is that of ``pages.py``; the reviews come as the file SmartStore gives, and belong to its
order lines. Each way of taking them runs in a process of its own, one after the other; the ratios
are those of the same round, and the middle one of the rounds is shown.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from importing import run

ROOT: Final = Path(__file__).resolve().parents[1]
WAYS: Final = Path(__file__).with_name("voice_ways.py")
SHOP: Final = Path(__file__).with_name("page_ways.py")
COMPARED: Final = ("floor", "dangol", "pandas")


def made(folder: Path, size: list[int]) -> None:
    """The shop of ``pages.py``, where it is not there already."""
    if not (folder / "lines.parquet").exists():
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        subprocess.run(
            [sys.executable, str(SHOP), "make", str(folder), json.dumps(size)],
            check=True, env=environment,
        )  # fmt: skip


def importing(place: Path, folder: Path, file: str, rounds: int) -> Path:
    """All ways of taking the file; gives the last shop that has taken it."""
    found: list[list[dict[str, Any]]] = []
    full = place / "full"
    for _ in range(rounds):
        shutil.rmtree(full, ignore_errors=True)
        full.mkdir()
        for name in ("store.db", "store.key"):
            shutil.copy(folder / name, full / name)
        targets = {"floor": place, "dangol": full, "pandas": place}
        found.append([run(way, WAYS, file=file, folder=str(targets[way])) for way in COMPARED])
        (place / "floor.db").unlink()
        (place / "pandas.db").unlink()
    print("| | seconds | of the floor, clock | of the floor, processor | peak memory |")
    print("|---|---|---|---|---|")
    for at, way in enumerate(COMPARED):
        seconds = statistics.median(some[at]["seconds"] for some in found)
        clock, cpu = (
            statistics.median(some[at][what] / some[0][what] for some in found)
            for what in ("seconds", "cpu")
        )
        peak = max(some[at]["peak_mb"] for some in found)
        print(f"| {way} | {seconds:.1f} | {clock:.1f} | {cpu:.1f} | {peak:.0f} MB |", flush=True)
    last = found[-1][1]
    print(f"\nnew {last['new']:,}, refused {last['refused']:,}")
    return full


def pages(full: Path, rounds: int) -> None:
    """What the tabs of both pages ask, and 오늘 할 일."""
    found = run("pages", WAYS, folder=str(full), rounds=rounds)
    print(
        f"\nreading {found['read']:,} texts: {found['seconds']:.1f} s, processor "
        f"{found['cpu']:.1f} s, {found['peak_mb']:.0f} MB with all pages\n"
    )
    print("| tab | processor, ms | clock, ms | the first time, ms |\n|---|---|---|---|")
    for name, took in found["tabs"].items():
        told = (took[what] * 1000 for what in ("cpu", "seconds", "first"))
        print(f"| {name} | {' | '.join(f'{one:.0f}' for one in told)} |", flush=True)


def numbers(full: Path, rounds: int) -> None:
    """The numbers that pandas gives too, which must be the same."""
    sides = [
        run("numbers", WAYS, folder=str(full), side=side, rounds=rounds)
        for side in ("dangol", "pandas")
    ]
    print("\n| numbers | processor, ms | pandas, ms | times as fast |\n|---|---|---|---|")
    for name, mine in sides[0]["numbers"].items():
        other = sides[1]["numbers"][name]
        if mine["told"] != other["told"]:
            msg = f"{name}: {mine['told']} is not {other['told']}"
            raise SystemExit(msg)
        print(f"| {name} | {mine['cpu'] * 1000:.0f} | {other['cpu'] * 1000:.0f} "
              f"| {other['cpu'] / mine['cpu']:.1f} |", flush=True)  # fmt: skip
    peaks = [side["peak_mb"] for side in sides]
    print(
        f"\npeak memory: {peaks[0]:.0f} MB, pandas {peaks[1]:.0f} MB; pandas searches the texts "
        f"in {sides[1]['reading']:.1f} s"
    )


def main() -> None:
    """Read what is wanted, make the shop and the file, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000, help="order lines")
    parser.add_argument("--customers", type=int, default=300_000)
    parser.add_argument("--products", type=int, default=200)
    parser.add_argument("--reviews", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3, help="how often each way runs")
    parser.add_argument("--folder", type=Path, help="where the shop is kept; made if not there")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dangol-benchmark-") as name:
        place = Path(name)
        folder = wanted.folder or place / "shop"
        made(folder, [wanted.lines, wanted.customers, wanted.products])
        written = run("write", WAYS, folder=str(folder), reviews=wanted.reviews)
        print(f"{wanted.reviews:,} reviews, {written['megabytes']:.0f} MB\n")
        full = importing(place, folder, written["file"], wanted.rounds)
        pages(full, wanted.rounds)
        numbers(full, wanted.rounds)


if __name__ == "__main__":
    main()
