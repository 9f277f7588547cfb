"""How far two groups of people are apart, in words: how many more or fewer of a hundred."""

from core.i18n import formats
from core.i18n import gettext as _


def base(*shares: float | None) -> int:
    """Of how many people shares are told that stand beside each other: of as many all of them."""
    return 1000 if any(one is not None and 0 < one < 1 / 100 for one in shares) else 100


def apart(bounds: tuple[float, float], side: str, of: int) -> str:
    """Between which bounds a difference lies; nobody reads of fewer people than none.

    Args:
        bounds: of the difference of two shares, -1 to 1.
        side: which of the two has more or fewer, as it is called in the sentence.
        of: so many people, see ``base``.
    """
    low, high = (formats.number(abs(one) * of, 1) for one in bounds)
    if bounds[0] < 0 < bounds[1]:
        text = _("{side}: of {base} up to {low} fewer, or up to {high} more.")
    elif bounds[0] >= 0:
        text = _("{side}: of {base} about {low} to {high} more.")
    else:
        text, low, high = _("{side}: of {base} about {low} to {high} fewer."), high, low
    return text.format(side=side, base=formats.number(of), low=low, high=high)
