"""What became of what customers said, in words, and the text that tells them."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.voice_done import Answer, Answered, Line
from core.wording import actions as notes
from core.wording import actions_result as results
from core.wording import voice_themes as themes


def answer(which: Answered) -> str:
    """What the seller does about a theme."""
    return {
        Answered.DONE: _("Done about it"),
        Answered.LOOKING: _("Looking into it"),
        Answered.DECLINED: _("Decided against it"),
    }[which]


def often(line: Line) -> str:
    """How often a theme is complained of."""
    if line.bar is None or not line.bar.mentions:
        return _("Nobody speaks of it lately.")
    return f"{formats.period(line.period)}: {themes.bar(line.bar)}"


def decided(one: Answer) -> str:
    """One decision in a line."""
    return f"{formats.day(one.decided_on)} · {answer(one.answer)}"


def result(line: Line) -> str:
    """What came of the improvement, or when we look."""
    if line.action is None:
        return ""
    told = results.measured(line.action)
    if told is None and line.effect is not None:
        told = results.effect(line.action, line.effect)
    if told is not None:
        return f"{told.word}: {told.sentence}"
    return f"{notes.baseline(line.action)} · {notes.dates(line.action)}"


def told(one: Answer, shop: str) -> str:
    """What customers can be told: their words, and what was done."""
    what = one.what.strip()
    what = what if what.endswith((".", "!", "?")) else f"{what}."
    name = themes.theme(one.theme)
    begin = _("You told us about this: {theme}. This is what we changed.").format(theme=name)
    end = _("Thank you for telling us. Please go on telling us.")
    return "\n".join([begin, what, f"{end} — {shop}" if shop else end])


def row(line: Line) -> dict[str, str | int | float | None]:
    """A theme as a row of a file."""
    last = line.answers[0] if line.answers else None
    return {
        _("Theme"): themes.theme(line.theme),
        _("Complaints"): line.bar.problems if line.bar else None,
        _("Complaints per 100 orders"): line.bar.rate if line.bar else None,
        _("What we do"): answer(last.answer) if last else "",
        _("What was done"): last.what if last else "",
        _("Decided on"): last.decided_on.isoformat() if last else "",
        _("What came of it"): result(line),
    }
