"""The benchmark of messages runs in a small shop; how long it takes is nobody's business."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "messages.py"


def test_the_benchmark_of_messages_draws_every_tab_and_makes_every_file() -> None:
    size = ["--lines", "20000", "--customers", "6000", "--products", "20"]
    sent = ["--sends", "4", "--most", "400", "--consents", "800", "--rounds", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.messages", *size, *sent],
        check=False,
        capture_output=True,
        text=True,
        cwd=SCRIPT.parents[1],
    )
    assert done.returncode == 0, done.stderr
    for row in (
        "scenarios", "prepare, a group, after a note", "prepare, a list", "results, other days",
        "record, again", "settle a list", "write a list out", "report, week", "report, PDF",
    ):  # fmt: skip
        assert f"| {row} |" in done.stdout
