"""A copy test that runs or is over, and the list of all of them, in words."""

from collections.abc import Sequence
from datetime import date

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_test_board import Board, Entry
from core.services.copy_test_health import Health, Progress
from core.services.copy_test_path import Step
from core.services.copy_tests import CopyTest
from core.terms.copy_tests import CountSource, Design, Response, TestStatus
from core.verdicts.copy_tests import Answer, Basis, Ruling, Said
from core.wording import actions_names
from core.wording import copy_page_tags as names
from core.wording.message import Message

DAYS_NAMED = 3
"""So many days are named before the rest is counted."""


def conclusion(board: Board) -> tuple[Message, Entry | None]:
    """What to do first with the tests, and which one it is about."""
    if board.ready:
        entry = board.ready[0]
        what = names.title(entry.test.draft)
        said = _("The result of “{what}” can be seen.").format(what=what)
        return Message(said, why_ready(entry)), entry
    for entry in board.running:
        if (asked := _first_to_do(entry)) is not None:
            return asked, entry
    runs = [one for one in board.running if one.test.status is TestStatus.RUNNING]
    return _quiet(board, [*runs, *board.running])


def _quiet(board: Board, running: Sequence[Entry]) -> tuple[Message, Entry | None]:
    """The same where no test needs anything."""
    if running:
        return _goes_on(running[0]), running[0]
    if not board.over:
        return Message(_("No test yet."), _("Begin with one of these, or with your own.")), None
    entry = board.over[0]
    last = _("The last one was “{what}”.").format(what=names.title(entry.test.draft))
    return Message(_("No test is running."), last), entry


def _first_to_do(entry: Entry) -> Message | None:
    """What a running test needs from the seller."""
    what = names.title(entry.test.draft)
    if entry.stands_still:
        return Message(_("Look at the counts of “{what}” first.").format(what=what),
                       _("Something in them does not fit the plan."))  # fmt: skip
    if entry.health is not None and entry.health.missing:
        days = formats.count(len(entry.health.missing), "days")
        return Message(_("Enter the counts of “{what}”.").format(what=what),
                       _("{days} have none yet.").format(days=days))  # fmt: skip
    return None


def _goes_on(entry: Entry) -> Message:
    what = names.title(entry.test.draft)
    if entry.progress is None:
        return Message(_("Get “{what}” ready to start.").format(what=what),
                       _("It does not run yet."))  # fmt: skip
    return Message(_("“{what}” is running.").format(what=what),
                   _("Who is ahead is told at the end."))  # fmt: skip


def why_ready(entry: Entry) -> str:
    """Why a result can be looked at."""
    if entry.progress is not None and entry.progress.is_over:
        return _("The planned days are over.")
    return _("The texts differ so much that it may end early.")


def line(entry: Entry) -> str:
    """A test in the list, in one line."""
    draft = entry.test.draft
    parts = [names.design(draft.design), names.response(draft.response)]
    parts.append(_("{count} texts").format(count=formats.number(len(draft.versions))))
    if entry.progress is not None and not entry.test.status.is_over:
        parts.append(day_of(entry.progress))
    if entry.test.ended_at is not None:
        parts.append(formats.moment(entry.test.ended_at))
    return " · ".join(parts)


def day_of(progress: Progress) -> str:
    """Which day of the plan it is."""
    if not progress.day:
        return _("begins soon")
    return _("day {day} of {days}").format(day=progress.day, days=progress.days)


def progress(entry: Entry) -> str:
    """How far a test is, below its bar."""
    told = entry.progress
    if told is None:
        return ""
    parts = [day_of(told)]
    if told.shown is not None:
        shown = formats.number(told.shown)
        if told.planned:
            planned = formats.number(told.planned)
            parts.append(_("shown {shown} of {planned}").format(shown=shown, planned=planned))
        else:
            parts.append(_("shown {shown}").format(shown=shown))
    parts.append(_("until {day}").format(day=formats.day_short(told.last_day)))
    return " · ".join(parts)


def turn(test: CopyTest, today: date) -> str:
    """Which version is to be shown today, where each day has one; else nothing."""
    if test.plan is None or test.plan.days is None or today not in test.plan.days:
        return ""
    return _("Today is the turn of {name}.").format(name=names.letter(test.plan.days[today]))


def health(found: Health, test: CopyTest) -> list[str]:
    """All that may be wrong with a running test; empty if nothing is."""
    told = [*_missing(found), *_wrong(found)]
    if found.events:
        days = formats.count(len(found.mixed_days), "days")
        what = ", ".join(dict.fromkeys(actions_names.event(one) for one in found.events[:2]))
        told.append(_("{what} falls into the test, on {days}.").format(what=what, days=days))
    if found.elsewhere:
        people = formats.count(max(count for _number, count in found.elsewhere), "people")
        told.append(_("{people} are in the list of another test too.").format(people=people))
    if found.same_place:
        told.append(_("Another test runs in the same place. Each disturbs the other."))
    if test.plan is not None and not test.plan.design.by_chance:
        told.append(names.honest(test.plan.design))
    return told


