"""What gifts and letters brought, in words, and how far the answer is."""

from typing import NamedTuple

from core.i18n import formats
from core.i18n import gettext as _
from core.services.care_gift_effects import Answer, Effect, Outcome
from core.services.care_gifts import Thing
from core.terms import Evidence


class Said(NamedTuple):
    """The words of a conclusion card."""

    headline: str
    reason: str
    tone: str
    why: list[str]


def conclusion(found: Answer) -> Said:
    """The answer of the tab."""
    headline, reason = _effect(found) if found.effects else _no_effect(found)
    return Said(headline, reason, "good" if _best(found) else "calm", _why(found))


def _no_effect(found: Answer) -> tuple[str, str]:
    """Where nothing may be looked at yet."""
    if not found.is_random and found.first_look is not None:
        return (
            _("From {day} on there is something to see.").format(day=formats.day(found.first_look)),
            _("You chose these orders yourself, so it will only be a hint."),
        )
    if not found.people or not found.is_random:
        return (
            _("Give one to half of the orders, and you can find out what it does."),
            _("Chance decides who gets one. All else is then the same on both sides."),
        )
    return _all_there(found) if found.is_set else _on_the_way(found)


def _all_there(found: Answer) -> tuple[str, str]:
    """Where the day of the answer is certain."""
    day = formats.day(found.first_look)
    if found.lacks_files:
        return (
            _("Upload the order files up to {day} to see the answer.").format(day=day),
            _("Whoever came again stands in them."),
        )
    return (
        _("On {day} you can see the answer.").format(day=day),
        _("All customers are there. Now we wait 90 days to see who comes again."),
    )


def _on_the_way(found: Answer) -> tuple[str, str]:
    people = formats.count(found.people, "people")
    if found.goal is None:
        return (
            _("Decide after how many customers you want to know."),
            _("{people} have been drawn for so far.").format(people=people),
        )
    drawn = _("{people} of {goal} have been drawn for.").format(
        people=people, goal=formats.count(found.goal, "people")
    )
    if found.first_look is None:
        return drawn, _("The answer comes 90 days after the last of them ordered.")
    return drawn, _("At this pace you can see the answer around {day}.").format(
        day=formats.day(found.first_look)
    )


def _effect(found: Answer) -> tuple[str, str]:
    if not found.is_random:
        return _together(found)
    best = _best(found)
    if best is not None and best.difference is not None:
        return _thanks(found.what, best.outcome, best.difference), bounds(best)
    harm = next((one for one in found.effects if one.evidence is Evidence.KNOWN), None)
    if harm is not None:
        less = {
            Outcome.AGAIN: _("Those who got one came again less often."),
            Outcome.REVIEW: _("Those who got one wrote fewer reviews."),
        }
        return less[harm.outcome], bounds(harm)
    again = next(one for one in found.effects if one.outcome is Outcome.AGAIN)
    return _("Whether it does anything could not be seen."), bounds(again)


def _thanks(what: Thing, outcome: Outcome, difference: float) -> str:
    said = {
        (Thing.LETTER, Outcome.AGAIN): _("Thanks to the letter {n} more of 100 came again."),
        (Thing.LETTER, Outcome.REVIEW): _("Thanks to the letter {n} more of 100 left a review."),
        (Thing.GIFT, Outcome.AGAIN): _("Thanks to the gift {n} more of 100 came again."),
        (Thing.GIFT, Outcome.REVIEW): _("Thanks to the gift {n} more of 100 left a review."),
    }
    return said[what, outcome].format(n=formats.number(difference * 100))


def _together(found: Answer) -> tuple[str, str]:
    """What was only seen together, as nobody left it to chance."""
    hint = next(
        (one for one in found.effects
         if one.evidence is Evidence.HINT and (one.difference or 0) > 0), None
    )  # fmt: skip
    if hint is None:
        return (
            _("Nobody can tell yet whether it did anything."),
            _("You chose these orders yourself. Half by lot would tell."),
        )
    said = {
        Outcome.AGAIN: _("Those who got one came again more often."),
        Outcome.REVIEW: _("Those who got one wrote more reviews."),
    }
    return said[hint.outcome], _("There may be other reasons, as you chose the orders yourself.")


def _best(found: Answer) -> Effect | None:
    """What is known to be better with a gift, coming again before reviews."""
    known = [one for one in found.effects if one.is_random and one.evidence is Evidence.KNOWN
             and (one.difference or 0) > 0]  # fmt: skip
    return max(known, key=lambda one: one.outcome is Outcome.AGAIN, default=None)


def bounds(effect: Effect) -> str:
    """Between which differences the true one lies."""
    if effect.bounds is None:
        return ""
    low, high = (one * 100 for one in effect.bounds)
    if low >= 0:
        said = _("In truth it is between {low} and {high} more of 100.")
    elif high <= 0:
        said = _("In truth it is between {low} and {high} fewer of 100.")
        low, high = -high, -low
    else:
        said = _("In truth it lies between {low} fewer and {high} more of 100.")
        low = -low
    return said.format(low=formats.number(low), high=formats.number(high))


def _why(found: Answer) -> list[str]:
    lines = [
        _("The answer is given once. Who looks every day takes chance for an effect more often."),
        _("Of each customer the first order counts, on the side it was drawn for."),
    ]
    if not found.is_random:
        lines = [_("The chosen orders are held against the others of the same days.")]
    if found.ended:
        said = _("{count} were cancelled or returned later. They count on: the halves stay alike.")
        lines.append(said.format(count=formats.count(found.ended, "orders")))
    if found.gone:
        said = _("{count} are in no order file any more and do not count.")
        lines.append(said.format(count=formats.count(found.gone, "orders")))
    return lines


def outcome(one: Outcome) -> str:
    """What was looked for."""
    return {
        Outcome.AGAIN: _("Came again within 90 days"),
        Outcome.REVIEW: _("Wrote a review"),
    }[one]


def sides(effect: Effect) -> str:
    """How many of those with one did it, and how many of those without."""
    two = effect.given, effect.without
    whole = [formats.rounded((one.rate or 0) * 100, 0) for one in two]
    apart = formats.rounded((effect.difference or 0) * 100, 0)
    is_few = min(one.trials for one in two) < formats.SHARE_FROM
    if is_few or whole[0] - whole[1] == apart:
        given, without = (formats.percent(one.successes, one.trials) for one in two)
    else:
        # Rounded each by itself they would be further apart than the difference that is told.
        given, without = (formats.rate(one.rate) for one in two)
    return _("With: {given} · without: {without}").format(given=given, without=without)


def counted(effect: Effect) -> str:
    """Of how many that is, and how many are still waited for."""
    said = _("{given} with, {without} without").format(
        given=formats.count(effect.given.trials, "people"),
        without=formats.count(effect.without.trials, "people"),
    )
    if not effect.waiting:
        return said
    left_out = _("{count} too young or unconfirmed were left out").format(
        count=formats.count(effect.waiting, "orders")
    )
    return f"{said} · {left_out}"
