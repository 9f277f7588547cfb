"""What customers are told of their consents: asked again after two years, and that it is noted.

The texts inform and sell nothing: who writes, what was said on which day, and how to go on or to
stop. They are for customers of a Korean shop and are Korean in every language of the program.
"""

import csv
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("subscribers_texts.csv")
_ANSWER: Final = "answer"
"""The code of the words that say how to stop where the shop has no number for it."""


class Text(StrEnum):
    """What is told."""

    RENEWAL = "renewal"
    AGREED = "agreed"
    REFUSED = "refused"


def text(which: Text, shop: str, opt_out: str, day: str = "", where: str = "") -> str:
    """A text with its gaps filled.

    Args:
        which: what is told.
        shop: how the shop signs; empty marks the gap, to be filled by hand.
        opt_out: the free number at which customers refuse; empty while there is none.
        day: when it was said, as it is written; empty marks the gap.
        where: where it was said; empty marks the gap.
    """
    told = _texts()[which]
    gaps = {"shop": shop, "opt_out": opt_out or _texts()[_ANSWER], "day": day, "where": where}
    for gap, value in gaps.items():
        name = _texts()[gap]
        told = told.replace(f"{{{name}}}", value or f"〔{name}〕")
    return told


@cache
def _texts() -> dict[str, str]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["text"] for row in csv.DictReader(file)}
