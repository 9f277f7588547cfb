"""The numbers beside the stage 살펴봄 in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.journey_beside import Beside

_UNITS = {"wishes": "buyers", "cart_adds": "times", "subscribers": "buyers"}


def name(one: Beside) -> str:
    """What is counted."""
    return {
        "wishes": _("On wish lists"),
        "cart_adds": _("Put into the cart"),
        "subscribers": _("Want your news"),
    }[one.name]


def value(one: Beside) -> str:
    """The number with its unit."""
    return formats.count(one.value, _UNITS[one.name])


def note(one: Beside) -> str:
    """Of when it is, and how it grew; or that nobody told."""
    if one.value is None:
        return _partly(one) if one.days else _("No file tells it. You can write it down yourself.")
    if one.day is None:
        return formats.period(one.period)
    if one.growth is None:
        return _("On {day}").format(day=formats.day(one.day))
    return _("On {day} · {change} in a week").format(
        day=formats.day(one.day), change=formats.change(one.growth, _UNITS[one.name])
    )


def _partly(one: Beside) -> str:
    return _("Known of {days} of the {all} only, so there is no sum.").format(
        days=formats.count(one.days, "days"),
        all=formats.count(one.period.days if one.period else 0, "days"),
    )


def origin(one: Beside) -> list[tuple[str, str]]:
    """Where it is from."""
    meaning = {
        "wishes": _("How many people had a product on their wish list on that day"),
        "cart_adds": _("How often something was put into the cart in these days"),
        "subscribers": _("How many people had agreed to get your news on that day"),
    }[one.name]
    period = formats.day(one.day) if one.day else formats.period(one.period)
    return [
        (_("Meaning"), meaning),
        (_("Period"), period),
        (_("Files"), ", ".join(one.files) or formats.UNKNOWN),
    ]
