"""The benchmark of pages runs, and both sides show and conclude the same, in a small shop."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "pages.py"


def test_the_benchmark_of_pages_finds_the_same_pages_on_both_sides() -> None:
    size = ["--lines", "20000", "--customers", "6000", "--products", "20"]
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *size, "--rounds", "1"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    for page in ("today", "journey_channel", "channels_quarter", "products", "actions", "todo"):
        assert f"| {page} |" in done.stdout
    assert "peak memory: pages" in done.stdout
