"""How long other tables take: order lines from a workbook, and daily statistics of products.

    python benchmarks/tables.py --rows 100000

Order lines are read from XLSX as an import begins, beside openpyxl, which only makes a list of
the rows. Statistics are taken into an empty store, a newer file over them, and that one back.
"""

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from importing import run

WAYS = Path(__file__).with_name("table_ways.py")
STEPS = ("empty", "again", "undo")


def books(folder: Path, rows: int, rounds: int) -> None:
    """Reading order lines from a workbook, beside openpyxl."""
    sizes = run("order_books", WAYS, lines=rows, folder=str(folder))
    print("| texts | openpyxl, seconds | dangol, seconds | times as fast | by processor time "
          "| peak memory of openpyxl | of dangol |\n|---|---|---|---|---|---|---|")  # fmt: skip
    for name in ("shared", "inline"):
        file = str(folder / f"{name}.xlsx")
        found = [[run(way, WAYS, file=file) for way in ("openpyxl", "reading")]
                 for _ in range(rounds)]  # fmt: skip
        seconds = [statistics.median(pair[at]["seconds"] for pair in found) for at in (0, 1)]
        clock, cpu = (_times(found, measure) for measure in ("seconds", "cpu"))
        peaks = [max(pair[at]["peak_mb"] for pair in found) for at in (0, 1)]
        print(f"| {name}, {sizes[name]:.0f} MB | {seconds[0]:.1f} | {seconds[1]:.1f} | {clock:.1f} "
              f"| {cpu:.1f} | {peaks[0]:.0f} MB | {peaks[1]:.0f} MB |")  # fmt: skip


def _times(found: list[list[dict[str, Any]]], measure: str) -> float:
    return float(statistics.median(pair[0][measure] / pair[1][measure] for pair in found))


def facts(folder: Path, rows: int, rounds: int) -> None:
    """Statistics into an empty store, a newer file over them, and taking that back."""
    run("fact_files", WAYS, rows=rows, folder=str(folder))
    print("\n| file | floor, seconds | into an empty store | newer ones over them | taken back "
          "| by processor time | peak memory |\n|---|---|---|---|---|---|---|")  # fmt: skip
    for kind in ("csv", "xlsx"):
        files = [str(folder / f"facts{age}.{kind}") for age in (0, 1)]
        found = []
        for number in range(rounds):
            place = folder / f"{kind}{number}"
            place.mkdir()
            floor = run("floor", WAYS, file=files[0], folder=str(place))
            found.append((floor, run("dangol", WAYS, files=files, folder=str(place))))
            shutil.rmtree(place)
        print(_facts_line(kind, found))


def _facts_line(kind: str, found: list[tuple[dict[str, Any], dict[str, Any]]]) -> str:
    clock, cpu = (
        [statistics.median(ours[step][it] / floor[it] for floor, ours in found) for step in STEPS]
        for it in ("seconds", "cpu")
    )
    seconds = statistics.median(floor["seconds"] for floor, _ in found)
    peak = max(ours["peak_mb"] for _, ours in found)
    ratios = " | ".join(f"{ratio:.1f}" for ratio in clock)
    by_cpu = ", ".join(f"{ratio:.1f}" for ratio in cpu)
    return f"| {kind} | {seconds:.2f} | {ratios} | {by_cpu} | {peak:.0f} MB |"


def main() -> None:
    """Read what is wanted, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of each file")
    parser.add_argument("--rounds", type=int, default=3, help="how often each way runs")
    parser.add_argument("--only", choices=("books", "facts"), help="only these")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dangol-benchmark-") as name:
        folder = Path(name)
        if wanted.only != "facts":
            books(folder, wanted.rows, wanted.rounds)
        if wanted.only != "books":
            facts(folder, wanted.rows, wanted.rounds)


if __name__ == "__main__":
    main()
