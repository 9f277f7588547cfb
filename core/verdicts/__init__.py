"""What follows from the numbers: which claim, how sure, what to do. Codes only, no sentences."""

from core.verdicts.choosing import AT_MOST, choose, without_chance
from core.verdicts.model import Action, Caveat, Claim, Figure, Lookout, Verdict

__all__ = [
    "AT_MOST",
    "Action",
    "Caveat",
    "Claim",
    "Figure",
    "Lookout",
    "Verdict",
    "choose",
    "without_chance",
]
