"""What the parts of a copy test are called: designs, responses, needs, tones, templates."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from core.i18n import LANGUAGES, speaking
from core.i18n import gettext as _
from core.services.copy_tests import Draft
from core.terms.copy_tests import Design, Response, TestStatus, Version

NEEDS: Final = ("deal", "trust", "worry", "ease", "joy", "regular")
"""Codes of the needs a text may speak to."""

TONES: Final = ("short", "warm", "polite", "lively", "factual")
"""Codes of the tones a text may have."""


def need(code: str) -> str:
    """What a need is called; a word of the seller's own stays as it is."""
    return {
        "": _("Not said"),
        "deal": _("A good deal"),
        "trust": _("Something to trust"),
        "worry": _("A worry taken away"),
        "ease": _("Quick and easy"),
        "joy": _("A good feeling"),
        "regular": _("Treated as a regular"),
    }.get(code, code)


def tone(code: str) -> str:
    """What a tone is called; a word of the seller's own stays as it is."""
    return {
        "": _("Not said"),
        "short": _("Short"),
        "warm": _("Warm"),
        "polite": _("Polite"),
        "lively": _("Lively"),
        "factual": _("With facts"),
    }.get(code, code)


def code(word: str) -> str:
    """The code of a need or tone that is written out in either language; else the word itself."""
    return _codes().get(" ".join(word.split()).casefold(), word)


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            found |= {need(one).casefold(): one for one in NEEDS}
            found |= {tone(one).casefold(): one for one in TONES}
    return found


def design(found: Design) -> str:
    """What a way of showing the versions is called."""
    return {
        Design.LIST_SPLIT: _("Split a list of recipients"),
        Design.AD_PLATFORM: _("On an ad platform"),
        Design.ALTERNATE_DAYS: _("One a day, in turn"),
        Design.TWO_LINKS: _("Two links"),
        Design.BEFORE_AFTER: _("First one, then the other"),
    }[found]


def honest(found: Design) -> str:
    """What such a way can and cannot tell, in one line."""
    return {
        Design.LIST_SPLIT: _("Chance decides who gets which text. The surest way."),
        Design.AD_PLATFORM: _("The platform divides the viewers. Switch its optimising off."),
        Design.ALTERNATE_DAYS: _("Days differ, so it needs two weeks or more."),
        Design.TWO_LINKS: _("Who sees which link is not up to chance. Only a hint."),
        Design.BEFORE_AFTER: _("A comparison, not a test. It may be due to other things."),
    }[found]


def responses(draft: Draft) -> list[Response]:
    """What can be counted where texts are shown like this, and what is counted now.

    Only a message is answered, and only of a list it is known what each one spent.
    """
    if draft.design is Design.LIST_SPLIT:
        return list(Response)
    fits = (Response.CLICKS, Response.ORDERS)
    return [one for one in Response if one in fits or one is draft.response]


def response(found: Response) -> str:
    """What is counted."""
    return {
        Response.CLICKS: _("Clicks"),
        Response.ORDERS: _("Orders"),
        Response.REPLIES: _("Replies"),
        Response.REVENUE: _("Money each one spends"),
    }[found]


def status(found: TestStatus, *, ready: bool = False, past: bool = False) -> str:
    """How far a test is; ``past`` where its days are over."""
    if ready:
        return _("Result ready")
    if past and found is TestStatus.RUNNING:
        return _("Waits for counts")
    return {
        TestStatus.DRAFT: _("In preparation"),
        TestStatus.RUNNING: _("Running"),
        TestStatus.ENDED: _("Over"),
        TestStatus.STOPPED: _("Stopped early"),
        TestStatus.IMPORTED: _("From elsewhere"),
    }[found]


def shown(found: Design) -> str:
    """What those are called who were shown a version."""
    return {
        Design.LIST_SPLIT: _("Sent to"),
        Design.AD_PLATFORM: _("Shown"),
    }.get(found, _("Visits"))


def reacted(found: Response) -> str:
    """What those are called who did what was hoped for."""
    return {
        Response.CLICKS: _("Clicks"),
        Response.REPLIES: _("Replies"),
        Response.ORDERS: _("Buyers"),
        Response.REVENUE: _("Buyers"),
    }[found]


def letter(found: str) -> str:
    """A version by its letter."""
    return _("Text {letter}").format(letter=found)


def title(draft: Draft) -> str:
    """The name of a test: its own, or else how it begins."""
    if draft.title:
        return draft.title
    first = next((one.text for one in draft.versions if one.text), "")
    short = " ".join(first.split())
    if not short:
        return _("A test without a name")
    return short if len(short) <= _LONGEST else f"{short[:_LONGEST]}…"


_LONGEST: Final = 24


@dataclass(frozen=True, slots=True)
class Template:
    """A test to begin with: its name, what it is about, and its draft."""

    id: str
    name: str
    about: str
    draft: Draft


def templates() -> tuple[Template, ...]:
    """Three tests to begin with, in the reader's language."""
    return (
        Template(
            "name",
            _("With or without the name"),
            _("Does a message do better that calls the customer by name?"),
            Draft(
                _("With or without the name"), Design.LIST_SPLIT, Response.CLICKS,
                (
                    Version("A", _("Something new has come in. Have a look first."),
                            need="regular", tone="polite"),
                    Version("B", _("[name], something new has come in. Have a look first."),
                            need="regular", tone="warm"),
                ),
            ),
        ),
        Template(
            "benefit",
            _("Benefit first or worry first"),
            _("What moves more: a discount, or the promise to take it back?"),
            Draft(
                _("Benefit first or worry first"), Design.AD_PLATFORM, Response.CLICKS,
                (
                    Version("A", _("10% off if you order today."), need="deal", tone="short"),
                    Version("B", _("Not happy? Send it back free of charge within 7 days."),
                            need="worry", tone="warm"),
                ),
            ),
        ),
        Template(
            "numbers",
            _("Numbers or feeling"),
            _("Do people believe numbers, or what they can picture?"),
            Draft(
                _("Numbers or feeling"), Design.AD_PLATFORM, Response.CLICKS,
                (
                    Version("A", _("1,204 reviews, 4.8 stars on average."),
                            need="trust", tone="factual"),
                    Version("B", _("A cup that brightens the day from the first sip."),
                            need="joy", tone="warm"),
                ),
            ),
        ),
    )  # fmt: skip
