"""Whom a share of new customers leaves out, and by how much it may be wrong, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.stats.watched import LEARNT_AFTER


def unsure() -> str:
    """That files are too short to tell new customers from old ones."""
    return _(
        "Files reach back less than a year, so some who look new may be old customers."
        " In truth it may be lower."
    )


def early(people: int, lost: int) -> str:
    """How many are left out who may have bought before; empty for none.

    Args:
        people: how many.
        lost: days in between that no file covers.
    """
    if not people:
        return ""
    count = formats.count(people, "people")
    if lost:
        return _(
            "{count} first seen where files begin, or go on after days without a file, are left"
            " out: they may have bought before."
        ).format(count=count)
    return _(
        "{count} first seen in the first {days} days of the files are left out: they may have"
        " bought before."
    ).format(count=count, days=LEARNT_AFTER)


def hidden(people: int) -> str:
    """How many are left out as too many of their days are in no file; empty for none."""
    if not people:
        return ""
    return _("{count} are left out, as too many of their days are in no file.").format(
        count=formats.count(people, "people")
    )


def lost(days: int) -> str:
    """What is not counted where few days are missing; empty where none is."""
    if not days:
        return ""
    return _("{days} are in no file. Who came again on one of them is not counted.").format(
        days=formats.count(days, "days")
    )
