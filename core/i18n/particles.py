"""Korean particles that follow the sound of the word before them."""

import re
from typing import Final

PAIRS: Final = {
    "을/를": ("을", "를"),
    "이/가": ("이", "가"),
    "은/는": ("은", "는"),
    "과/와": ("과", "와"),
    "으로/로": ("으로", "로"),
    "이에요/예요": ("이에요", "예요"),
}
"""Particles with two forms, the one after a final consonant first."""

_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28
_RIEUL = 8
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|【[^【】]*】")
# Closing quotes and marks that only adorn, emoji among them.
_SILENT = re.compile(
    r"[\s.,!?'\"’”·…)\]」』》〉）】;:~*™®\u2600-\u27bf\u200d\ufe0f\U0001f000-\U0001faff]+$"
)
# A unit after a number is read as the word it is short for.
_UNIT = re.compile(r"\d\s?(ml|l|cm|mm|m|km|mg|g|kg|cc|oz|mb|gb|tb|w|v)$", re.IGNORECASE)
_UNITS: Final = {
    "ml": "리터", "l": "리터", "cm": "미터", "mm": "미터", "m": "미터", "km": "미터",
    "mg": "그램", "g": "그램", "kg": "그램", "cc": "씨씨", "oz": "온스",
    "mb": "바이트", "gb": "바이트", "tb": "바이트", "w": "와트", "v": "볼트",
}  # fmt: skip
_DIGITS: Final = {"0": "영", "1": "일", "2": "이", "3": "삼", "4": "사", "5": "오", "6": "육",
                  "7": "칠", "8": "팔", "9": "구"}  # fmt: skip
_TENS: Final = ("십", "백", "천")
_NAMES: Final = {"%": "퍼센트", "㎏": "킬로그램", "L": "엘", "M": "엠", "N": "엔", "R": "아르"}


def particle(word: str, pair: str) -> str:
    """``word`` with the fitting one of two particles: 머그컵을, 접시를.

    Args:
        word: what comes before; brackets in it are not spoken.
        pair: both forms, the one after a final consonant first, as in ``을/를``.

    Raises:
        KeyError: nobody knows that pair.
    """
    closed, opened = PAIRS[pair]
    final = _final(word)
    if final is None:
        return f"{word}{closed}({opened})" if pair != "으로/로" else f"{word}(으)로"
    if pair == "으로/로" and final == _RIEUL:
        return word + opened
    return word + (closed if final else opened)


def _final(word: str) -> int | None:
    """The number of the last syllable's final consonant, 0 for none; None if nobody knows."""
    spoken = _SILENT.sub("", _BRACKETS.sub("", word))
    if not spoken:
        return None
    sound = _sound(spoken)
    if not _FIRST <= ord(sound) <= _LAST:
        return None
    return (ord(sound) - _FIRST) % _FINALS


def _sound(spoken: str) -> str:
    unit = _UNIT.search(spoken)
    if unit:
        return _UNITS[unit.group(1).lower()][-1]
    last = spoken[-1]
    if last.isdecimal():
        return _number(re.search(r"[\d,]*$", spoken).group())  # type: ignore[union-attr]
    return _letter(last)


def _letter(last: str) -> str:
    if last.upper() in _NAMES:
        return _NAMES[last.upper()][-1]
    return "이" if last.isascii() and last.isalpha() else last


def _number(text: str) -> str:
    digits = text.replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == 0 or zeros == len(digits):
        return _DIGITS[digits[-1]]
    if zeros < len(_TENS) + 1:
        return _TENS[zeros - 1]
    return "만" if zeros < 2 * (len(_TENS) + 1) else "억"
