"""What customers speak of, in words: themes, where texts are from, how they sound."""

import math
from collections.abc import Mapping
from datetime import date
from typing import Final

from core.analysis.voice_rates import HUNDRED, LEAST_ORDERS
from core.analysis.voice_themes import Theme
from core.i18n import formats
from core.i18n import gettext as _
from core.services.voice_reading import Figures
from core.services.voice_themes import Bar, Look, Origin, Shown, ToldBy, View

MOVIES_RIGHT, MOVIES_TOLD = 0.868, 0.542
"""Of 6,000 reviews of films: how often the list of words is right, and of how many it tells;
``benchmarks/voice.py`` measures both, and docs/methods.md holds them."""

NEARLY_ALL: Final = 0.985
MOST_OF_100: Final = 99
"""A guess is never told as certain."""


def theme(name: str) -> str:
    """A theme; those of the seller's own are called as she called them."""
    known: dict[str, str] = {
        Theme.DELIVERY: _("Delivery"),
        Theme.QUALITY: _("Quality and faults"),
        Theme.PRICE: _("Price"),
        Theme.SERVICE: _("Answers and service"),
        Theme.RETURNS: _("Returns and exchanges"),
        Theme.PACKING: _("Packing"),
        Theme.SIZE: _("Size"),
        Theme.COLOUR: _("Colour"),
    }
    return known.get(name, name)


def origin(which: Origin | None) -> str:
    """Where a text is from; None for everywhere."""
    return {
        None: _("From everywhere"),
        Origin.REVIEW: _("Reviews"),
        Origin.REMARK: _("What you wrote down"),
        Origin.INQUIRY: _("Questions"),
        Origin.COMPLAINT: _("Complaints"),
    }[which]


def span(days: int) -> str:
    """How far back one looks."""
    return {28: _("4 weeks"), 91: _("13 weeks"), 364: _("A year"), 0: _("All")}[days]


def per_hundred(rate: float | None) -> str:
    """Complaints for each hundred orders, alone."""
    return formats.UNKNOWN if rate is None else formats.number(rate, 1 if rate else 0)


def bar(one: Bar) -> str:
    """One theme of the chart in one line."""
    counts = _("complaints {problems} · spoken of {mentions}").format(
        problems=formats.number(one.problems), mentions=formats.number(one.mentions)
    )
    if one.rate is None or one.lower is None or one.upper is None:
        return counts
    span_ = formats.span(formats.number(one.lower, 1), formats.number(one.upper, 1))
    rate = _("{rate} per 100 orders ({span})").format(rate=per_hundred(one.rate), span=span_)
    return f"{rate} · {counts}"


def label(one: Bar, orders: int | None) -> str:
    """What stands at the end of a bar: complaints, then mentions, in the unit of the axis."""
    if one.rate is None or not orders:
        told = formats.number(one.problems), formats.number(one.mentions)
    else:
        told = per_hundred(one.rate), per_hundred(HUNDRED * one.mentions / orders)
    return " · ".join(told)


def headline(view: View) -> str:
    """What the chart shows, as its title."""
    first = next((one for one in view.bars if one.problems), None)
    if first is None:
        return _("Nobody complained in these days")
    return _("Most complaints are about: {theme}").format(theme=theme(first.theme))


def about(view: View, look: Look) -> str:
    """What was counted."""
    told = [formats.period(view.period) if view.period else ""]
    told.append(_("{count} things said").format(count=formats.number(view.texts)))
    if view.orders is not None:
        told.append(_("{count} orders").format(count=formats.number(view.orders)))
    if view.unplaced:
        gone = formats.number(view.unplaced)
        told.append(_("{count} about none of the themes").format(count=gone))
    if view.later:
        told.append(
            _("{count} later ones wait for orders").format(count=formats.number(view.later))
        )
    if look.product_id is not None:
        told.append(_("of one product"))
    return " · ".join(part for part in told if part)


def no_rate(view: View) -> str:
    """Why there are no rates, or nothing."""
    if view.orders is None:
        return _("With an order file you see how many complain of 100 orders.")
    if view.orders < LEAST_ORDERS:
        return _("From {least} orders on you see how many complain of 100.").format(
            least=formats.number(LEAST_ORDERS)
        )
    return ""


