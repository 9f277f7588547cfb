"""A copy test that runs or is over, and the list of all of them, in words."""

from collections.abc import Sequence
from datetime import date

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_test_board import Board, Entry
from core.services.copy_test_health import Health, Progress
from core.services.copy_tests import CopyTest
from core.terms import seoul_day
from core.terms.copy_tests import Design, TestStatus
from core.verdicts.copy_tests import Answer, Ruling
from core.wording import actions_names
from core.wording import copy_page_tags as names
from core.wording.message import Message

DAYS_NAMED = 3
"""So many days are named before the rest is counted."""

LONGEST_QUOTE = 60
"""Letters of a text in a conclusion."""


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
    if _lacks_counts(entry):
        return Message(_("Enter the counts of “{what}”.").format(what=what), stands_still(entry))
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
    """Why a result can be looked at, and which days it would be without."""
    if entry.progress is None or not entry.progress.is_over:
        return _("The texts differ so much that it may end early.")
    told = _("The planned days are over.")
    if entry.health is None or not entry.health.missing:
        return told
    days = formats.count(len(entry.health.missing), "days")
    return f"{told} {_('{days} have none yet.').format(days=days)}"


def line(entry: Entry) -> str:
    """A test in the list, in one line."""
    draft = entry.test.draft
    parts = [names.design(draft.design), names.response(draft.response)]
    if len(draft.versions) > 2:  # noqa: PLR2004  (two are usual)
        parts.append(_("{count} texts").format(count=formats.number(len(draft.versions))))
    if entry.progress is not None and not entry.test.status.is_over:
        parts.append(day_of(entry.progress))
    if entry.test.ended_at is not None:
        parts.append(formats.day(seoul_day(entry.test.ended_at)))
    return " · ".join(parts)


def older(count: int) -> str:
    """What is said of the tests of a group that are folded."""
    return _("{count} older tests").format(count=formats.number(count))


def stands_still(entry: Entry) -> str:
    """What the list says of a test that can never have a result as it is."""
    if _lacks_counts(entry):
        return _("Its days are over, and counts are missing.")
    return _("Its counts do not fit the plan, so it stands still.")


def _lacks_counts(entry: Entry) -> bool:
    return entry.ruling is not None and entry.ruling.answer is Answer.UNCOUNTED


def day_of(progress: Progress) -> str:
    """Which day of the plan it is."""
    if not progress.day:
        return _("begins soon")
    if progress.is_over:
        return _("{days}, all over").format(days=formats.count(progress.days, "days"))
    return _("day {day} of {days}").format(day=progress.day, days=progress.days)


def progress(entry: Entry) -> str:
    """How far a test is, below its bar."""
    told = entry.progress
    if told is None:
        return ""
    parts = [day_of(told)]
    if told.shown is not None:
        parts.append(_shown(told, entry.test.draft.design))
    parts.append(_("until {day}").format(day=formats.day_short(told.last_day)))
    return " · ".join(parts)


def _shown(told: Progress, design: Design) -> str:
    """How many were shown any version so far; the column has the same name."""
    what, shown = names.shown(design), formats.number(told.shown)
    if not told.planned:
        return _("{what} {shown}").format(what=what, shown=shown)
    return _("{what} {shown} of {planned}").format(
        what=what, shown=shown, planned=formats.number(told.planned)
    )


def turn(test: CopyTest, today: date) -> str:
    """Which version is to be shown today, where each day has one; else nothing."""
    if test.plan is None or test.plan.days is None or today not in test.plan.days:
        return ""
    return _("Today is the turn of {name}.").format(name=names.letter(test.plan.days[today]))


def to_do(entry: Entry) -> str:
    """What there is to do on the days of a test of which nothing was counted yet."""
    told = entry.progress
    if told is None or not told.day or told.is_over or entry.counts:
        return ""
    divided = _("Send each part of the list its own text today, all at the same time.")
    if not entry.recipients:
        divided = _("Divide your list by chance, and send each part its own text today.")
    return {
        Design.LIST_SPLIT: divided,
        Design.AD_PLATFORM: _("Switch all ads on today, each with the same budget."),
        Design.TWO_LINKS: _("Put both links up today, where they are seen equally often."),
    }.get(entry.test.draft.design, "")


def health(found: Health, test: CopyTest) -> list[str]:
    """All that may be wrong with a running test; empty if nothing is."""
    told = [*_missing(found), *_wrong(found)]
    if found.events:
        days = formats.count(len(found.mixed_days), "days")
        what = ", ".join(dict.fromkeys(actions_names.happened(one) for one in found.events[:2]))
        told.append(_("{what} falls into the test, on {days}.").format(what=what, days=days))
    if found.at_once and test.draft.design is not Design.LIST_SPLIT:
        told.append(_("Counted at once: no days of a sale can be left out afterwards."))
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


def cut(found: Ruling) -> str:
    """The button that leaves the mixed days out."""
    return _("Leave {days} out and look").format(days=formats.count(len(found.mixed), "days"))
