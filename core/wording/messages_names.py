"""What ways of sending, kinds of messages and states of a sending are called."""

from core.i18n import gettext as _
from core.terms.messages import MessageChannel, MessageKind, SendStatus


def channel(one: MessageChannel) -> str:
    """By what a message is sent."""
    return {
        MessageChannel.ALIMTALK: _("Kakao AlimTalk"),
        MessageChannel.BRAND: _("Kakao brand message"),
        MessageChannel.BRAND_OTHERS: _("Kakao brand message to others than friends"),
        MessageChannel.TALKTALK: _("Naver TalkTalk"),
        MessageChannel.SMS: _("SMS"),
        MessageChannel.LMS: _("Long SMS (LMS)"),
        MessageChannel.MMS: _("Picture message (MMS)"),
        MessageChannel.EMAIL: _("E-mail"),
    }[one]


def kind(one: MessageKind) -> str:
    """What a message is before the law."""
    return {
        MessageKind.INFORMATION: _("Information about a purchase"),
        MessageKind.ADVERTISING: _("An advertisement"),
    }[one]


def status(one: SendStatus) -> str:
    """How far a sending is."""
    return {
        SendStatus.DRAFT: _("being prepared"),
        SendStatus.LISTED: _("list made"),
        SendStatus.SENT: _("was sent"),
    }[one]
