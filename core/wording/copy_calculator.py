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
    return _("{name}, {what}").format(name=name, what=names.reacted(response).lower())


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


def least(base: float, rate: float | None) -> str:
    """To how many people it has to go: with a decimal, so that rows can be told apart.

    From how many is the same in all of a table and stands in its note: four columns have to fit
    on a phone.
    """
    if rate is None:
        return _("too few visits")
    high = formats.number(rate * numbers.base_of([base]), 1)
    return _("→ {high} people").format(high=high)


def plan_note(base: float) -> str:
    """How the table of days is read."""
    of = numbers.base_of([base])
    return _(
        "From {low} of {base} people to so many. Such a difference is found in 80 of 100 tests."
    ).format(low=formats.number(base * of, 1), base=formats.number(of))


def as_usual() -> str:
    """That there is no difference to look for."""
    return _("That is as many as usual. Choose another number.")


def too_long(days: int) -> str:
    """What is wrong with a test of so many days, and what would help."""
    return _(
        "Longer than {days} the season changes too. Use bolder texts, or count clicks."
    ).format(days=formats.count(days, "days"))
