"""How long an import takes, compared in one run with what it cannot do without.

    python benchmarks/importing.py --lines 100000
    python benchmarks/importing.py --lines 1000000 --rounds 1 --more 10000 --questions

Every round runs all ways one after the other, each in a process of its own; the ratios are
those of the same round, and the middle one of the rounds is shown. Times mean little on another
machine, ratios travel.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WAYS = Path(__file__).with_name("ways.py")
LATER = "스마트스토어_전체주문발주발송관리_20261121_0910.csv"
FIRST_DAY, PER_DAY = date(2023, 1, 2), 1000
"""As ``core.sample.large`` has them; this process stays small and does not import it."""
COMPARED = ("floor", "dangol", "pandas", "pandas_kept")


def run(way: str, ways: Path = WAYS, **arguments: str | float | list[str]) -> dict[str, Any]:
    """Run a way in a process of its own and return what it measured."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, str(ways), way, json.dumps(arguments)],
        check=True, stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def importing(folder: Path, file: Path, rounds: int) -> None:
    """An import into an empty store, beside the floor and beside pandas."""
    found: dict[str, list[dict[str, Any]]] = {way: [] for way in COMPARED}
    for number in range(rounds):
        place = folder / f"round{number}"
        place.mkdir()
        for way in COMPARED:
            found[way].append(run(way, file=str(file), folder=str(place)))
        shutil.rmtree(place)
    print("| way | seconds | of the floor | processor time of the floor | peak memory |")
    print("|---|---|---|---|---|")
    for way, results in found.items():
        clock, cpu = (_ratio(results, found["floor"], measure) for measure in ("seconds", "cpu"))
        seconds = statistics.median(one["seconds"] for one in results)
        peak = max(one["peak_mb"] for one in results)
        print(f"| {way} | {seconds:.2f} | {clock:.2f} | {cpu:.2f} | {peak:.0f} MB |")


def _ratio(results: list[dict[str, Any]], floor: list[dict[str, Any]], measure: str) -> float:
    """The middle one of the rounds' ratios."""
    ratios = [one[measure] / least[measure] for one, least in zip(results, floor, strict=True)]
    return float(statistics.median(ratios))


def more(folder: Path, lines: int, added: int, rounds: int) -> None:
    """A newer file of ``added`` lines, half of them known, into a store that holds ``lines``."""
    file = folder / "more.csv"
    run("generate", file=str(file), lines=added, first_line=lines - added // 2, changed=0.02)
    results = []
    for number in range(rounds):
        place = folder / f"more{number}"
        shutil.copytree(folder / "full", place)
        results.append(run("dangol", file=str(file), folder=str(place), name=LATER))
        shutil.rmtree(place)
    seconds = statistics.median(one["seconds"] for one in results)
    last = results[-1]
    print(
        f"\n{added:,} lines into {lines:,}: {seconds:.2f} s, {last['peak_mb']:.0f} MB "
        f"(new {last['new']:,}, changed {last['changed']:,}, same {last['same']:,})"
    )


def questions(folder: Path, lines: int) -> None:
    """Everything the page 오늘 asks, on the day after the last order."""
    today = FIRST_DAY + timedelta(days=lines // PER_DAY + 1)
    found = run("questions", folder=str(folder / "full"), today=today.isoformat())
    print(
        f"\nquestions of 오늘: {found['seconds'] * 1000:.0f} ms "
        f"({found['cpu'] * 1000:.0f} of the processor), "
        f"the first time {found['first'] * 1000:.0f} ms ({found['stage']})"
    )


def main() -> None:
    """Read what is wanted, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000, help="lines of the file")
    parser.add_argument("--rounds", type=int, default=3, help="how often each way runs")
    parser.add_argument("--more", type=int, default=0, help="then so many lines more")
    parser.add_argument("--questions", action="store_true", help="then ask what 오늘 asks")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dangol-benchmark-") as name:
        folder = Path(name)
        file = folder / "orders.csv"
        made = run("generate", file=str(file), lines=wanted.lines, first_line=0, changed=0.0)
        print(
            f"{wanted.lines:,} lines, {made['megabytes']:.0f} MB, made in {made['seconds']:.1f} s\n"
        )
        importing(folder, file, wanted.rounds)
        if wanted.more or wanted.questions:
            (folder / "full").mkdir()
            run("dangol", file=str(file), folder=str(folder / "full"))
        if wanted.more:
            more(folder, wanted.lines, wanted.more, wanted.rounds)
        if wanted.questions:
            questions(folder, wanted.lines)


if __name__ == "__main__":
    main()
