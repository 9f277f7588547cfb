"""Answers to reviews in words: what they do, what is said before one is given, their texts."""

from core.analysis.voice_replies import GENERAL, Place, Risk, Tone
from core.i18n import formats
from core.i18n import gettext as _
from core.i18n.particles import PAIRS
from core.services.voice_replies import LATELY, Checked, Draft
from core.services.voice_reply_texts import LONGEST, MOST, TextProblem, TextRefused
from core.wording import voice_themes
from core.wording.message import Message


def theme(name: str) -> str:
    """What a review is about."""
    return _("No theme") if name == GENERAL else voice_themes.theme(name)


def tone(name: Tone) -> str:
    """What an answer has to do."""
    return {
        Tone.LOW: _("Make up for it"),
        Tone.MIXED: _("Thank and make up"),
        Tone.HIGH: _("Say thanks"),
    }[name]


def about(draft: Draft) -> str:
    """What a draft is made for, and by which words of the review."""
    parts = [tone(draft.tone), theme(draft.theme)]
    if draft.words:
        parts.append(_("because of: {words}").format(words=", ".join(draft.words)))
    return " · ".join(parts)


def missing(draft: Draft) -> str:
    """What the draft could not say; empty if nothing."""
    if not draft.contact:
        return _("Say on the tab “Reviews”, under the texts of answers, how customers reach you.")
    return "" if draft.shop else _("Give your shop a name in the settings, and the draft says it.")


def warnings(found: Checked) -> list[Message]:
    """What there is to say of an answer before it is given."""
    told = []
    if found.is_form:
        told.append(
            Message(
                _("The same words again: {count} got them in {days} days.").format(
                    count=formats.count(found.times, "people"), days=LATELY
                ),
                remedy=_("Take another text, or write a sentence of your own."),
            )
        )
    elif found.times:
        told.append(
            Message(
                _("You gave {count} the same answer in the last {days} days.").format(
                    count=formats.count(found.times, "people"), days=LATELY
                ),
                remedy=_("Another text reads less like a form letter."),
            )
        )
    return told + [Message(risk(one)) for one in found.risks]


def risk(one: Risk) -> str:
    """What is better not said, and why."""
    return {
        Risk.REWARD: _("Do not promise anything for changing a review. Malls forbid it."),
        Risk.ABSOLUTE: _("Leave out words that promise everything. Nobody can keep them."),
        Risk.MEDICAL: _("Leave out words of healing. They are not allowed for these goods."),
        Risk.PERSONAL: _("Everybody reads the answer. Take out numbers of phones or orders."),
        Risk.UNFILLED: _("A place in braces was not filled in."),
    }[one]


def done(draft_was_complaint: bool) -> str:  # noqa: FBT001  (the one thing that differs)
    """That an answer was noted."""
    if draft_was_complaint:
        return _("Noted as answered. The complaint is in your list until it is solved.")
    return _("Noted as answered.")


def done_all(count: int) -> str:
    """That several answers were noted."""
    return _("Noted as answered: {count}.").format(count=formats.count(count, "reviews"))


def flagged(*, is_negative: bool | None) -> str:
    """That the seller said what she thinks of a review."""
    if is_negative is None:
        return _("The stars count again.")
    return _("Noted as a bad review.") if is_negative else _("Noted as not bad.")


def taken_away() -> str:
    """That a mark was taken away."""
    return _("Noted as not answered.")


def places() -> str:
    """What a text may ask for."""
    named = ", ".join(f"{{{place.value}}}" for place in Place)
    return _(
        "A text may ask for {places}. Particles such as {particles} follow by themselves, and a"
        " sentence without its word is left out."
    ).format(places=named, particles=", ".join(f"{{{pair}}}" for pair in list(PAIRS)[:3]))


def refused(found: TextRefused) -> Message:
    """Why a text is not kept."""
    problem = found.problem
    if problem is TextProblem.UNFILLABLE:
        named = ", ".join(f"{{{one}}}" for one in found.names)
        return Message(
            _("Nobody knows what stands for {places}.").format(places=named),
            _("The text was not saved."),
        )
    if problem is TextProblem.RISKY:
        return Message(risk(Risk(found.names[0])), _("The text was not saved."))
    return Message(
        {
            TextProblem.NOTHING_SAID: _("The text is empty."),
            TextProblem.TOO_LONG: _("The text is longer than {count} letters.").format(
                count=formats.number(LONGEST)
            ),
            TextProblem.TOO_MANY: _("There are {count} texts of this kind already.").format(
                count=MOST
            ),
        }[problem],
        _("The text was not saved."),
    )
