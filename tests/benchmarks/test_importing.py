"""The benchmark scripts run; how long they take is nobody's business here."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "importing.py"


def test_the_benchmark_of_an_import_runs_on_a_thousand_lines() -> None:
    arguments = ["--lines", "1000", "--rounds", "1", "--more", "200", "--questions"]
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    for row in ("| floor |", "| dangol |", "| pandas |", "| pandas_kept |"):
        assert row in done.stdout
    assert "200 lines into 1,000" in done.stdout
    assert "questions of 오늘" in done.stdout
