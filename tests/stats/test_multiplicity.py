"""Adjusting p-values, held against R and statsmodels."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.stats.multiplicity import benjamini_hochberg

REFERENCE = json.loads((Path(__file__).parent / "reference.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", REFERENCE["benjamini_hochberg"], ids=lambda case: case["id"])
def test_p_values_are_adjusted_as_published(case):
    assert benjamini_hochberg(case["p"]) == pytest.approx(case["adjusted"], rel=1e-9)


def test_one_question_needs_no_adjustment():
    assert benjamini_hochberg([0.2]) == [0.2]
    assert benjamini_hochberg([]) == []


@given(st.lists(st.floats(0, 1), max_size=12))
def test_adjusting_never_makes_a_finding_surer(p_values):
    adjusted = benjamini_hochberg(p_values)
    assert all(p <= q <= 1 for p, q in zip(p_values, adjusted, strict=True))


def test_what_is_no_p_value_is_refused():
    with pytest.raises(ValueError, match="between"):
        benjamini_hochberg([0.1, 1.2])
