"""What files call the versions of a test, and names by which two versions could be meant."""

import unicodedata
from typing import Final

from core.importers.cells import squeezed
from core.services.copy_test_kept import Draft

NOBODY: Final = ""
"""Stands for those of a list who get no version."""

_CONTROL: Final = frozenset({"control", "original", "기존", "원본", "기본"})
_HELD_OUT: Final = frozenset({"holdout", "대조군", "미발송"})
_LEFT_OUT: Final = ("variant", "version", "문구", "버전", "버젼", "시안", "소재", "안", "ver")


def letter_of(draft: Draft, name: str) -> str | None:
    """Which version a file means; empty for those who got none, None if nobody can tell.

    It may be called by its letter, by its label, or by what it says. A name that would fit two
    versions is not guessed at.
    """
    if draft.hold_out and _plain(name) in _HELD_OUT:
        return NOBODY
    meant = _meant(draft, name)
    return meant.pop() if len(meant) == 1 else None


def clash(draft: Draft) -> str | None:
    """The first version whose label could mean another one as well; None if there is none."""
    found = (
        one.letter for one in draft.versions if one.label and len(_meant(draft, one.label)) > 1
    )
    return next(found, None)


def same(text: str) -> str:
    """A text without what cannot be seen: two that differ by that alone are the same."""
    seen = "".join(" " if sign.isspace() else sign for sign in text if _is_seen(sign))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def clean(text: str) -> str:
    """A text as it can be kept: composed, trimmed, and without signs that are no letters at all."""
    signs = (sign for sign in text if sign in "\t\n\r" or unicodedata.category(sign) not in _NONE)
    return unicodedata.normalize("NFC", "".join(signs)).strip()


_NONE: Final = frozenset({"Cc", "Cs"})
"""Control signs and halves of signs: databases refuse them, and nobody typed them."""


def _is_seen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in {"Cf", *_NONE}


def _meant(draft: Draft, name: str) -> set[str]:
    """All versions that a name could mean."""
    said = _plain(name)
    meant = {
        one.letter
        for one in draft.versions
        if said and said in {_plain(call) for call in (one.label, one.text)}
    }
    if said in _CONTROL:
        meant.add(draft.control)
    letter = _bare(said)
    return meant | ({letter} & {one.letter for one in draft.versions})


def _bare(said: str) -> str:
    """A name without the words that may stand around a letter."""
    for word in _LEFT_OUT:
        said = said.removeprefix(word).removesuffix(word)
    return said.strip("-_.:()").upper()


def _plain(name: str) -> str:
    return squeezed(unicodedata.normalize("NFKC", name)).casefold()
