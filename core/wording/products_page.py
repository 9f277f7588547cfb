"""The detail page of a product in words: the checklist, the words looked for, what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.analysis.pagetext import Asked, Checked, Coverage, Match
from core.i18n import LANGUAGES, formats, speaking
from core.i18n import gettext as _
from core.store.product_sums import Stars

TRUST: Final = "trust"
CALL: Final = "call"
NEEDLESS: Final = "needless"
QUESTIONS: Final = ("delivery", "exchange", "size", "material", "use", "price", "stock")
"""The usual questions, in the order in which they are shown."""

LINES: Final = 5


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at on the page; ``id`` names it in the store."""

    id: str
    text: str


def checklist() -> dict[str, tuple[Point, ...]]:
    """What a page needs, by what it is good for."""
    return {
        _("Trust"): (
            Point("photo", _("Pictures of the real thing, also in use")),
            Point("reviews", _("What buyers say, with their pictures")),
            Point("returns", _("How to exchange and get money back")),
            Point("seller", _("Who sells it, and how to reach you")),
        ),
        _("A reason to buy now"): (
            Point("first", _("The strongest reason stands at the top")),
            Point("action", _("It says what to do: choose, order, ask")),
            Point("benefit", _("Benefits and their last day are easy to see")),
        ),
        _("Open questions"): (
            Point("size", _("Size, weight and what is in the box")),
            Point("delivery", _("When it is sent and when it comes")),
            Point("use", _("How it is used and cared for")),
            Point("asked", _("What customers asked is answered")),
        ),
        _("Needless words"): (
            Point("boast", _("No boasting that nobody can check")),
            Point("again", _("Nothing is said twice")),
            Point("phone", _("Pictures with writing can be read on a phone")),
        ),
    }


def themes() -> dict[str, tuple[str, ...]]:
    """The words that are looked for, in all languages: what counts is what stands on the page."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        with speaking(language):
            for theme, texts in _dictionary().items():
                words = [word.strip() for text in texts for word in text.split(",")]
                found.setdefault(theme, []).extend(word for word in words if word)
    return {theme: tuple(dict.fromkeys(words)) for theme, words in found.items()}


def _dictionary() -> dict[str, tuple[str, ...]]:
    return {
        TRUST: (
            _("review, buyers say, certified, tested, warranty, guarantee, made by"),
            _("real photo, years of, refund, money back, contact us"),
        ),
        CALL: (_("order now, buy now, add to cart, choose, ask us, follow us, coupon"),),
        NEEDLESS: (
            _("the best, the greatest, perfect, number one, unrivalled, amazing"),
            _("revolutionary, 100%, world first, once in a lifetime, guaranteed success"),
        ),
        "delivery": (_("delivery, shipping, dispatch, arrives, courier, parcel"),),
        "exchange": (_("exchange, return, refund, cancel, faulty, broken"),),
        "size": (_("size, height, width, length, weight, cm, mm, kg, how big, capacity"),),
        "material": (_("material, fabric, cotton, wood, ingredient, made of, colour, scent"),),
        "use": (_("how to use, assemble, install, wash, care, clean, bulb, battery"),),
        "price": (_("price, discount, coupon, benefit, gift wrap, gift"),),
        "stock": (_("in stock, sold out, restock, available again"),),
    }


def theme(name: str) -> str:
    """What a theme is called."""
    return {
        TRUST: _("Words of trust"),
        CALL: _("Words that invite to act"),
        NEEDLESS: _("Boasting words"),
        "delivery": _("Delivery"),
        "exchange": _("Exchange and refund"),
        "size": _("Size and capacity"),
        "material": _("Material and colour"),
        "use": _("Use and care"),
        "price": _("Price and gifts"),
        "stock": _("Stock"),
    }[name]


def verdict_on_text(found: Checked) -> str:
    """The most important thing about a text."""
    missing = [theme(name) for name in QUESTIONS[:5] if not found.has(name)]
    if missing:
        return _("Nothing is said yet about: {themes}.").format(themes=", ".join(missing))
    if not found.has(CALL):
        return _("No word invites to act.")
    if found.has(NEEDLESS):
        return _("Take out what nobody can check.")
    return _("The usual questions are answered.")


def size(found: Checked) -> str:
    """How long a text is."""
    return _("{letters} letters without blanks, {lines} of text").format(
        letters=formats.number(found.letters), lines=formats.count(found.lines, "lines")
    )


def matches(found: tuple[Match, ...]) -> str:
    """The words that were found, with how often and where."""
    if not found:
        return _("No such word")
    return " · ".join(
        _("{word} {times} (line {lines})").format(
            word=match.word,
            times=formats.count(match.times, "times"),
            lines=", ".join(str(line) for line in match.lines[:LINES]),
        )
        for match in found
    )


def repeated(found: Checked) -> list[str]:
    """Phrases that are said again and again."""
    return [
        _("“{phrase}” stands there {times}.").format(
            phrase=phrase, times=formats.count(times, "times")
        )
        for phrase, times in found.repeated
    ]


def asked(found: Coverage) -> str:
    """How many questions there are, and how much of them the text answers."""
    count = formats.count(found.questions, "questions")
    if not found.placed:
        return _("{count} were asked; none has a word we look for.").format(count=count)
    if found.answered is None:
        return _("{count} were asked. Paste the page to see which it answers.").format(count=count)
    return _("The page speaks of {answered} of {placed} that have a word we look for.").format(
        answered=formats.count(found.answered, "questions"),
        placed=formats.count(found.placed, "questions"),
    )


def answer(one: Asked) -> str:
    """Whether the text speaks of what was asked."""
    if one.is_answered is None:
        return formats.UNKNOWN
    return _("It is on the page") if one.is_answered else _("Not on the page")


def stars(found: Stars) -> str:
    """How many reviews, and how many stars on average."""
    if not found.reviews:
        return _("No review yet, or no review file")
    if not found.rated:
        return formats.count(found.reviews, "reviews")
    return _("{stars} of 5 ({count})").format(
        stars=formats.number(found.stars / found.rated, 1),
        count=formats.count(found.rated, "reviews"),
    )


def dictionary_rows() -> Mapping[str, str]:
    """Which words stand for which theme, to be looked up."""
    return {theme(name): ", ".join(words) for name, words in themes().items()}