def mood(one: Shown) -> str:
    """How a text sounds, and who says so."""
    text = one.text
    if text.told_by is ToldBy.STARS and text.stars is not None:
        return _("★ {stars}").format(stars=text.stars)
    if text.told_by is ToldBy.NOBODY or text.mood is None:
        return _("cannot be told")
    name = {1: _("pleased"), 0: _("neither"), -1: _("not pleased")}[text.mood]
    if text.told_by is ToldBy.GUESS:
        return _("guess: {mood}").format(mood=name)
    return name


def where(one: Shown, until: date | None = None) -> str:
    """The line above a text: day, stars, product, from where, and that it is not counted yet."""
    text = one.text
    told = [formats.day(text.day) if text.day else "", mood(one), text.product]
    told.append(origin(text.origin))
    if until is not None and text.day is not None and text.day > until:
        told.append(_("later than the orders, not counted yet"))
    return " · ".join(part for part in told if part)


def marked(one: Shown) -> str:
    """The words that were found in a text, for whoever cannot see colours."""
    if not one.marks:
        return ""
    found = dict.fromkeys(one.said[start:end] for start, end, _theme, _fault in one.marks)
    return _("Words: {words}").format(words=", ".join(found))


def moods(told: Mapping[tuple[ToldBy, int | None], int]) -> str:
    """How many texts without stars sound pleased or not."""
    good, bad = (told.get((ToldBy.GUESS, sign), 0) for sign in (1, -1))
    none = told.get((ToldBy.NOBODY, None), 0)
    return _("Guess: {good} pleased, {bad} not pleased, {none} cannot be told").format(
        good=formats.number(good), bad=formats.number(bad), none=formats.number(none)
    )


def counts_as_complaint() -> str:
    """Which texts count as complaints."""
    return _(
        "Complaints are texts of 1 or 2 stars, those you call one, and those of 3 or no stars in "
        "which words of a fault stand."
    )


def accuracy(figures: Figures | None) -> tuple[str, ...]:
    """How often the guess is right, and where that was measured."""
    if figures is None:
        return (
            _("Of 100 guesses {right} are right, measured on reviews of films.").format(
                right=formats.number(100 * MOVIES_RIGHT)
            ),
            _("Of 100 texts it can tell {told}. Your texts may differ.").format(
                told=formats.number(100 * MOVIES_TOLD)
            ),
            _("From 300 reviews with stars on your own reviews teach it."),
        )
    told = [_right(figures), _told(figures)]
    told.append(
        _("Always saying the more frequent one is right {usual} times of 100.").format(
            usual=formats.number(math.floor(100 * figures.usual))
        )
    )
    if figures.different <= figures.told.trials / 2:
        told.append(
            _("Many reviews say the same: {different} of {all} texts differ.").format(
                different=formats.number(figures.different), all=formats.number(figures.told.trials)
            )
        )
    return tuple(told)


def _right(figures: Figures) -> str:
    """How often the guess is right; never always, whatever was counted."""
    rate, (low, high) = figures.right.rate or 0.0, figures.interval()
    least = min(MOST_OF_100 - 1, math.floor(100 * low))
    if rate >= NEARLY_ALL:
        return _(
            "Learnt from your own reviews. More than {least} of 100 guesses are right."
        ).format(least=formats.number(least))
    most = min(MOST_OF_100, math.ceil(100 * high))
    return _("Learnt from your own reviews. Of 100 guesses {right} are right ({span}).").format(
        right=formats.number(100 * rate),
        span=formats.span(formats.number(least), formats.number(most)),
    )


def _told(figures: Figures) -> str:
    rate = figures.told.rate or 0.0
    if rate >= NEARLY_ALL:
        return _("It can tell of nearly every text.")
    return _("Of 100 texts it can tell {told}.").format(told=formats.number(100 * rate))


def improvement(name: str | None, product: str = "") -> tuple[str, str]:
    """What is sent to the notes: what to do, and why."""
    about_ = theme(name) if name else _("all of them")
    what = _("Reduce complaints: {theme}").format(theme=about_)
    if product:
        what = f"{product}: {what}"
    return what, _("Customers complain of it. See Reviews and complaints.")
