"""The benchmark of many reviews runs in a small shop; how long it takes is nobody's business."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "voice_size.py"


def test_the_benchmark_of_reviews_finds_the_same_numbers_on_both_sides() -> None:
    size = ["--lines", "20000", "--customers", "6000", "--products", "20", "--reviews", "1500"]
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *size, "--rounds", "1"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    for way in ("floor", "dangol", "pandas"):
        assert f"| {way} |" in done.stdout
    assert "new 1,500, refused 0" in done.stdout
    for row in ("voice themes", "care queue", "todo", "waiting", "due"):
        assert f"| {row} |" in done.stdout
    assert "peak memory:" in done.stdout
