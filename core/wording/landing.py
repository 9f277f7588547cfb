"""Landing pages in words: how many of the visitors sign up, and whether a change helped."""

import pandas as pd

from core.analysis.landings import Comparison, Lacking, Rate, Source, Week
from core.i18n import formats
from core.i18n import gettext as _
from core.services.landing import Change, Count, Landing
from core.services.landing_rates import Standing
from core.services.link_book import Link
from core.terms import Evidence
from core.wording.message import Message


def source(one: Source) -> str:
    """Where visits are from."""
    return {
        Source.TYPED: _("Written down"),
        Source.LINK: _("By your link"),
        Source.PAGE: _("Views in the file"),
    }[one]


def headline(one: Standing) -> str:
    """How many of the visitors sign up."""
    if one.rate is None or not one.rate.tally.trials:
        return _("How many sign up is not known yet.")
    return _("Of {visits} {contacts} signed up.").format(
        visits=formats.count(one.rate.tally.trials, "visits"),
        contacts=formats.count(one.rate.tally.successes, "people"),
    )


def share(found: Rate | None) -> str:
    """The rate with its range; a dash of nothing."""
    if found is None or found.bounds is None:
        return formats.UNKNOWN
    low, high = found.bounds
    told = formats.span(formats.rate(low), formats.rate(high))
    return f"{formats.rate(found.tally.rate)} ({told})"


def tiles(one: Standing) -> list[tuple[str, str, str]]:
    """Names, numbers and notes."""
    found = one.rate
    tally = found.tally if found else None
    return [
        (_("Sign-up rate"), formats.rate(tally.rate if tally else None), _range(found)),
        (_("Visitors of the page"), formats.count(tally.trials if tally else None, "visits"), ""),
        (_("Contacts left"), formats.count(tally.successes if tally else None, "people"), ""),
    ]


def _range(found: Rate | None) -> str:
    """Between which a rate lies, and of how many weeks it is."""
    if found is None or found.bounds is None:
        return ""
    low, high = found.bounds
    span = formats.span(formats.rate(low), formats.rate(high))
    weeks = _("of {weeks}").format(weeks=formats.count(found.weeks, "weeks"))
    return f"{span} · {weeks}"


def notes(one: Standing) -> list[str]:
    """What has to be known of the numbers."""
    said = []
    if one.unknown:
        said.append(
            _("{weeks} are not in it: a number is missing. Unknown is not 0.").format(
                weeks=formats.count(one.unknown, "weeks")
            )
        )
    wrong = [week for week in one.weeks if week.is_impossible]
    if wrong:
        said.append(
            _("In the week from {day} on more signed up than came. Look at both numbers.").format(
                day=formats.day_short(wrong[0].monday)
            )
        )
    sources = {week.source for week in one.weeks if week.tally is not None}
    if Source.PAGE in sources:
        said.append(
            _("The file counts how often the page was looked at. The true rate may be higher.")
        )
    if Source.LINK in sources:
        said.append(_("Only visitors by your link are counted."))
    return said


def compared(found: Comparison) -> Message | None:
    """Whether the last change helped; None while no change is noted."""
    if found.lacking is Lacking.NO_CHANGE:
        return None
    sides = _("Before {before}, after {after}.").format(
        before=share(found.before), after=share(found.after)
    )
    if found.lacking is not None:
        why = {
            Lacking.WEEKS: _("It takes two whole weeks with both numbers before and after."),
            Lacking.SOURCES: _("Visits before and after are counted in different ways."),
            Lacking.CASES: _("So few signed up that chance alone could be the reason."),
        }[found.lacking]
        return Message(_("Collect more"), f"{sides} {why}")
    return Message(_verdict(found), sides, _("The same weeks may have had other reasons too."))


def _verdict(found: Comparison) -> str:
    assert found.before is not None  # noqa: S101  (nothing is lacking)
    assert found.after is not None  # noqa: S101
    is_up = (found.after.tally.rate or 0) > (found.before.tally.rate or 0)
    if found.evidence is Evidence.KNOWN:
        return (
            _("After the change more sign up.") if is_up else _("After the change fewer sign up.")
        )
    if found.evidence is Evidence.HINT:
        return (
            _("After the change more seem to sign up.") if is_up
            else _("After the change fewer seem to sign up.")
        )  # fmt: skip
    return _("Before and after the change are not known to differ.")


def since(one: Landing) -> str:
    """Since when a page can be seen, and where."""
    return " · ".join(
        filter(None, (_("since {day}").format(day=formats.day(one.first)), one.address, one.note))
    )


def change(one: Change) -> str:
    """What was changed of the form, and when."""
    return f"{formats.day_short(one.day)} · {one.text}"


def kept(one: Count) -> str:
    """That a week is written down."""
    return _("The week from {day} on is written down.").format(day=formats.day_short(one.monday))


def link(one: Link) -> str:
    """A link of the shop, as it is chosen."""
    return " · ".join(filter(None, (one.memo, one.codes.detail))) or one.address


def address_refused() -> Message:
    """That an address is none."""
    return Message(
        _("It was not kept."),
        _("The address of a page begins with http and has no blanks."),
        _("Leave it empty if there is none."),
    )


def weeks(one: Standing) -> pd.DataFrame:
    """A row for each week, the newest first."""
    return pd.DataFrame(
        {
            "week": [formats.day_short(week.monday) for week in one.weeks],
            "rate": [_rate(week) for week in one.weeks],
            "visits": [formats.number(week.visits) for week in one.weeks],
            "contacts": [formats.number(week.contacts) for week in one.weeks],
            "source": [source(week.source) if week.source else "" for week in one.weeks],
        }
    )


def _rate(week: Week) -> str:
    return formats.UNKNOWN if week.tally is None else formats.rate(week.tally.rate)


def file(some: list[Standing]) -> pd.DataFrame:
    """All weeks of all pages; what is unknown is empty, not 0."""
    return pd.DataFrame(
        [
            {
                _("Landing page"): one.landing.name,
                _("Week"): week.monday.isoformat(),
                _("Visitors of the page"): week.visits,
                _("Contacts left"): week.contacts,
                _("Sign-up rate"): None if week.tally is None else week.tally.rate,
                _("Visitors from"): source(week.source) if week.source else "",
                _("What was changed"): " / ".join(
                    it.text for it in one.changes if 0 <= (it.day - week.monday).days < 7  # noqa: PLR2004
                ),
            }
            for one in some
            for week in one.weeks
        ]
    ).astype({_("Visitors of the page"): "Int64", _("Contacts left"): "Int64"})  # fmt: skip
