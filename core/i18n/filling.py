"""Texts for customers with places that are filled in: {상품명}{을/를} {이름?고객}.

A name in braces stands for a value, the word after its question mark for a missing one, and a pair
of particles for the one that fits what stands before it. A sentence that lacks a value is left out.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from core.i18n.particles import PAIRS, particle

_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_ENDS: Final = re.compile(r"((?<=[.!?…])[ \t]+|\n)")


class Unfillable(ValueError):  # noqa: N818  (what is wrong with a text)
    """A text has places that nobody can fill."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Name the places."""
        super().__init__(*names)
        self.names = names


def places(text: str) -> list[str]:
    """The names of the values that a text asks for, in the order of their first use."""
    inside = (found.group(1) for found in _PLACE.finditer(text))
    return list(dict.fromkeys(_parted(one)[0] for one in inside if one not in PAIRS))


def check(text: str, known: Iterable[str]) -> None:
    """Make sure that a text asks for known values only.

    Raises:
        Unfillable: it asks for others, or has half a brace.
    """
    strange = [name for name in places(text) if name not in set(known)]
    rest = _PLACE.sub("", text)
    strange += [brace for brace in "{}" if brace in rest]
    if strange:
        raise Unfillable(tuple(strange))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; a sentence with a missing one is left out.

    Args:
        text: what to fill.
        values: by name; an empty one is missing, as is one that is not there.
    """
    told = {name: " ".join(value.split()) for name, value in values.items()}
    lines = (_line(line, told) for line in text.strip().split("\n"))
    kept = [line for line in lines if line is not None]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _line(line: str, values: Mapping[str, str]) -> str | None:
    """One line; None if nothing is left of it."""
    if not line.strip():
        return ""
    parts = _ENDS.split(line)
    said = [_sentence(part, values) for part in parts[::2]]
    kept = " ".join(part.strip() for part in said if part)
    return kept or None


def _sentence(text: str, values: Mapping[str, str]) -> str:
    """One sentence; empty where a value is missing."""
    said, at = "", 0
    for found in _PLACE.finditer(text):
        said += text[at : found.start()]
        at = found.end()
        if found.group(1) in PAIRS:
            said = particle(said, found.group(1))
            continue
        name, instead = _parted(found.group(1))
        value = values.get(name) or instead
        if not value:
            return ""
        said += value
    return said + text[at:]


def _parted(inside: str) -> tuple[str, str]:
    """The name of a value, and the word that stands for a missing one."""
    name, _, instead = inside.partition("?")
    return name.strip(), instead.strip()
