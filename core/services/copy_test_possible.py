"""What is impossible about counts, one by one and taken together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from core.services.copy_test_headings import Asked
from core.services.copy_test_kept import LARGEST_COUNT, CopyTest, VisitorsFrom
from core.services.copy_test_told import CountFault, CountReason, Told
from core.terms.copy_tests import MEASURES, Count, CountSource, Design, Response

_LARGEST_WON: Final = 1_000_000_000_000


def wrong_with(test: CopyTest, one: Count) -> CountReason | None:
    """What is impossible about one count of a test; None if nothing is."""
    first = None if test.plan is None else test.plan.period.first
    numbers = [number for name in MEASURES if (number := getattr(one, name)) is not None]
    wrong = {
        CountReason.UNKNOWN_VERSION: one.letter not in {it.letter for it in test.draft.versions},
        CountReason.BEFORE_START: None not in {first, one.day} and one.day < first,  # type: ignore[operator]
        CountReason.NEEDS_DAYS: one.day is None and test.draft.design is Design.ALTERNATE_DAYS,
        CountReason.NEGATIVE: any(number < 0 for number in numbers),
        CountReason.TOO_LARGE: max(one.shown or 0, one.reacted or 0) > LARGEST_COUNT
        or (one.won or 0) > _LARGEST_WON,
        CountReason.WON_WITHOUT_BUYERS: bool(one.won) and one.reacted == 0,
        CountReason.BAD_SQUARES: _bad_squares(one),
    }
    return next((why for why, applies in wrong.items() if applies), None)


def faults_of(named: Mapping[str, list[Told]], asked: Asked) -> Iterable[CountFault]:
    """What is impossible about the versions of one table that tells all there is."""
    daily = any(one.day is not None for some in named.values() for one in some)
    lines = [one.line for some in named.values() for one in some]
    if len(named) < 2 and not daily:  # noqa: PLR2004
        yield CountFault(CountReason.ONE_VERSION, max(lines, default=None))
    shown = {letter: sum(one.shown or 0 for one in some) for letter, some in named.items()}
    for letter, some in named.items():
        last = some[-1]
        at_lines = list(_at_lines(letter, some, asked))
        if not shown[letter] and (not daily or not any(shown.values())):
            yield CountFault(CountReason.NOBODY_SHOWN, last.line, letter, last.day)
        elif not at_lines and sum(one.reacted or 0 for one in some) > shown[letter]:
            yield CountFault(CountReason.MORE_REACTED, last.line, letter, last.day)
        yield from at_lines


def faults_of_lines(named: Mapping[str, list[Told]], asked: Asked) -> Iterable[CountFault]:
    """What is impossible about lines by themselves, of a table of some days of a test.

    Whether the days fit together is told by ``impossible``, once they are beside those that are
    there already.
    """
    for letter, some in named.items():
        yield from _at_lines(letter, some, asked)


def _at_lines(letter: str, some: Iterable[Told], asked: Asked) -> Iterable[CountFault]:
    for one in some:
        count = count_of(letter, one, CountSource.FILE)
        if _at_once(asked, count) and (one.reacted or 0) > (one.shown or 0) > 0:
            yield CountFault(CountReason.MORE_REACTED, one.line, letter, one.day)
        if _bad_squares(count):
            yield CountFault(CountReason.BAD_SQUARES, one.line, letter, one.day)


def impossible(test: CopyTest, rows: Sequence[Count]) -> Iterable[CountFault]:
    """What is impossible about all counts of a test together: one fault for each version.

    It is the same however they came in. A day on which nobody was shown a version is possible, and
    so are answers to what was sent or seen on a day before.
    """
    asked = Asked(test.draft.design, test.draft.response)
    for version in test.draft.versions:
        mine = [one for one in rows if one.letter == version.letter]
        many = [one for one in mine if _at_once(asked, one) and _more_reacted(one)]
        shown, reacted = _shown(test, version.letter, mine), sum(one.reacted or 0 for one in mine)
        answered = [one for one in mine if one.reacted]
        whole = [one for one in mine if one.day is None and one.reacted is not None]
        if shown == 0 and (answered or whole):
            yield _fault(CountReason.NOBODY_SHOWN, version.letter, answered or whole)
        elif many:
            yield _fault(CountReason.MORE_REACTED, version.letter, many)
        elif shown is not None and reacted > shown:
            yield _fault(CountReason.MORE_REACTED, version.letter, answered)


def _more_reacted(one: Count) -> bool:
    known = one.shown is not None and one.reacted is not None
    return known and (one.reacted or 0) > (one.shown or 0)


def _shown(test: CopyTest, letter: str, mine: Sequence[Count]) -> int | None:
    """How many were shown a version in all; None where a number that may still come is missing."""
    told = [one.shown for one in mine if one.shown is not None]
    if test.draft.design is not Design.LIST_SPLIT:
        return sum(told) if len(told) == len(mine) else None
    # Messages are sent once, so that other days need no number; of a divided list they are known.
    divided = test.draft.visitors_from is VisitorsFrom.LIST
    planned = test.plan.versions if divided and test.plan is not None else ()
    given = next((one.planned for one in planned if one.letter == letter), None)
    return (sum(told) if told else 0) or given or (0 if told else None)


def _fault(reason: CountReason, letter: str, some: Iterable[Count]) -> CountFault:
    days = tuple(sorted(one.day for one in some if one.day is not None))
    return CountFault(reason, None, letter, days[0] if days else None, days=days)


def _at_once(asked: Asked, one: Count) -> bool:
    """Whether those who react do so among those who were shown it in the same count.

    A message is answered, and what was seen is bought, on a later day.
    """
    same_day = asked.response is Response.CLICKS and asked.design is not Design.LIST_SPLIT
    return one.day is None or same_day


def _bad_squares(one: Count) -> bool:
    """Whether squares cannot be those of so many won of so many buyers, none of them negative."""
    if one.won_squares is None or one.won is None:
        return False
    buyers = one.reacted
    few = buyers is not None and one.won_squares * buyers < one.won**2
    return few or one.won_squares > one.won**2


def count_of(letter: str, one: Told, source: CountSource) -> Count:
    """What a line tells, under our letter."""
    return Count(letter, one.day, one.shown, one.reacted, one.won, one.squares, source)
