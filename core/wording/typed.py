"""Numbers typed by hand in words: fields, what is wrong or odd, and what became of them."""

from collections.abc import Sequence

from core.i18n import formats
from core.i18n import gettext as _
from core.services.typed_rows import (
    LONGEST_NAME,
    Cell,
    Doubt,
    Fault,
    Problem,
    Question,
)
from core.services.typed_store import Kept
from core.terms import AdPlatform, Period
from core.wording.message import Message

SHOWN = 3
"""So many faults are told at once."""


def cell(found: Cell) -> str:
    """What a field is called."""
    return {
        Cell.DAY: _("Day"),
        Cell.VISITS: _("Visits to the shop"),
        Cell.ORDERS: _("Orders"),
        Cell.REVENUE: _("Revenue after refunds"),
        Cell.WISHES: _("Added to the wish list"),
        Cell.CARTS: _("Put into the cart"),
        Cell.SUBSCRIBERS: _("New followers"),
        Cell.PLATFORM: _("Where the ad ran"),
        Cell.FIRST: _("First day"),
        Cell.LAST: _("Last day"),
        Cell.NAME: _("Name of the ad"),
        Cell.COST: _("Won spent"),
    }[found]


def platform(found: AdPlatform) -> str:
    """Where an advertisement was shown."""
    return {
        AdPlatform.NAVER_SEARCH: _("Naver search ads"),
        AdPlatform.NAVER_DISPLAY: _("Naver display ads"),
        AdPlatform.META: _("Instagram and Facebook"),
        AdPlatform.COUPANG: _("Coupang ads"),
        AdPlatform.KAKAO: _("Kakao ads"),
        AdPlatform.GOOGLE: _("Google ads"),
        AdPlatform.OTHER: _("Bloggers and others"),
    }[found]


def line_place(row: int) -> str:
    """A row of a table that is being typed."""
    return _("Line {row}").format(row=row)


def week_place(row: int) -> str:
    """One of the two weeks."""
    return _("Last week") if row == 2 else _("The week before last")  # noqa: PLR2004


def fault(found: Fault, place: str) -> str:
    """What is wrong in which row and field."""
    return _faults()[found.problem].format(place=place, cell=cell(found.cell), count=LONGEST_NAME)


def _faults() -> dict[Problem, str]:
    return {**_about_numbers(), **_about_days(), **_about_names()}


def _about_numbers() -> dict[Problem, str]:
    return {
        Problem.MISSING: _("{place}: fill in {cell}."),
        Problem.NOT_A_NUMBER: _("{place}: {cell} is no whole number."),
        Problem.NEGATIVE: _("{place}: {cell} cannot be less than 0."),
        Problem.TOO_LARGE: _("{place}: {cell} is too large. Is there a nought too many?"),
        Problem.NO_NUMBER: _("{place}: write at least one number."),
        Problem.REVENUE_WITHOUT_ORDERS: _(
            "{place}: there is revenue without orders. Look at the number of orders again."
        ),
    }


def _about_days() -> dict[Problem, str]:
    return {
        Problem.NOT_A_DAY: _("{place}: {cell} is no day. Write it like 2026.11.22."),
        Problem.FUTURE: _("{place}: {cell} has not come yet."),
        Problem.TOO_OLD: _("{place}: {cell} is more than ten years ago."),
        Problem.ENDS_BEFORE: _("{place}: the last day is before the first."),
        Problem.TOO_LONG: _("{place}: the period is longer than a year. Split it up."),
        Problem.TWICE: _("{place}: this stands here twice. Put it on one line."),
        Problem.UNCLEAR: _(
            "{place}: a comma may part two numbers or belong to one. Copy from a spreadsheet."
        ),
    }


def _about_names() -> dict[Problem, str]:
    return {
        Problem.NAME_TOO_LONG: _("{place}: the name may have up to {count} letters."),
        Problem.NAME_UNREADABLE: _("{place}: a letter in the name cannot be shown."),
    }


def refused(faults: Sequence[str]) -> Message:
    """Everything that is wrong; nothing typed is lost."""
    more = len(faults) - SHOWN
    told = list(faults[:SHOWN])
    if more > 0:
        told.append(_("And {count} more.").format(count=formats.count(more, "rows")))
    return Message(_("It cannot be kept like this yet."), " ".join(told))


def question(found: Question, place: str) -> str:
    """What is odd, as a question."""
    return {
        Doubt.MORE_ORDERS_THAN_VISITS: _(
            "{place}: there are more orders than visits. Are the numbers right?"
        ),
        Doubt.ORDERS_WITHOUT_REVENUE: _(
            "{place}: there are orders, but no revenue. Are the numbers right?"
        ),
        Doubt.OVERLAP: _(
            "{place}: these days overlap with others of the same ad. They may count twice."
        ),
    }[found.doubt].format(place=place)


def asked(questions: Sequence[str]) -> Message:
    """Everything that is odd."""
    return Message(_("Look at this once more."), " ".join(questions[:SHOWN]))


def conflict() -> Message:
    """That another window was faster."""
    return Message(
        _("Another window has changed this first."),
        _("The numbers of now are in the list."),
        _("Change them once more."),
    )


def kept(what: Kept) -> Message:
    """That an entry was kept, or was there already."""
    if what.is_nothing:
        return Message(_("These numbers are kept already."))
    told = {
        _("{count} new."): what.new,
        _("{count} changed."): what.changed,
        _("{count} deleted."): what.gone,
    }
    return Message(
        _("Your numbers are kept."),
        " ".join(
            text.format(count=formats.count(count, "rows")) for text, count in told.items() if count
        ),
    )


def taken_back() -> Message:
    """That an entry was undone."""
    return Message(_("It is as it was before."))


def gone_already() -> Message:
    """That an entry was undone elsewhere."""
    return Message(_("This was taken back already."))


def weeks_entry(before: Period, now: Period) -> str:
    """The name of two typed weeks in the list of uploads."""
    return _("Six numbers typed by hand, {period}").format(
        period=formats.period(Period(before.first, now.last))
    )


def reports() -> dict[str, str]:
    """What kinds of entries are called in the list of uploads, by the names of their formats."""
    return {
        "typed_week": _("Six numbers typed by hand"),
        "typed_day": days_entry(),
        "typed_ads": costs_entry(),
    }


def days_entry() -> str:
    """The name of typed counts in the list of uploads."""
    return _("Counts of days typed by hand")


def costs_entry() -> str:
    """The name of typed advertising costs in the list of uploads."""
    return _("Advertising costs typed by hand")


def example(found: Cell) -> str:
    """What may be written into a field."""
    return {
        Cell.VISITS: _("such as 4,000"),
        Cell.ORDERS: _("such as 120"),
        Cell.REVENUE: _("such as 3,840,000"),
    }.get(found, "")
