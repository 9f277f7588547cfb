"""What is in the way of a verdict about a product, and what the seller says of it, in words."""

from datetime import date

from core.i18n import formats
from core.i18n import gettext as _
from core.services.products_checks import Answer, Checklist, Score
from core.services.products_obstacles import KnownFrom, Obstacle
from core.services.products_said import Happened, ProductNote
from core.verdicts.products import Doubt


def obstacle(found: Obstacle) -> str:
    """What made the days unusual, and from where that is known."""
    if found.change is not None:
        return _(
            "The orders show a new price from {day} on: {before} before, {after} since."
        ).format(
            day=formats.day_short(found.change.day),
            before=formats.won(found.change.before),
            after=formats.won(found.change.after),
        )
    name = doubt(found.doubt)
    if found.known_from is KnownFrom.NOTE and found.period is not None:
        title = f"“{found.title}” " if found.title else ""
        return _("Your notes say: {what} {title}({period}).").format(
            what=name, title=title, period=formats.period(found.period)
        )
    return _("You said: {what}.").format(what=name)


def doubt(what: Doubt) -> str:
    """What happened, in two words."""
    return {
        Doubt.SOLD_OUT: _("Sold out"),
        Doubt.PROMOTION: _("Promotion on many days"),
    }.get(what, _("Price or options changed"))


def happened(what: str) -> str:
    """What may have made the days unusual, as a choice."""
    return {
        "": _("As in notes and orders"),
        Happened.NOTHING: _("Nothing special"),
        Happened.SOLD_OUT: doubt(Doubt.SOLD_OUT),
        Happened.PROMOTION: doubt(Doubt.PROMOTION),
        Happened.CHANGED: doubt(Doubt.CHANGED),
    }[what]


def still(note: ProductNote, since: date) -> Happened | None:
    """What the seller said, as long as it is about the days from ``since`` on."""
    if not note.happened or note.happened_on is None or note.happened_on < since:
        return None
    return Happened(note.happened)


def no_price() -> str:
    """A price that cannot be read."""
    return _("Type the price as a whole number.")


def compared_on(day: date) -> str:
    """When the price elsewhere was written down."""
    return _("Written down on {day}.").format(day=formats.day(day))


def answer(what: Answer) -> str:
    """An answer to a point of the checklist."""
    return {
        Answer.DONE: _("It is there"),
        Answer.MISSING: _("It is missing"),
        Answer.NOT_MINE: _("Not needed here"),
    }[what]


def marked(what: Answer) -> str:
    """Whether the page answers a question, as the seller marks it."""
    return _("Answered on the page") if what is Answer.DONE else _("Not answered there")


def score(found: Score) -> str:
    """How much of the checklist is there."""
    return _("{done} of {count} points are there").format(
        done=formats.number(found.done), count=formats.number(found.applicable)
    )


def last(found: Checklist) -> str:
    """When the page was last looked at."""
    if found.last is None:
        return _("Not checked yet")
    return _("Last checked on {day}").format(day=formats.day(found.last))


def covered(answered: int, known: int) -> str:
    """How many of the questions the page answers."""
    return _("The page answers {answered} of {count} questions ({share}).").format(
        answered=formats.number(answered),
        count=formats.number(known),
        share=formats.rate(answered / known, 0),
    )
