"""The simulation of whole days, in small: hardly an alarm without a fault, and the fault named."""

from benchmarks.days import FAULTS, FIRST_SEED, concluded, is_alarm, names


def test_shops_without_a_fault_hardly_ever_get_an_alarm():
    alarms = [number for number in range(12) if is_alarm(concluded(FIRST_SEED + number, None))]
    assert len(alarms) <= 1


def test_the_fault_that_was_put_in_is_named():
    seeds = range(FIRST_SEED + 10_000, FIRST_SEED + 10_000 + len(FAULTS))
    named = [names(concluded(seed, fault), fault)
             for seed, fault in zip(seeds, FAULTS, strict=True)]  # fmt: skip
    assert sum(named) >= len(FAULTS) - 1
