"""Who bought, as a keyed hash: the same person gives the same 32 digits, nobody gives a name."""

import hmac
import re
from dataclasses import dataclass
from typing import NamedTuple

from core.importers.cells import squeezed
from core.terms import KnownBy, Mall

KEY_DIGITS = 32
"""Hexadecimal digits kept of the hash: 128 bits."""

_NO_DIGIT = re.compile(r"\D")
_LAST = 4
_MASKED = re.compile(r"\*{2,}|[*＊●○]")
_LEAST_KEY = 16
_SHORT_NAME = 2
_SAFE_NUMBER = re.compile(r"^(82|0)?50\d{8,}$")


class Recognised(NamedTuple):
    """The hash of a buyer, and what it is made of."""

    key: str
    known_by: KnownBy


@dataclass(frozen=True, slots=True)
class Identity:
    """The hash of buyers under the key of one store.

    Raises:
        ValueError: the key is too short to protect telephone numbers.
    """

    key: bytes

    def __post_init__(self) -> None:
        """Refuse a key that could be guessed."""
        if len(self.key) < _LEAST_KEY:
            msg = f"a key needs at least {_LEAST_KEY} bytes"
            raise ValueError(msg)

    def buyer(
        self, account: str, name: str, phone: str, mall: Mall = Mall.SMARTSTORE
    ) -> str | None:
        """The hash of a buyer, or None where nothing tells buyers apart; see ``recognised``."""
        found = self.recognised(account, name, phone, mall)
        return None if found is None else found.key

    def recognised(
        self, account: str, name: str, phone: str, mall: Mall = Mall.SMARTSTORE
    ) -> Recognised | None:
        """The hash of a buyer and by what it recognises, or None where nothing does.

        A full account name is best; it says who it is in one mall only. A masked one is shared by
        many people, so name and last four digits of the buyer's own number come first, which are
        the same person in every mall, and name with masked account last. The number of the
        recipient is never used: it belongs to somebody else or changes by order. Nor is a safe
        number (050…) of another mall: it changes by order too.
        """
        account = squeezed(account)
        where = "" if mall is Mall.SMARTSTORE else f"{mall.value}\x1f"
        if account and not _MASKED.search(account):
            return self._hash(KnownBy.ACCOUNT, f"{where}{account.casefold()}")
        name, digits = squeezed(name), _NO_DIGIT.sub("", phone)
        if where and _SAFE_NUMBER.match(digits):
            digits = ""
        if name and len(digits) >= _LAST:
            return self._hash(KnownBy.PHONE, f"{name}\x1f{digits[-_LAST:]}")
        if name and account:
            return self._hash(KnownBy.MASKED, f"{where}{name}\x1f{account.casefold()}")
        return None

    def _hash(self, known_by: KnownBy, text: str) -> Recognised:
        whole = f"{known_by.name.lower()}\x1f{text}"
        digits = hmac.digest(self.key, whole.encode(), "sha256").hex()[:KEY_DIGITS]
        return Recognised(digits, known_by)


def masked_name(name: str) -> str | None:
    """A name for the screen: 김*수, 김*, J***; None when there is none."""
    name = " ".join(name.split())
    if not name:
        return None
    if name.isascii() or len(name) <= _SHORT_NAME:
        return name[0] + "*" * min(max(len(name) - 1, 1), 3)
    return name[0] + "*" * min(len(name) - 2, 3) + name[-1]
