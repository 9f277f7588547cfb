"""Text that did not come from us, made harmless for places where Streamlit reads Markdown."""

import re
from typing import Final

JOINER: Final = "\u2060"
"""A word joiner: nothing is seen of it, but what it parts is no longer a name or an address."""

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&=^\"':@/])")
# These are looked for after Markdown has taken its backslashes away.
_LATE: Final = re.compile(r":(?=[\w+\-/]+[:\[])|:(?=//)|(?<=www)\.|(?<=\S)@(?=\S)", re.IGNORECASE)
_ARROWS: Final = re.compile(r"(?<=[-<>=])(?=[-<>=])")


def plain(text: str) -> str:
    """``text`` so that it reads as it is written: no emphasis, link, formula, icon or element.

    Line breaks become spaces.
    """
    one_line = " ".join(text.split())
    parted = _LATE.sub(lambda found: f"{JOINER}{found.group()}{JOINER}", one_line)
    parted = _ARROWS.sub(JOINER, parted)
    return _SPECIAL.sub(r"\\\1", parted)
