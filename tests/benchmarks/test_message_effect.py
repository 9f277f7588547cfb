"""Of a thousand campaigns whose truth is known the ranges hold it as often as they say."""

from benchmarks import message_effect


def test_the_ranges_hold_the_truth_of_a_thousand_campaigns():
    found = message_effect.run()
    assert found.told == message_effect.CAMPAIGNS
    assert 0.93 <= found.won / found.told <= 0.97
    assert 0.93 <= found.rate / found.told <= 0.97


def test_nothing_is_rarely_taken_for_something():
    found = message_effect.run(600, seed=9)
    assert found.nothing > 200
    assert found.false_claims / found.nothing < 0.08
