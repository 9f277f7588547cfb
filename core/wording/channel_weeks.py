"""The course of visits in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.channel_weeks import WEEKS, Course
from core.wording import verdicts


def title(found: Course) -> str:
    """Whether visits moved by more than they do from week to week."""
    if not found.is_judged:
        return _("The course of visits")
    if found.turn.direction < 0:
        return _("Visits fell by more than they usually scatter")
    if found.turn.direction > 0:
        return _("Visits rose by more than they usually scatter")
    return _("Visits are as usual")


def flag(found: Course) -> str:
    """The numbers behind the title, and how sure it is; empty where nothing is compared."""
    if found.visits is None:
        return _("Nothing earlier to compare with.")
    now, before = found.visits
    said = _("{period}: {now} visits, before {before}").format(
        period=formats.period(found.period),
        now=formats.number(now),
        before=formats.number(before),
    )
    if found.is_judged and not found.turn.direction:
        return said
    return f"{said} · {verdicts.evidence(found.turn.level)}"


def now() -> str:
    """The line of the last weeks."""
    return _("The last weeks of visits")


def before(found: Course) -> str:
    """The line of the weeks before."""
    if found.shift > WEEKS * 7:
        return _("A year earlier")
    return _("The {weeks} before").format(weeks=formats.count(WEEKS, "weeks"))


def no_days() -> str:
    """What it takes to see the course."""
    return _("With a file of channels day by day you see the course of visits here.")


def origin(found: Course) -> list[tuple[str, str]]:
    """What is drawn, and when a change is called one."""
    return [
        (_("What is drawn"), _("Visits of seven days each, of all channels in the file")),
        (
            _("More than usual"),
            _("The change stands out from how much visits scattered from week to week before."),
        ),
        (_("Weeks"), formats.period(found.weeks[0]) + " · " + formats.period(found.weeks[-1])),
    ]
