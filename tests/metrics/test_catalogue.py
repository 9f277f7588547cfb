"""The catalogue of metrics is complete."""

import re
from pathlib import Path

import pytest

from core import i18n
from core.metrics import METRICS, metric
from core.wording import metrics as wording

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("entry", METRICS, ids=lambda entry: entry.id)
def test_every_metric_has_a_name_a_definition_and_a_formula(entry, language):
    with i18n.speaking(language):
        words = wording.words(entry.id)
    assert all((words.name, words.definition, words.formula))
    assert bool(re.search("[가-힣]", words.name)) is (language == "ko")


def test_every_metric_has_its_heading_in_the_documentation():
    headings = re.findall(r"^## `(\w+)`", (DOCS / "metrics.md").read_text("utf-8"), re.MULTILINE)
    assert headings == [entry.id for entry in METRICS]


def test_every_method_has_its_heading_in_the_documentation():
    text = (DOCS / "methods.md").read_text("utf-8")
    for name in ("counts", "placebo", "proportions", "multiplicity", "split", "windows"):
        assert f"`core.stats.{name}`" in text


def test_a_metric_is_found_by_its_id():
    assert metric("orders").id == "orders"
    with pytest.raises(KeyError):
        metric("profit")


@pytest.mark.parametrize(
    ("name", "number", "trials", "shown"),
    [
        ("net_sales", 3_005_600, None, "301만 원"),
        ("orders", 1234.0, None, "1,234건"),
        ("orders_per_buyer", 1.036, None, "1.04"),
        ("returning_share", 0.123, 2000, "12.3%"),
        ("returning_share", 0.25, 12, "12명 중 3명"),
        ("returning_share", 0.25, None, "25%"),
        ("buyers", None, None, "–"),
    ],
)
def test_numbers_are_shown_in_their_unit(name, number, trials, shown):
    assert wording.value(name, number, trials) == shown


def test_halves_go_away_from_zero():
    assert [wording.half_up(number) for number in (2.5, -2.5, 2.4)] == [3, -3, 2]
