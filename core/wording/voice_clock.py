"""How long somebody has waited, told the same way wherever it stands on the page."""

from typing import Final

from core.i18n import formats
from core.i18n import gettext as _

HOURS: Final = 48
"""Below so many hours a clock tells hours, from then on days."""

_DAY: Final = 24


def waiting(hours: float) -> str:
    """How long somebody waits: 25시간째, from two days on which day it is (65 hours: 3일째)."""
    if hours < 1:
        return _("came in just now")
    if hours < HOURS:
        return _("waiting for {time}").format(time=span(hours))
    return _("waiting, day {day}").format(day=formats.number(int(hours // _DAY) + 1))


def span(hours: float) -> str:
    """A stretch of time: 25시간, from two days on whole days."""
    if hours < 1:
        return _("under an hour")
    if hours < HOURS:
        return formats.count(int(hours), "hours")
    return formats.count(int(hours // _DAY), "days")