def _missing(found: Health) -> list[str]:
    if not found.missing:
        return []
    days = [formats.day_short(one.day) for one in found.missing]
    named = ", ".join(days[:DAYS_NAMED])
    if len(days) > DAYS_NAMED:
        more = formats.count(len(days) - DAYS_NAMED, "days")
        named = _("{days} and {more} more").format(days=named, more=more)
    return [_("No counts yet: {days}").format(days=named)]


def _wrong(found: Health) -> list[str]:
    told = [
        _("On {day} it was not the turn of {name}.").format(
            day=formats.day_short(day), name=names.letter(letter)
        )
        for day, letter in found.off_turn[:DAYS_NAMED]
    ]
    for one in found.impossible:
        reacted, shown = formats.number(one.reacted), formats.number(one.shown)
        said = _("{name}: {reacted} reacted, but only {shown} saw it.")
        told.append(said.format(name=names.letter(one.letter), reacted=reacted, shown=shown))
    return told


def shown_of(found: Health) -> list[str]:
    """How many were shown each version, beside what the plan would have given."""
    told = []
    for one in found.samples:
        count = formats.number(one.shown)
        said = _("{name}: shown {count}").format(name=names.letter(one.letter), count=count)
        if one.expected is not None:
            expected = formats.number(one.expected)
            said = _("{said}, expected about {expected}").format(said=said, expected=expected)
        told.append(said)
    return told


def causes(design: Design) -> list[str]:
    """What may be behind a division that does not fit the plan: questions to go through."""
    common = [
        _("Are all numbers of the same days?"),
        _("Is every person counted once, the same way for each text?"),
    ]
    return {
        Design.LIST_SPLIT: [
            _("Were the parts sent as they were saved, none of them cut?"),
            _("Did many messages of one text fail?"),
        ],
        Design.AD_PLATFORM: [
            _("Is the optimising of the platform switched off?"),
            _("Was one of the ads approved later, or short of budget?"),
        ],
        Design.TWO_LINKS: [
            _("Do both links lead to the right page?"),
            _("Do both stand in places that are seen equally often?"),
        ],
    }.get(design, []) + common


def versions(ruling: Ruling, of: int) -> list[str]:
    """Each version in people: 100명 중 3명."""
    return [people(one, of) for one in ruling.versions]


def people(one: Said, of: int) -> str:
    """How many of so many people reacted to a version."""
    if one.rate is None:
        return formats.UNKNOWN
    count = formats.number(round(one.rate * of))
    return _("{count} of {of} people").format(count=count, of=formats.number(of))


def picture(ruling: Ruling, one: Said, of: int) -> str:
    """What a pictogram shows."""
    did = {
        Response.CLICKS: _("{name}: {people} clicked"),
        Response.REPLIES: _("{name}: {people} replied"),
    }.get(ruling.response, _("{name}: {people} bought"))
    return did.format(name=names.letter(one.letter), people=people(one, of))


def bounds(one: Said) -> str:
    """A rate and the span it lies in, in percent."""
    if one.rate is None or one.bounds is None:
        return formats.UNKNOWN
    low, high = (f"{100 * edge:.1f}" for edge in one.bounds)
    return f"{100 * one.rate:.1f}% ({formats.span(low, high)}%)"


def bound(steps: Sequence[Step]) -> str:
    """Whether and when the difference crossed the line it had to cross."""
    crossed = next((one for one in steps if abs(one.apart) >= one.line), None)
    if crossed is None:
        return _("The difference never crossed the dashed lines, so none was found.")
    return _("The difference crossed the dashed line on {day}.").format(
        day=formats.day_short(crossed.day)
    )


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


def use(letter: str) -> str:
    """The button that takes a version into use."""
    return _("Change to {name}").format(name=names.letter(letter))


def used(letter: str, since: date) -> str:
    """That a version is in use."""
    return _("{name} is in use since {day}.").format(
        name=names.letter(letter), day=formats.day_short(since)
    )


def action(test: CopyTest, letter: str, title: str) -> tuple[str, str]:
    """What the improvement says that is noted with it: what was done, and why."""
    what = _("Changed the text to {name}: {text}").format(
        name=names.letter(letter), text=test.text_of(letter)[:80]
    )
    return what, _("Copy test “{what}”: {result}").format(
        what=names.title(test.draft), result=title
    )


def ended_early() -> str:
    """What is said of a test that was given up."""
    return _("It was stopped before its plan was reached, so nobody can say which is better.")


def basis(ruling: Ruling) -> str:
    """On what a result rests, for the table behind it."""
    return {
        Basis.PLAN: _("The plan was reached."),
        Basis.BOUNDARY: _("The difference was large enough to end early."),
        Basis.LATE: _("Counts after the plan were looked at too."),
        Basis.DAYS: _("Days were compared with days."),
    }.get(ruling.basis or Basis.ONCE, "")


def cut(found: Ruling) -> str:
    """The button that leaves the mixed days out."""
    return _("Leave {days} out and look").format(days=formats.count(len(found.mixed), "days"))


def usable(ruling: Ruling) -> Sequence[str]:
    """The versions that may be taken into use after a result, the one to use first."""
    letters = [one.letter for one in ruling.versions]
    if ruling.answer in {Answer.MISMATCH, Answer.IMPOSSIBLE, Answer.UNCOUNTED}:
        return ()
    if ruling.chosen is None:
        return letters
    return [ruling.chosen, *(one for one in letters if one != ruling.chosen)]
