"""What ways of sending, kinds of messages and states of a sending are called."""

from core.i18n import gettext as _
from core.terms.messages import MessageChannel, MessageKind, MessageLanguage, SendStatus


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


def language(one: MessageLanguage) -> str:
    """In which language a text is."""
    return {
        MessageLanguage.KOREAN: _("in Korean"),
        MessageLanguage.ENGLISH: _("in English"),
        MessageLanguage.CHINESE: _("in Chinese"),
        MessageLanguage.JAPANESE: _("in Japanese"),
        MessageLanguage.VIETNAMESE: _("in Vietnamese"),
        MessageLanguage.OTHER: _("in another language"),
    }[one]


def foreign(called: str, one: MessageLanguage) -> str:
    """What is called so, with its language where that is not Korean."""
    return called if one is MessageLanguage.KOREAN else f"{called} ({language(one)})"


def status(one: SendStatus) -> str:
    """How far a sending is."""
    return {
        SendStatus.DRAFT: _("being prepared"),
        SendStatus.LISTED: _("list made"),
        SendStatus.SENT: _("was sent"),
    }[one]
