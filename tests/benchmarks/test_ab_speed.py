"""The script that times ten thousand tests runs, on a few of them."""

import sys

import pytest

from benchmarks import ab_rule, ab_speed


def test_it_times_every_way_beside_the_formulas_it_has_itself(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["ab_speed", "--tests", "30", "--rounds", "1"])
    ab_speed.main()
    told = capsys.readouterr().out
    assert "the rule and both intervals" in told
    assert "its formulas, looped" in told


def test_its_counts_are_possible_and_the_same_every_time():
    found = ab_speed.counts(200)
    assert found == ab_speed.counts(200)
    assert all(0 < a <= n_a and 0 < b <= n_b for a, n_a, b, n_b in found)


def test_the_rule_is_told_of_every_row(monkeypatch, capsys):
    monkeypatch.setattr(ab_rule, "through_judge", lambda _row, _runs: 100.0)
    monkeypatch.setattr(sys, "argv", ["ab_rule", "--runs", "20"])
    ab_rule.main()
    told = capsys.readouterr().out
    assert told.count("| 6 |") == 20 + 40
    assert float(told.split("worst: ")[1].split(" %")[0]) == pytest.approx(0, abs=30)
