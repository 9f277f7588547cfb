"""Messages to customers: by what they are sent, at which stage, and what they are."""

from enum import StrEnum
from typing import Final


class MessageChannel(StrEnum):
    """By what a message is sent."""

    ALIMTALK = "alimtalk"
    """카카오 알림톡: information only."""
    BRAND = "brand"
    """카카오 브랜드메시지 to friends of the channel; before 2026 it was 친구톡."""
    BRAND_OTHERS = "brand_others"
    """카카오 브랜드메시지 to others."""
    TALKTALK = "talktalk"
    """네이버 톡톡."""
    SMS = "sms"
    LMS = "lms"
    MMS = "mms"
    EMAIL = "email"

    @property
    def takes_ads(self) -> bool:
        """Whether a message that advertises may be sent by it."""
        return self is not MessageChannel.ALIMTALK

    @property
    def needs_sender(self) -> bool:
        """Whether the law asks for a registered number it is sent from."""
        return self in _BY_NUMBER


_BY_NUMBER: Final = frozenset({MessageChannel.SMS, MessageChannel.LMS, MessageChannel.MMS})


class MessageLanguage(StrEnum):
    """In which language a customer reads a text."""

    KOREAN = "ko"
    ENGLISH = "en"
    CHINESE = "zh"
    JAPANESE = "ja"
    VIETNAMESE = "vi"
    OTHER = "other"


class ScenarioStage(StrEnum):
    """On the way from a stranger to a regular, in this order."""

    FIRST_VISIT = "first_visit"
    VIEWED = "viewed"
    CART = "cart"
    BOUGHT = "bought"
    AFTER = "after"
    REGULAR = "regular"
    AWAY = "away"


class MessageKind(StrEnum):
    """What a message is before the law."""

    INFORMATION = "information"
    """About a purchase that was made; it promises no benefit."""
    ADVERTISING = "advertising"


class SendStatus(StrEnum):
    """How far a sending is."""

    DRAFT = "draft"
    LISTED = "listed"
    """Who gets it, and who is left out by lot, is settled; the list may have been taken away."""
    SENT = "sent"
