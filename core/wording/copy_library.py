"""The library of copy tests in words: what texts have in common, and what to test next."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_lessons import NEED, TONE, Lessons, Pattern, Suggestion, Why
from core.services.copy_library import Book
from core.services.copy_library_rows import Feature
from core.terms import Evidence, evidence_of
from core.terms.evidence import KNOWN_FROM
from core.verdicts.copy_tests import Call
from core.wording import copy_page_tags as names
from core.wording import copy_tests_numbers as numbers
from core.wording.message import Message

FEW_PATTERNS: Final = 12
"""So many patterns are drawn."""

LONGEST: Final = 40
"""Letters of a text in a sentence."""

FEW_NAMED: Final = 3
"""So many are named that were not compared; the rest is counted."""


def feature(code: str) -> str:
    """What a text has: one of our rules, a need or a tone."""
    if code.startswith(NEED):
        return _("Speaks to: {need}").format(need=names.need(code.removeprefix(NEED)))
    if code.startswith(TONE):
        return _("Tone: {tone}").format(tone=names.tone(code.removeprefix(TONE)))
    return _features()[Feature(code)]


def _features() -> dict[Feature, str]:
    return {
        Feature.NAME: _("The customer's name"),
        Feature.YOU: _("Speaking to the reader"),
        Feature.NUMBER: _("Numbers"),
        Feature.QUESTION: _("A question"),
        Feature.EXCLAMATION: _("An exclamation mark"),
        Feature.EMOJI: _("An emoji"),
        Feature.QUOTE: _("Quoted words"),
        Feature.BENEFIT: _("A benefit"),
        Feature.HURRY: _("Hurry"),
        Feature.PROOF: _("What others say"),
        Feature.SAFETY: _("Taking a worry away"),
        Feature.CURIOUS: _("Making curious"),
        Feature.WARNING: _("What goes wrong"),
        Feature.SHORT: _("Shorter than the others"),
    }


def conclusion(lessons: Lessons) -> Message:
    """What the tests have in common: a headline, and the numbers it rests on."""
    first = next((one for one in lessons.compared if one.known), None)
    if first is not None:
        told = _("Texts with “{feature}” do better.")
        if first.harms:
            told = _("Texts with “{feature}” do worse.")
        return Message(told.format(feature=feature(first.name)), evidence(first))
    if lessons.compared:
        reason = _("{count} things were compared in {tests}. Each may be chance.")
        return Message(
            _("Nothing your texts have in common is sure yet."),
            reason.format(count=formats.number(len(lessons.compared)), tests=tests(lessons.tests)),
        )
    return Message(
        _("It is too early to see what works in your texts."),
        _("It takes two tests that compare the same thing, such as with and without numbers."),
    )


def tests(count: int) -> str:
    """So many tests."""
    return _("{count} tests").format(count=formats.number(count)) if count != 1 else _("one test")


def texts(count: int) -> str:
    """So many texts."""
    return _("{count} texts").format(count=formats.number(count)) if count != 1 else _("one text")


def evidence(one: Pattern) -> str:
    """What is known of a pattern: of so many people from to, and the span."""
    said = _("Side by side in {tests}: {low} → {high} of {base} people, {span} times as many.")
    return said.format(tests=tests(one.tests), span=span(one.bounds), **people(one))


def people(one: Pattern) -> dict[str, str]:
    """From so many without it to so many with it, in a usual test."""
    base, ratio = one.base or 0.0, one.ratio or 1.0
    return numbers.step(base, min(1.0, base * ratio))


def span(bounds: tuple[float, float] | None) -> str:
    """Between how many times as many: 0.86~0.92."""
    if bounds is None:
        return formats.UNKNOWN
    low, high = bounds
    return formats.span(formats.number(low, 2), formats.number(high, 2))


def level(lessons: Lessons) -> Evidence:
    """How sure the conclusion is; sure only where the false alarms of all patterns are counted."""
    if not lessons.compared:
        return Evidence.NO_DATA if not lessons.tests else Evidence.EARLY
    first = lessons.compared[0]
    return level_of(first)


def level_of(one: Pattern) -> Evidence:
    """How sure a pattern is."""
    if one.known:
        return Evidence.KNOWN
    if one.p is None:
        return Evidence.NO_DATA
    return evidence_of(min(1 - one.p, KNOWN_FROM - 0.001), enough=True)


def why(lessons: Lessons) -> list[str]:
    """How it was looked at, and when it would be wrong."""
    said = [
        _("Only texts of one and the same test are held against each other."),
        _("Of 100 shops in which nothing matters, at most 5 would see anything called sure."),
        caveat(),
    ]
    if lessons.left_out:
        left = _("{tests} were left out: stopped, not counted, or not divided by chance.")
        said.append(left.format(tests=tests(lessons.left_out)))
    return said


def caveat() -> str:
    """What a pattern may hide."""
    return _("What comes along with it may be the reason, so test it once more on its own.")


def suggestion(found: Suggestion) -> str:
    """What to test next."""
    name = feature(found.feature)
    if found.why is Why.HARMS:
        return _("Next test: a text without “{feature}”.").format(feature=name)
    return _("Next test: a text with “{feature}”.").format(feature=name)


def reason(found: Suggestion) -> str:
    """Why that should be tested next."""
    if found.why is Why.UNTRIED or found.pattern is None:
        return _("You have never compared it, so one test teaches the most.")
    if found.why is Why.LEANS:
        chance = formats.rate(found.pattern.chance, 0)
        return _("It looks good so far ({chance} likely), and one more test tells.").format(
            chance=chance
        )
    ahead = span(found.pattern.next)
    said = _("It worked before. In a new test it may be {span} times as many.")
    if found.why is Why.HARMS:
        said = _("It harmed before. In a new test it may be {span} times as many.")
    return said.format(span=ahead)


def test_title(found: Suggestion) -> str:
    """The name of the proposed test: it says what B is to have, or to do without."""
    said = _("With “{feature}”, or without")
    if found.why is Why.HARMS:
        said = _("Without “{feature}”, or with")
    return said.format(feature=feature(found.feature))


def begins_with(found: Suggestion) -> str:
    """Which text is A of the proposed test; empty where there is none."""
    if not found.text:
        return ""
    short = found.text if len(found.text) <= LONGEST else f"{found.text[:LONGEST]}…"
    return _("A is what your newest test went on with: “{text}”. You write B.").format(text=short)


def verdict(one: Pattern) -> str:
    """What is known of a pattern, in two words."""
    if one.ratio is None:
        return _("Not compared yet")
    if one.known:
        return _("Does better") if one.helps else _("Does worse")
    return _("Not sure")


def pattern_table(lessons: Lessons) -> pd.DataFrame:
    """What was compared, with all its numbers, as text."""
    rows = [
        {
            _("What texts have"): feature(one.name),
            _("So far"): verdict(one),
            _("Without → with"): _("{low} → {high} of {base}").format(**people(one)),
            _("Times as many"): span(one.bounds),
            _("In a new test"): span(one.next),
            _("Tests compared"): formats.number(one.tests),
            _("Texts"): formats.number(one.versions),
        }
        for one in lessons.compared
    ]
    return pd.DataFrame(rows)


def not_compared(lessons: Lessons) -> str:
    """What some texts have that was never held against texts without it, the first of it named."""
    some = [feature(it.name) for it in lessons.patterns if it.versions and it.ratio is None]
    if not some:
        return ""
    named = ", ".join(some[:FEW_NAMED])
    if len(some) > FEW_NAMED:
        named = _("{features} and {count} more").format(
            features=named, count=formats.number(len(some) - FEW_NAMED)
        )
    return _("Not compared in two tests yet: {features}.").format(features=named)


def size(library: Book) -> str:
    """How much is in the library."""
    return _("{texts} texts of {tests}").format(
        texts=formats.number(len(library.frame)), tests=tests(library.tests)
    )


def of_rows(shown: int, every: int) -> str:
    """How many of the rows that were found are shown."""
    if shown == every:
        return texts(every)
    return _("The newest {shown} of {count} texts. The file has all of them.").format(
        shown=formats.number(shown), count=formats.number(every)
    )


def call(code: str) -> str:
    """What is known of a text against the one it was held against."""
    return {
        Call.CONTROL: _("Used before"),
        Call.BETTER: _("Did better"),
        Call.WORSE: _("Did worse"),
        Call.UNSURE: _("No difference found"),
    }.get(Call(code), formats.UNKNOWN)


def rate(share: float, low: float, high: float, base: int) -> str:
    """How many of ``base`` people reacted, and between which numbers it really lies."""
    if share != share:  # noqa: PLR0124  (unknown)
        return formats.UNKNOWN
    told = [formats.number(one * base, 1) for one in (share, low, high)]
    return f"{told[0]} ({formats.span(told[1], told[2])})"


def rate_heading(base: int) -> str:
    """What the column of these numbers is called; the base stands there, so that phones show it."""
    return _("Of {base} people (span)").format(base=formats.number(base))


def rate_base(shares: Sequence[float]) -> int:
    """Of how many people the rates of some texts are told, the same for all of them."""
    return numbers.base_of(shares)


def reading_library() -> str:
    """What is said while a large library is read."""
    return _("Reading the texts…")


def tag_options(codes: Sequence[str], used: Sequence[str]) -> list[str]:
    """Our own needs or tones and those of the seller, all that occur."""
    mine = [one for one in codes if one in used]
    return ["", *mine, *sorted(one for one in used if one and one not in codes)]
