"""What the numbers mean by which a sending service says what became of messages.

One service writes 0 for a message that arrived, another one 1, a third 1000. So nobody guesses:
the seller says it once, and it holds for all files with the same headings.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from core.importers.cells import squeezed
from core.services.opening import OpenShop
from core.store import messages as store
from core.store import turns

_CODE: Final = re.compile(r"[-+]?\d+(?:\.0)?")
_NAME: Final = "codes:"
_DIGITS: Final = 12


def is_code(cell: str) -> bool:
    """Whether a cell says what became of a message by a number alone."""
    return _CODE.fullmatch(squeezed(cell)) is not None


def code(cell: str) -> str:
    """A number as it is asked about: what a spreadsheet put behind it is left out."""
    return squeezed(cell).removesuffix(".0")


def about(headings: Iterable[str]) -> str:
    """By what the files of one kind are known: a hash of their headings."""
    told = "\x1f".join(squeezed(one).casefold() for one in headings)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def meanings(shop: OpenShop, headings: str) -> dict[str, bool]:
    """What the seller said of the numbers of such files: whether the message arrived.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        kept = store.rules(session, shop.id).get(f"{_NAME}{headings}", "{}")
    return {str(name): bool(arrived) for name, arrived in json.loads(kept).items()}


def remember(shop: OpenShop, headings: str, told: Mapping[str, bool], now: datetime) -> None:
    """Keep what numbers mean; what was said of others of such files stays.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        name = f"{_NAME}{headings}"
        kept = json.loads(store.rules(session, shop.id).get(name, "{}"))
        whole = json.dumps({**kept, **told}, sort_keys=True)
        store.put_rules(session, shop.id, {name: whole}, now.replace(microsecond=0))
