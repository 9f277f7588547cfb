"""What was done and what is to be done next, as lines of a report."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.importers.problems import redacted
from core.services.actions import Action
from core.services.copy_tests import CopyTest
from core.services.messages_result import Result, Told
from core.services.report import Done, Report, Step
from core.services.report_done import MOST, DoneKind
from core.services.report_next import StepKind
from core.wording import (
    actions_names,
    actions_result,
    care_queue,
    copy_page_tags,
    copy_tests,
    verdicts,
)
from core.wording import today as today_wording

LONGEST: Final = 36
"""So many letters of what the seller wrote stand in a line."""


@dataclass(frozen=True, slots=True)
class DoneWords:
    """One thing that was done: when, what, and what came of it."""

    when: str
    what: str
    result: str = ""


def done(some: Iterable[Done]) -> tuple[DoneWords, ...]:
    """The lines of what was done; all care for orders is one of them."""
    there = list(some)
    begun = [one for one in there if one.kind is DoneKind.TEST_BEGUN]
    cared = [one for one in there if one.kind is DoneKind.CARE]
    apart = {DoneKind.CARE} | ({DoneKind.TEST_BEGUN} if len(begun) > 1 else set())
    told = [one for one in there if one.kind not in apart]
    lines = [_line(one) for one in told]
    at = sum(one.day is not None for one in told)
    if cared:
        lines.insert(at, _care(cared))
    if len(begun) > 1:
        lines.insert(at, _begun(begun))
    if len(lines) <= MOST:
        return tuple(lines)
    more = formats.number(len(lines) - MOST + 1)
    return (*lines[: MOST - 1], DoneWords("", _("And {count} more").format(count=more)))


def _begun(begun: list[Done]) -> DoneWords:
    names = ", ".join(f"“{_short(_title(one))}”" for one in begun)
    what = _("Begun: {tests}").format(tests=formats.count(len(begun), "copy_tests"))
    return DoneWords("", what, names)


def _title(one: Done) -> str:
    """What a test is called, without what tells who somebody is."""
    if one.name or one.test is None:
        return one.name
    return redacted(copy_page_tags.title(one.test.draft))


def _care(cared: list[Done]) -> DoneWords:
    parts = [
        f"{care_queue.kind(one.care)} {formats.count(one.count, 'orders')}"
        for one in cared
        if one.care is not None
    ]
    return DoneWords("", _("Looked after orders"), " · ".join(parts))


def _line(one: Done) -> DoneWords:
    if one.action is not None:
        return _action(one, one.action)
    if one.test is not None:
        return _test(one, one.test)
    if one.message is not None:
        return _message(one, one.message)
    what, unit = {
        DoneKind.CONTACTS: (_("Contacted customers from the lists"), "people"),
        DoneKind.SOLVED: (_("Solved complaints"), "complaints"),
        DoneKind.REPLIES: (_("Answered reviews"), "reviews"),
        DoneKind.CONTENT: (_("Published content"), "texts"),
    }[one.kind]
    return DoneWords("", what, formats.count(one.count, unit))


def _action(one: Done, action: Action) -> DoneWords:
    what = _short(one.name) or actions_names.what(action)
    when = formats.day_short(one.day)
    if one.kind is DoneKind.CHANGED:
        told = _("Changed. We look on {day} whether it helped.")
        return DoneWords(when, what, told.format(day=formats.day_short(action.check_on)))
    result = actions_result.measured(action)
    if result is None and one.effect is not None:
        result = actions_result.effect(action, one.effect)
    if result is None:
        return DoneWords(when, what, _("Data are missing to tell what came of it."))
    return DoneWords(when, what, f"{result.word} — {result.sentence}")


def _message(one: Done, message: Result) -> DoneWords:
    what = _("Message: {name}").format(name=_short(one.name)) if one.name else _("Message sent")
    when, sent = formats.day_short(one.day), formats.count(message.sent, "messages")
    unknown = message.sent is None
    if one.kind is DoneKind.MESSAGE_SENT:
        told = _("{sent} sent. Purchases count until {day}.")
        if unknown:
            told = _("Nobody knows how many were sent. Purchases count until {day}.")
        return DoneWords(when, what, told.format(
            sent=sent, day=formats.day_short(message.days.last)))  # fmt: skip
    bought = message.bought
    if message.told not in _TOLD or bought is None:
        return DoneWords(when, what, _("Data are missing to tell what came of it."))
    # Said side by side: that one led to the other takes somebody who got no message.
    told = _("{sent} sent, {bought} orders then, {won}")
    if unknown:
        told = _("Nobody knows how many were sent, {bought} orders then, {won}")
    count = formats.number(bought, 0 if bought.is_integer() else 1)
    won = formats.won_short(message.won)
    return DoneWords(when, what, told.format(sent=sent, bought=count, won=won))


_TOLD: Final = frozenset({Told.READY, Told.NO_LIST})


def _test(one: Done, test: CopyTest) -> DoneWords:
    what = _("Copy test: {name}").format(name=_short(_title(one)))
    when = formats.day_short(one.day)
    if one.kind is DoneKind.TEST_BEGUN:
        last = None if test.plan is None else test.plan.period.last
        return DoneWords(when, what, _("Begun; it runs up to {day}.").format(
            day=formats.day_short(last)))  # fmt: skip
    if one.ruling is None:
        return DoneWords(when, what, _("Stopped early; nobody can say which text is better."))
    told = copy_tests.tell(one.ruling)
    return DoneWords(when, what, f"{told.title} {told.reason}".strip())


def steps(report: Report) -> tuple[str, ...]:
    """The lines of what to do next, none of them twice."""
    told = dict.fromkeys(_step(one, report) for one in report.steps)
    return tuple(one for one in told if one)


def _step(one: Step, report: Report) -> str:
    if one.verdict is not None:
        todo, place = verdicts.words(one.verdict).todo, report.verdicts.index(one.verdict) + 1
        # It stands apart from the conclusion, which says what it is about.
        return _("{todo} (conclusion {number})").format(todo=todo, number=formats.number(place))
    if one.period is not None:
        return _("Add the order file of {days}.").format(days=formats.period(one.period))
    day, name = formats.day_short(one.day), _short(_name(one))
    return {
        StepKind.LOOK: _("See on {day} whether it helped: {name}"),
        StepKind.TEST: _("See on {day} what the copy test says: {name}"),
        StepKind.BEGIN: _("Begin on {day}: {name}"),
        StepKind.VISITS: today_wording.visits_lacking(report.view)
        or _("Add the file of visits for these days."),
        StepKind.KEEP: _("Keep one thing you want to change in the improvement notes."),
        StepKind.LOOK_BACK: _("Look back on these days in the improvement notes."),
    }[one.kind].format(day=day, name=name)


def _name(one: Step) -> str:
    if one.name:
        return one.name
    if one.action is not None:
        return actions_names.what(one.action)
    return "" if one.test is None else redacted(copy_page_tags.title(one.test.draft))


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1].rstrip()}…"
