"""Whether two texts say the same: by a hash of their words."""

import hashlib
from typing import Final, Protocol

from core.services.copy_test_names import same

_DIGITS: Final = 16


class Said(Protocol):
    """A text that is sent, or one that is kept."""

    @property
    def title(self) -> str:
        """What stands above it."""

    @property
    def block(self) -> str:
        """What is said to the whole group."""

    @property
    def text(self) -> str:
        """What is said to one person."""


def words(one: Said) -> str:
    """A hash of the words of a text; what cannot be seen and how it is spaced do not count."""
    told = "\x1f".join(same(part).casefold() for part in (one.title, one.block, one.text))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
