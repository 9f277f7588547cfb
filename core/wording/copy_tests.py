"""Copy tests in words: the answer, why, and what the numbers mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.i18n import formats, spoken
from core.i18n import gettext as _
from core.terms.copy_tests import Design, Response
from core.verdicts.copy_tests import Answer, Basis, Range, Ruling
from core.wording import copy_tests_details as details
from core.wording import copy_tests_notes as notes
from core.wording import copy_tests_numbers as numbers
from core.wording.copy_tests_plan import plan, ways

__all__ = ["Told", "plan", "tell", "ways"]

NOTES: Final = 3
"""No more sentences are added to an answer."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as it stands on the page.

    Attributes:
        title: what to do, in one or two short sentences.
        reason: the numbers it rests on.
        money: what it is worth a month; empty where nobody knows.
        note: what to keep in mind; may be empty.
        step: what to do next where no difference was found; may be empty.
        details: sentences behind 자세히.
    """

    title: str
    reason: str
    money: str = ""
    note: str = ""
    details: tuple[str, ...] = ()
    step: str = ""

    @property
    def text(self) -> str:
        """All but the details on one line."""
        parts = (self.title, self.reason, self.money, self.step, self.note)
        return " ".join(part for part in parts if part)

    @property
    def todo(self) -> str:
        """What stands beside the arrow of a conclusion: what it is worth, or what to do next."""
        return self.money or self.step


def tell(ruling: Ruling, events: Sequence[str] = ()) -> Told:
    """An answer in words; ``events`` are the names of what else happened."""
    if ruling.answer is Answer.MIXED:
        return _mixed(ruling, events)
    title, reason = _ANSWERS[ruling.answer](ruling)
    kept = [*notes.notes(ruling), *_disturbed(ruling, events)][:NOTES]
    told = details.sentences(ruling)
    return Told(title, reason, _money(ruling), " ".join(kept), told, notes.step(ruling))


def _switch(ruling: Ruling) -> tuple[str, str]:
    chosen = ruling.chosen or ""
    return _("Change to text {name}.").format(name=chosen), _rates(ruling, chosen)


def _keep(ruling: Ruling) -> tuple[str, str]:
    others = notes.others(ruling)
    keep = _("Keep {name}.").format(name=spoken.thing(ruling.control))
    if len(others) > 1:
        rates = _rates(ruling, *(one.letter for one in others))
        return keep + " " + _("All the others did worse."), rates
    other = others[0].letter
    worse = _("{name} did worse.").format(name=spoken.topic(other))
    return f"{keep} {worse}", _rates(ruling, other)


def _low_regret(ruling: Ruling) -> tuple[str, str]:
    one = ruling.of(ruling.chosen or "")
    title = _("Not sure, but choosing {name} risks little.")
    reason = _(
        "The chance that {name} is better is {chance}; if wrong, it costs about {won} a month."
    )
    if len(ruling.versions) > 2:  # noqa: PLR2004
        reason = _(
            "The chance that {name} is best is {chance}; if wrong, it costs about {won} a month."
        )
    return title.format(name=spoken.thing(one.letter)), reason.format(
        name=spoken.subject(one.letter),
        chance=formats.rate(one.chance, 0),
        won=spoken.about(one.loss_month or 0.0),
    )


def _either(ruling: Ruling) -> tuple[str, str]:
    most = numbers.within(ruling.within or 0.0, ruling.base or 0.0)
    return _("Either will do."), _(
        "If there is a difference, it is below {most} of {base} people."
    ).format(**most)


def _open(ruling: Ruling) -> tuple[str, str]:
    if ruling.conflict:
        return _("Who bought and what was sold say different things."), details.won_each(ruling)
    title = _("It did not show which one is better. That does not make them alike.")
    return title, _rates(ruling, *(one.letter for one in notes.others(ruling)))


def _hard(ruling: Ruling) -> tuple[str, str]:
    reason = _("In {days} it takes {low} → {high} of {base} people to be seen.")
    if ruling.basis is Basis.ONCE or ruling.design is Design.LIST_SPLIT:
        reason = _("With so many it takes {low} → {high} of {base} people to be seen.")
    return _("So few visits can hardly show it."), reason.format(
        days=formats.count(ruling.look.days[1], "days"),
        **numbers.step(ruling.base or 0.0, ruling.least or 1.0),
    )


def _running(ruling: Ruling) -> tuple[str, str]:
    when = formats.day_short(ruling.expected)
    if not ruling.design.by_chance:
        # No day tells a winner.
        return _("The numbers are not complete yet."), _(
            "Both numbers stand side by side from {day} on."
        ).format(day=when)
    return _("It is too early to judge."), _("At this pace you will know around {day}.").format(
        day=when
    )


def _too_few(ruling: Ruling) -> tuple[str, str]:
    some = sum(one.reacted or 0 for one in ruling.versions)
    many = _("It shows well from 20 people of each text on.")
    if not some:
        return {
            Response.CLICKS: _("Nobody clicked, so nobody can say."),
            Response.REPLIES: _("Nobody replied, so nobody can say."),
        }.get(ruling.response, _("Nobody bought, so nobody can say.")), many
    title = {
        Response.CLICKS: _("Only {people} clicked. That is too few to say."),
        Response.REPLIES: _("Only {people} replied. That is too few to say."),
    }.get(ruling.response, _("Only {people} bought. That is too few to say."))
    return title.format(people=formats.count(some, "people")), many


def _uncounted(_ruling: Ruling) -> tuple[str, str]:
    return _("Counts are missing, so nothing can be compared."), _(
        "Enter those of every text, of the same days."
    )


def _impossible(_ruling: Ruling) -> tuple[str, str]:
    return _("More reacted than were shown the text."), _("Please look at the numbers again.")


def _mismatch(ruling: Ruling) -> tuple[str, str]:
    title = _("The result is hard to believe.")
    expected = [one.expected or 0.0 for one in ruling.versions]
    if len(expected) == 2 and expected[0] == expected[1]:  # noqa: PLR2004
        names = spoken.thing(numbers.both([one.letter for one in ruling.versions]))
        shown = [formats.count(one.shown, "times") for one in ruling.versions]
        reason = _("{names} should be shown half and half, but it was {counts}.")
        return title, reason.format(names=names, counts=numbers.both(shown))
    gaps = [abs((one.shown or 0) - of) for one, of in zip(ruling.versions, expected, strict=True)]
    at = gaps.index(max(gaps))
    reason = _("{name} should be shown about {planned}, but it was {count}.")
    return title, reason.format(
        name=spoken.topic(ruling.versions[at].letter),
        planned=formats.count(round(expected[at]), "times"),
        count=formats.count(ruling.versions[at].shown, "times"),
    )


def _comparison(ruling: Ruling) -> tuple[str, str]:
    first, *rest = ruling.versions
    told = _rates(ruling, *(one.letter for one in [first, *rest] if one.letter != ruling.control))
    if ruling.design is Design.TWO_LINKS:
        return _("Nobody drew who sees which link, so it is a hint only."), told
    names = spoken.thing(numbers.both([one.letter for one in ruling.versions]))
    return _("{names} were shown at different times, so take it as a hint only.").format(
        names=names
    ), told


def _rates(ruling: Ruling, *letters: str) -> str:
    told = [(it, ruling.of(it).rate or 0.0) for it in (ruling.control, *letters)]
    return numbers.rates(ruling.response, told)


_ANSWERS: Final[Mapping[Answer, Callable[[Ruling], tuple[str, str]]]] = {
    Answer.SWITCH: _switch,
    Answer.KEEP: _keep,
    Answer.LOW_REGRET: _low_regret,
    Answer.EITHER: _either,
    Answer.OPEN: _open,
    Answer.HARD: _hard,
    Answer.RUNNING: _running,
    Answer.TOO_FEW: _too_few,
    Answer.UNCOUNTED: _uncounted,
    Answer.IMPOSSIBLE: _impossible,
    Answer.MISMATCH: _mismatch,
    Answer.COMPARISON: _comparison,
}


def _mixed(ruling: Ruling, events: Sequence[str]) -> Told:
    happened = _("{what} happened during the test.").format(what=spoken.subject(_event(events)))
    days = formats.count(len(ruling.mixed), "days")
    ask = _("Leave those {days} out and look again?")
    if not ruling.cuttable:
        ask = _("Those {days} cannot be left out, so take it as a hint only.")
    return Told(happened, ask.format(days=spoken.thing(days)))


def _event(events: Sequence[str]) -> str:
    if not events:
        return _("Something different")
    if len(events) == 1:
        return events[0]
    return _("{name} and {count} more").format(name=events[0], count=len(events) - 1)


def _disturbed(ruling: Ruling, events: Sequence[str]) -> list[str]:
    if not ruling.mixed or not ruling.answer.is_result:
        return []
    days = formats.count(len(ruling.mixed), "days")
    said = _("{what} happened on {days}; they are mixed in.")
    if ruling.cut:
        said = _("{what} happened on {days}; they were left out.")
    return [said.format(what=spoken.subject(_event(events)), days=days)]


def _money(ruling: Ruling) -> str:
    """Won a month: of the chosen version with its lower bound, or what keeping would cost."""
    one = ruling.of(ruling.chosen) if ruling.chosen else None
    if ruling.answer is Answer.SWITCH and one is not None and one.won_month is not None:
        return _more_sold(one.won_month)
    if ruling.answer is Answer.KEEP and len(ruling.versions) == 2:  # noqa: PLR2004
        other = notes.others(ruling)[0]
        if other.won_month is not None and other.won_month.high < 0:
            return _("With {name} a month would have sold at least {least} less.").format(
                name=spoken.towards(other.letter), least=spoken.at_least(other.won_month.high)
            )
    if ruling.answer is Answer.LOW_REGRET and ruling.chosen != ruling.control:
        loss = ruling.of(ruling.control).loss_month
        return _("Keeping {name} may cost about {won} a month.").format(
            name=spoken.thing(ruling.control), won=spoken.about(loss or 0.0)
        )
    return ""


def _more_sold(won: Range) -> str:
    if won.low <= 0:
        return _("More people buy, but whether more is sold is not sure.")
    return _("A month sells at least {least} more; as it looks, about {seen}.").format(
        least=spoken.at_least(won.low), seen=spoken.about(won.middle)
    )
