"""What is wrong with a text for customers, or worth knowing before it is sent, in words."""

from collections.abc import Sequence

from core.i18n import gettext as _
from core.services.care_rules import MOST_DAYS, MOST_LAPSES
from core.services.care_words import (
    ALIKE_MOST,
    LONGEST,
    LONGEST_TIP,
    CareProblem,
    CareRefused,
    Values,
)
from core.wording.message import Message


def refused(fault: CareRefused) -> Message:
    """Why something was not kept."""
    names = ", ".join(fault.names)
    title, remedy = {
        CareProblem.NUMBER: (
            _("The number of days is not possible."),
            _("Up to {days} days, and up to {lapses} days more.").format(
                days=MOST_DAYS, lapses=MOST_LAPSES
            ),
        ),
        CareProblem.TOO_LONG: (
            _("The text is too long."),
            _("Up to {most} letters, a tip up to {tip}.").format(most=LONGEST, tip=LONGEST_TIP),
        ),
        CareProblem.UNKNOWN_PLACES: (
            _("Nobody can fill in these places: {names}").format(names=names),
            _("Use only the places listed below the text."),
        ),
        CareProblem.REWARD: (
            _("A request for a review must not promise anything: {names}").format(names=names),
            _("Take these words out; reviews for a reward have to be marked as such."),
        ),
        CareProblem.UNKNOWN_ORDER: (
            _("No order has this number."),
            _("Look for it in the order file, or add the file first."),
        ),
        CareProblem.TOO_MANY: (_("Those are too many at once."), _("Up to 50 at a time.")),
    }[fault.problem]
    return Message(title, _("Nothing was changed."), remedy)


def advertising(words: Sequence[str]) -> str:
    """That words make a text advertising."""
    told = _("“{words}” makes this text an advertisement.").format(words=", ".join(words))
    asks = _("It needs consent, (광고) in front and a free way to refuse.")
    return f"{told} {asks}"


def unknown(names: Sequence[str]) -> str:
    """That places cannot be filled."""
    return _("Nobody can fill in these places: {names}").format(names=", ".join(names))


def alike(count: int) -> str:
    """That many people get the same text."""
    told = _("The same text goes to {count} people today.").format(count=count)
    advice = _("From more than {most} on it reads like a circular; share other texts out.").format(
        most=ALIKE_MOST
    )
    return f"{told} {advice}"


def lacking(values: Values, asked: Sequence[str]) -> str:
    """What a text leaves out as nobody knows it, and no field asks for; empty if nothing."""
    names = {
        "ship_by": _("the day it leaves"),
        "tip": _("the tip"),
    }
    missing = [names[code] for code in asked if code in names and not getattr(values, code)]
    if not missing:
        return ""
    return _("Left out, because it is not stored: {names}").format(names=", ".join(missing))
