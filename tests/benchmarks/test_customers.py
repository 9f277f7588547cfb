"""The benchmark of customers runs in a small shop, and says what it skips."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.customers import DATA, cdnow, simulated, split
from core.stats import buying
from core.stats.buying import Model

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "customers.py"
SAMPLE = DATA / "cdnow_sample_elog.csv.gz"


def test_it_measures_a_simulated_shop_and_says_what_is_not_there(tmp_path: Path) -> None:
    none = [f"--{name}={tmp_path / 'none.csv.gz'}" for name in ("cdnow", "cdnow-sample", "retail")]
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *none, "--people", "4000", "--rounds", "1"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("skipped: none.csv.gz is not there") == 3
    assert "## simulated, 4,000" in done.stdout
    for row in ("BG_NBD", "MBG_NBD", "GAMMA_GAMMA", "ahead MBG_NBD", "alive", "worth"):
        assert f"| {row} |" in done.stdout
    assert "tenths, forecast/came:" in done.stdout


def test_the_simulated_shop_is_what_the_model_says() -> None:
    frame, ahead = split(simulated(20_000))
    assert ahead == 26
    assert (frame["x"] == 0).mean() > 0.5
    of = buying.customers(frame["x"], frame["recency"], frame["age"])
    found = buying.fit(of, Model.MBG_NBD)
    assert found.r == pytest.approx(0.525, rel=0.15)
    assert found.alpha == pytest.approx(6.183, rel=0.15)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the CDNOW sample is not on this machine")
def test_the_purchases_of_cdnow_give_the_published_fit_and_forecast() -> None:
    frame, ahead = split(cdnow(SAMPLE, "CDNOW"))
    of, at = buying.grouped(frame["x"], frame["recency"], frame["age"])
    found = buying.fit(of, Model.BG_NBD)
    # Fader, Hardie and Lee (2005), Marketing Science 24:275.
    assert (found.r, found.alpha, found.a, found.b) == pytest.approx(
        (0.243, 4.414, 0.793, 2.426), abs=1e-3
    )
    assert found.log_likelihood == pytest.approx(-9582.4, abs=0.1)
    assert (len(frame), frame["came"].sum()) == (2357, 1882)
    each = buying.expected(found, of, ahead)[at]
    assert each.sum() == pytest.approx(1653.4, abs=1)
    assert abs(each - frame["came"]).mean() == pytest.approx(0.7855, abs=1e-3)
