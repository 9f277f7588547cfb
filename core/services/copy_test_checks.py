"""What is impossible in a copy test before it is kept, and before it begins."""

from datetime import date

from core.services.copy_test_kept import (
    LARGEST_COUNT,
    LARGEST_SHARE,
    LONGEST,
    LONGEST_CODE,
    LONGEST_TEST,
    LONGEST_TITLE,
    SHORTEST_TEST,
    SOONEST,
    CopyTestProblem,
    CopyTestRefused,
    Draft,
)
from core.services.copy_test_names import clash, same
from core.terms.copy_tests import FEWEST_TURNS, LETTERS, Design


def check(draft: Draft) -> None:
    """Make sure that a draft can be kept, finished or not.

    Raises:
        CopyTestRefused: what is wrong with it.
    """
    letters = "".join(one.letter for one in draft.versions)
    rate = draft.base_rate
    wrong = {
        CopyTestProblem.TOO_FEW_VERSIONS: not letters,
        CopyTestProblem.TOO_MANY_VERSIONS: len(letters) > len(LETTERS),
        CopyTestProblem.LETTERS: letters != LETTERS[: len(letters)],
        CopyTestProblem.NO_CONTROL: len(draft.control) != 1 or draft.control not in letters,
        CopyTestProblem.TOO_LONG: max(len(draft.title), len(draft.persona)) > LONGEST_TITLE,
        CopyTestProblem.BAD_SHARE: not 0 <= draft.hold_out <= LARGEST_SHARE,
        CopyTestProblem.BAD_DAYS: not SHORTEST_TEST <= draft.days <= LONGEST_TEST,
        CopyTestProblem.BAD_NUMBER: (rate is not None and not 0 < rate < 1)
        or not 0 <= (draft.visitors or 0) <= LARGEST_COUNT,
    }
    for problem, applies in wrong.items():
        if applies:
            raise CopyTestRefused(problem)
    for one in draft.versions:
        if len(one.text) > LONGEST or len(one.label) > LONGEST_TITLE:
            raise CopyTestRefused(CopyTestProblem.TOO_LONG, one.letter)
        if max(len(one.need), len(one.tone)) > LONGEST_CODE:
            raise CopyTestRefused(CopyTestProblem.TOO_LONG, one.letter)
        if not 1 <= one.share <= LARGEST_SHARE:
            raise CopyTestRefused(CopyTestProblem.BAD_SHARE, one.letter)


def check_start(draft: Draft, today: date) -> None:
    """Make sure that a draft is finished and may begin.

    Raises:
        CopyTestRefused: what is missing or impossible.
    """
    check(draft)
    if len(draft.versions) < 2:  # noqa: PLR2004  (there is nothing to compare with)
        raise CopyTestRefused(CopyTestProblem.TOO_FEW_VERSIONS)
    _check_texts(draft)
    if (letter := clash(draft)) is not None:
        raise CopyTestRefused(CopyTestProblem.SAME_LABEL, letter)
    if draft.design is Design.ALTERNATE_DAYS and draft.days < FEWEST_TURNS:
        raise CopyTestRefused(CopyTestProblem.TOO_FEW_TURNS)
    first = draft.first_day or today
    if first < today:
        raise CopyTestRefused(CopyTestProblem.STARTS_IN_PAST)
    if first > today + SOONEST:
        raise CopyTestRefused(CopyTestProblem.STARTS_TOO_LATE)


def _check_texts(draft: Draft) -> None:
    """Make sure that every version says something, and something else than the others."""
    texts: set[str] = set()
    labels: set[str] = set()
    for one in draft.versions:
        text, label = same(one.text), same(one.label).casefold()
        if not text:
            raise CopyTestRefused(CopyTestProblem.EMPTY_TEXT, one.letter)
        if text in texts:
            raise CopyTestRefused(CopyTestProblem.SAME_TEXT, one.letter)
        if label and label in labels:
            raise CopyTestRefused(CopyTestProblem.SAME_LABEL, one.letter)
        texts.add(text)
        labels.add(label)
