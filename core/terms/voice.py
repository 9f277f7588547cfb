"""What customers say: where they said it, on which scale, and how far a complaint has got."""

from enum import IntEnum, StrEnum
from typing import Final


class VoiceSource(StrEnum):
    """Where something was said."""

    TALK = "talk"
    """톡톡, and other chats of a mall."""
    PHONE = "phone"
    REVIEW = "review"
    SOCIAL = "social"
    LETTER = "letter"
    OTHER = "other"


class AskedScale(StrEnum):
    """What was asked, where an answer is a number."""

    CSAT = "csat"
    """기대만큼 좋았나요? 1 to 5."""
    NPS = "nps"
    """추천하시겠어요? 0 to 10."""
    CES = "ces"
    """Was it easy? 1 to 7."""


LOW_TO: Final = {AskedScale.CSAT: 2, AskedScale.NPS: 6, AskedScale.CES: 3}
"""An answer up to so many points is a bad one."""


class ComplaintStatus(IntEnum):
    """How far a complaint has got. The numbers are kept: never renumber."""

    RECEIVED = 1
    """접수"""
    DOING = 2
    """대응 중: a first reply was given."""
    SOLVED = 3
    """해결"""
    CHECKED = 4
    """다시 확인: the customer was asked again."""

    @property
    def is_open(self) -> bool:
        """Whether the customer still waits for a solution."""
        return self <= ComplaintStatus.DOING
