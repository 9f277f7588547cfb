"""The calculator of copy tests and the plan of days, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.terms.copy_tests import Response
from core.wording import copy_page_tags as names
from core.wording import copy_tests_numbers as numbers


def texts(count: int) -> str:
    """So many texts."""
    return _("{count} texts").format(count=formats.number(count))


def shown_of(name: str) -> str:
    """The field for those who saw a text."""
    return _("{name}, shown").format(name=name)


def reacted_of(name: str, response: Response) -> str:
    """The field for those who reacted to a text."""
    return _("{name}, {what}").format(name=name, what=names.reacted(response))


def calculator_waits() -> str:
    """What the calculator still needs."""
    return _("Fill in both numbers of each text, and the answer stands here.")


def from_files() -> str:
    """That numbers were filled in."""
    return _("Filled in from your files of the last 28 days. You can change them.")


def looked_at_once() -> str:
    """When the answer of the calculator is right."""
    return _("This holds for numbers that are looked at once, at the end. Looking daily errs more.")


def plan_waits() -> str:
    """What the plan still needs."""
    return _("Fill in both numbers, and you see what can be found out.")


def step(base: float, rate: float | None) -> str:
    """From one share to another in people: 3 → 5 of 100."""
    if rate is None:
        return _("too few visits")
    return _("{low} → {high} of {base}").format(**numbers.step(base, rate))


def plan_note() -> str:
    """How the table of days is read."""
    return _("From so many people to so many. Such a difference is found in 80 of 100 tests.")
