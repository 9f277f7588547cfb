"""At which times messages went out, and how many of those they went to bought."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from core.stats.proportions import Tally


class Part(StrEnum):
    """Part of a day in Seoul."""

    MORNING = "morning"
    """From 8 o'clock on."""
    NOON = "noon"
    """From 11 o'clock on."""
    AFTERNOON = "afternoon"
    """From 14 o'clock on."""
    EVENING = "evening"
    """From 18 to 21 o'clock."""
    NIGHT = "night"
    """When advertisements need a consent of their own."""


_FROM = ((8, Part.MORNING), (11, Part.NOON), (14, Part.AFTERNOON), (18, Part.EVENING))
_NIGHT_FROM = 21


def part(hour: int) -> Part:
    """The part of the day an hour lies in."""
    if hour >= _NIGHT_FROM:
        return Part.NIGHT
    return next((one for first, one in reversed(_FROM) if hour >= first), Part.NIGHT)


def by_weekday(told: Iterable[tuple[int, int, Tally]]) -> Mapping[int, Tally]:
    """Who bought by the day of the week, Monday 0; each told as weekday, hour and how many."""
    found: dict[int, Tally] = {}
    for weekday, _hour, tally in told:
        found[weekday] = found.get(weekday, Tally(0, 0)) + tally
    return dict(sorted(found.items()))


def by_part(told: Iterable[tuple[int, int, Tally]]) -> Mapping[Part, Tally]:
    """The same by the part of the day."""
    found: dict[Part, Tally] = {}
    for _weekday, hour, tally in told:
        found[part(hour)] = found.get(part(hour), Tally(0, 0)) + tally
    return {one: found[one] for one in Part if one in found}
