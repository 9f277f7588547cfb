"""The result of a copy test and what is made of it, in words."""

from collections.abc import Sequence
from datetime import date

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_test_board import Entry
from core.services.copy_tests import CopyTest
from core.terms.copy_tests import CountSource
from core.verdicts.copy_tests import Answer, Basis, Ruling
from core.wording import copy_page_tags as names

LONGEST_QUOTE = 60
"""Letters of a text in a conclusion."""


def origin(entry: Entry, ruling: Ruling) -> list[tuple[str, str]]:
    """Where the numbers of a result come from: pairs of a heading and its text."""
    plan = entry.test.plan
    sources = dict.fromkeys(one.source for one in entry.counts)
    told = [
        (_("Meaning"), _("How many of those who saw a text did what you count.")),
        (_("Formula"), _("Those who reacted ÷ those who saw it, each text by itself")),
        (_("From"), ", ".join(_source(one) for one in sources)),
        (_("Counts"), formats.count(len(entry.counts), "lines")),
    ]
    if plan is not None:
        told.append((_("Period"), formats.period(plan.period)))
    if ruling.cut and ruling.mixed:
        told.append((_("Left out"), formats.count(len(ruling.mixed), "days")))
    return told


def _source(found: CountSource) -> str:
    return {
        CountSource.TYPED: _("typed by hand"),
        CountSource.PASTED: _("pasted from a spreadsheet"),
        CountSource.FILE: _("a file of counts"),
        CountSource.ORDERS: _("your order files"),
    }[found]


def frozen(test: CopyTest, ruling: Ruling) -> str:
    """When a result was written down, and by which method."""
    return _("Written down on {when}. Method {method}.").format(
        when=formats.moment(test.ended_at) if test.ended_at else formats.UNKNOWN,
        method=ruling.method,
    )


def use(letter: str, control: str) -> str:
    """The button that takes a version into use, or stays with the one used now."""
    name = names.letter(letter)
    if letter == control:
        return _("Stay with {name}").format(name=name)
    return _("Change to {name}").format(name=name)


def in_use(test: CopyTest) -> str:
    """What was done after a result, instead of what to do; empty if nothing was."""
    if test.applied is None:
        return ""
    letter, _since = test.applied
    said = _("You stay with {name}.")
    if letter != test.draft.control:
        said = _("You changed to {name}.")
    return said.format(name=names.letter(letter))


def says(test: CopyTest, ruling: Ruling) -> str:
    """What the version reads that is used or to be used; empty if there is none."""
    letter = test.applied[0] if test.applied is not None else ruling.chosen
    text = " ".join(test.text_of(letter or "").split())
    if not letter or not text:
        return ""
    short = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
    return _("{name} reads “{text}”.").format(name=names.letter(letter), text=short)


def used(letter: str, since: date) -> str:
    """That a version is in use."""
    return _("{name} is in use since {day}.").format(
        name=names.letter(letter), day=formats.day_short(since)
    )


def file_name(test: CopyTest) -> str:
    """What the file of a result is called, without its ending."""
    kept = "".join(one for one in names.title(test.draft) if one.isalnum() or one in " -_")
    return f"{_('copy_test')}_{kept.strip().replace(' ', '_')[:30]}_{test.id}"


def action(test: CopyTest, letter: str, title: str) -> tuple[str, str]:
    """What the improvement says that is noted with it: what was done, and why."""
    stays = letter == test.draft.control
    what = _("Stayed with {name}: {text}") if stays else _("Changed the text to {name}: {text}")
    what = what.format(name=names.letter(letter), text=test.text_of(letter)[:80])
    return what, _("Copy test “{what}”: {result}").format(
        what=names.title(test.draft), result=title
    )


def ended_early() -> str:
    """What is said of a test that was given up."""
    return _("It was stopped before its plan was reached, so nobody can say which is better.")


def brought() -> str:
    """What a result from elsewhere is called."""
    return _("This result was brought along from elsewhere.")


def compared() -> str:
    """Where a result from elsewhere is looked at."""
    return _("The library compares it with all other texts and learns from it.")


def basis(ruling: Ruling) -> str:
    """On what a result rests, for the table behind it."""
    return {
        Basis.PLAN: _("The plan was reached."),
        Basis.BOUNDARY: _("The difference was large enough to end early."),
        Basis.LATE: _("Counts after the plan were looked at too."),
        Basis.DAYS: _("Days were compared with days."),
    }.get(ruling.basis or Basis.ONCE, "")


def usable(ruling: Ruling) -> Sequence[str]:
    """The versions that may be taken into use after a result, the one to use first."""
    if ruling.answer in {Answer.MISMATCH, Answer.IMPOSSIBLE, Answer.UNCOUNTED}:
        return ()
    first = ruling.chosen or ruling.control
    return [first, *(one.letter for one in ruling.versions if one.letter != first)]
