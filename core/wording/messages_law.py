"""Why a text for customers does not leave, and what helps, in words."""

from core.analysis.message_law import LawFault, LawReason
from core.analysis.message_length import Length, Unit
from core.i18n import formats
from core.i18n import gettext as _
from core.services.messages_texts import Fault, LengthFault, LengthReason, TextFault, TextReason
from core.wording.message import Message


def fault(one: Fault) -> Message:
    """The reason, and the way out of it."""
    if isinstance(one, TextFault):
        return _text(one)
    if isinstance(one, LengthFault):
        return _length(one)
    return _law(one)


def used(length: Length) -> str:
    """How long a text is, and how long it may be."""
    if length.limit.most is None:
        return _amount(length.used, length.limit.unit)
    return _("{used} of {most}").format(
        used=_amount(length.used, length.limit.unit),
        most=_amount(length.limit.most, length.limit.unit),
    )


def _amount(number: int, unit: Unit) -> str:
    """So many bytes or letters."""
    if unit is Unit.BYTES:
        return _("{number} bytes").format(number=formats.number(number))
    return _("{number} letters").format(number=formats.number(number))


def _text(one: TextFault) -> Message:
    names = ", ".join(one.names)
    if one.reason is TextReason.UNKNOWN_PLACES:
        return Message(
            _("Nobody can fill in these places: {names}").format(names=names or "{ }"),
            remedy=_("Use only the places listed below the text."),
        )
    if one.reason is TextReason.NOBODY:
        return Message(
            _("There is nobody to send it to."), remedy=_("Choose another group of customers.")
        )
    if names:
        return Message(
            _("Nothing is left to say where this is missing: {names}").format(names=names),
            remedy=_("Write a word for it behind a question mark, as in the name."),
        )
    return Message(_("Nothing is written yet."), remedy=_("Begin with one of the examples."))


def _length(one: LengthFault) -> Message:
    length = one.length
    if one.reason is LengthReason.STRANGE:
        return Message(
            _("Phones cannot show these signs: {signs}").format(signs=" ".join(length.strange)),
            remedy=_("Take them out, or send it by Kakao."),
        )
    if one.reason is LengthReason.TITLE_TOO_LONG:
        return Message(
            _("The title is too long: {title} bytes of {most}").format(
                title=formats.number(length.title), most=formats.number(length.limit.title)
            ),
            remedy=_("Shorten it, or leave it out."),
        )
    return Message(
        _("It is too long to be sent: {length}").format(length=used(length)),
        remedy=_("Shorten it, or choose another way of sending."),
    )


def _law(one: LawFault) -> Message:
    words = ", ".join(one.words)
    title, remedy = {
        LawReason.ALIMTALK: (
            _("AlimTalk takes information about a purchase only."),
            _("Send it as a brand message, or take the benefit out."),
        ),
        LawReason.SALES_WORDS: (
            _("“{words}” makes this text an advertisement.").format(words=words),
            _("Say that it is an advertisement, or take these words out."),
        ),
        LawReason.MARK: (
            _("An advertisement begins with (광고) and the name of the shop."),
            _("Put both at the very beginning. The name is set in the settings."),
        ),
        LawReason.TITLE: (
            _("The title of an advertisement begins with (광고) too."),
            _("Put it at the beginning of the title."),
        ),
        LawReason.OPT_OUT: (
            _("An advertisement ends with a free way to refuse it."),
            _("Put it on the last line, with nothing behind it."),
        ),
        LawReason.NOT_FREE: (
            _("There is no number to refuse by at no cost."),
            _("Set your 080 number first."),
        ),
        LawReason.HOURS: (
            _("Brand messages are not delivered from 20:50 to 8 in the morning."),
            _("Shall it be 10 in the morning?"),
        ),
        LawReason.NIGHT: (
            _("Advertisements must not be sent from 9 at night to 8 in the morning."),
            _("Shall it be 10 in the morning? Who agreed to nights is an exception."),
        ),
        LawReason.SENDER: (
            _("Text messages come from a registered number."),
            _("Set your sender number first."),
        ),
    }[one.reason]
    return Message(title, remedy=remedy)
