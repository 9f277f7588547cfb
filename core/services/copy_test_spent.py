"""What each of those spent who were shown a version, as description beside a judgement."""

from collections.abc import Iterable

from core.services.copy_test_kept import CopyTest
from core.terms.copy_tests import Count, Response, added
from core.verdicts.copy_tests import Ruling


def spent(test: CopyTest, counts: Iterable[Count], ruling: Ruling) -> dict[str, float | None]:
    """Won of each one who was shown a version, by letter; None where somebody's won are unknown.

    Of a test that counts revenue and says something; else empty. It is no judgement: from totals
    nobody can tell whether chance alone makes the difference.
    """
    if ruling.response is not Response.REVENUE or not ruling.answer.is_result:
        return {}
    if ruling.money:
        known = {one.letter: one.per_visitor[1] for one in ruling.money}
        known[ruling.control] = ruling.money[0].per_visitor[0]
        return {one.letter: known.get(one.letter) for one in ruling.versions}
    sums = added(counts, test.draft.design, ruling.mixed if ruling.cut else ())
    return {one.letter: _each(sums.get(one.letter), one.shown) for one in ruling.versions}


def _each(one: Count | None, shown: int | None) -> float | None:
    if one is None or one.won is None or not (one.shown or shown):
        return None
    return one.won / (one.shown or shown or 1)
