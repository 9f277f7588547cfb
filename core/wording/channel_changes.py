"""What was changed about channels, and why something was not kept, in words."""

from core.analysis.paths import MOST_LINES, MOST_STEPS, LineFault
from core.i18n import formats
from core.i18n import gettext as _
from core.services.channel_book import BookProblem, BookRefused
from core.services.channel_paths import PathsRefused
from core.services.link_book import LinkRefused
from core.services.survey import SurveyProblem, SurveyRefused
from core.wording import links
from core.wording.message import Message

SHOWN = 5


def undone() -> str:
    """That a change was taken back."""
    return _("Taken back.")


def fault(found: Exception) -> Message:
    """Why something was not kept."""
    why = _why(found)
    if why is not None:
        return Message(_("This was not kept."), why)
    if isinstance(found, PathsRefused):
        return Message(_("No line was kept."), _lines(found.faults))
    return Message(
        _("It was changed in another window."),
        _("Nothing was overwritten."),
        _("Look at what stands here now, and save it again."),
    )


def _why(found: Exception) -> str | None:
    if isinstance(found, LinkRefused):
        return links.fault(found.fault)
    if isinstance(found, BookRefused):
        return _book(found.problem)
    return _survey(found.problem) if isinstance(found, SurveyRefused) else None


def _book(problem: BookProblem) -> str:
    return {
        BookProblem.SHARE: _("A share lies between 0 and 100%."),
        BookProblem.ROAS: _("A return lies between 1% and 100,000%."),
        BookProblem.TOO_LONG: _("It is too long. Up to 200 letters fit."),
    }[problem]


def _survey(problem: SurveyProblem) -> str:
    return {
        SurveyProblem.NO_SOURCE: _("Choose or type where they saw you."),
        SurveyProblem.COUNT: _("At least one customer must have said so."),
        SurveyProblem.PLACES: _("Each customer saw you in one place at least."),
        SurveyProblem.FUTURE: _("That day is still to come."),
    }[problem]


def _lines(faults: tuple[tuple[int, LineFault], ...]) -> str:
    if not faults:
        return _("There is no line with a way, orders and sales.")
    told = [
        _("Line {number}: {why}").format(number=formats.number(number), why=_line(found))
        for number, found in faults[:SHOWN]
    ]
    if len(faults) > SHOWN:
        more = formats.number(len(faults) - SHOWN)
        told.append(_("{count} more lines").format(count=more))
    return " ".join(told)


def _line(found: LineFault) -> str:
    return {
        LineFault.FIELDS: _("write way, orders and sales, divided by commas."),
        LineFault.STEPS: _("divide up to {count} steps by >.").format(count=MOST_STEPS),
        LineFault.ORDERS: _("orders have to be a whole number from 1 on."),
        LineFault.WON: _("sales have to be a whole number of won."),
        LineFault.TOO_MANY: _("only {count} lines fit at once.").format(
            count=formats.number(MOST_LINES)
        ),
    }[found]
