"""Words and money as they are said in a sentence: with their particles, to two digits."""

from math import floor, log10
from typing import Final

from core.i18n import formats, language

MAN, THOUSAND = 10_000, 1000
TINY: Final = 1e-9


def subject(word: str) -> str:
    """Who does: B가; in English the word alone, as in all of these."""
    return _with(word, "이/가")


def topic(word: str) -> str:
    """Whom it is about: B는."""
    return _with(word, "은/는")


def thing(word: str) -> str:
    """What is done to: B를."""
    return _with(word, "을/를")


def along(word: str) -> str:
    """Together with: B와."""
    return _with(word, "과/와")


def towards(word: str) -> str:
    """Into: B로."""
    return _with(word, "으로/로")


def about(won: float) -> str:
    """Money to two digits: 2만 6천 원, 110만 원."""
    return _short(_two_digits(abs(won), 0.5))


def at_least(won: float) -> str:
    """The same, rounded down so that "at least" stays true."""
    return _short(_two_digits(abs(won), TINY))


def _with(word: str, pair: str) -> str:
    return formats.josa(word, pair) if language() == "ko" else word


def _two_digits(won: float, added: float) -> int:
    if won < 1:
        return 0
    unit = 10.0 ** max(0, floor(log10(won)) - 1)
    return int(floor(won / unit + added) * unit)


def _short(won: int) -> str:
    if language() != "ko" or not MAN <= won < 10 * MAN:
        return formats.won_short(won)
    thousands = f" {won % MAN // THOUSAND}천" if won % MAN else ""
    return f"{won // MAN}만{thousands} 원"
