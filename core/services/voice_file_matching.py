"""Which remarks of a file are there already, and what the others lead to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto
from hashlib import sha256
from typing import Any, Final

import pandas as pd
from sqlmodel import Session

from core.importers.problems import redacted
from core.importers.voice_file import Remark
from core.store import voice_feedback, voice_file
from core.store.moments import day_number
from core.store.voice_file import HERE, TAKEN_BACK, Link
from core.terms import Period

_KEY_DIGITS: Final = 32


class Fate(Enum):
    """What is done with a remark of a file."""

    NEW = auto()
    SAME = auto()
    THROWN = auto()
    BACK = auto()


def fates(
    session: Session, shop_id: int, remarks: Sequence[Remark]
) -> tuple[list[Fate], list[int]]:
    """What is to be done with each remark of a file, and the numbers of those to be brought back.

    A remark that stands there twice is there when two of them are kept. What was changed here
    since it came is known by what its file said.
    """
    if not remarks:
        return [], []
    days = [one.day for one in remarks]
    stored = voice_file.stored(session, shop_id, Period(min(days), max(days)))
    states = dict(zip(stored["id"].tolist(), stored["state"].tolist(), strict=True))
    said = _places(zip(stored["id"].tolist(), _keys_of(stored), strict=True))
    came = _places(
        (number, origin)
        for number, origin in zip(stored["id"].tolist(), stored["origin"], strict=True)
        if not pd.isna(origin)
    )
    used: set[int] = set()
    keys = [_key_of(one) for one in remarks]
    met: list[int | None] = [_unused(said[key], used) for key in keys]
    met = [
        _unused(came[key], used) if number is None else number
        for key, number in zip(keys, met, strict=True)
    ]
    found = [Fate.NEW if number is None else _FATES[states[number]] for number in met]
    back = [
        number for number, fate in zip(met, found, strict=True)
        if number is not None and fate is Fate.BACK
    ]  # fmt: skip
    return found, back


_FATES: Final = {HERE: Fate.SAME, voice_file.THROWN: Fate.THROWN, TAKEN_BACK: Fate.BACK}


def _places(pairs: Iterable[tuple[int, str]]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, key in pairs:
        found[key].append(number)
    return found


def _unused(numbers: list[int], used: set[int]) -> int | None:
    while numbers:
        number = numbers.pop()
        if number not in used:
            used.add(number)
            return number
    return None


def _keys_of(stored: pd.DataFrame) -> list[str]:
    columns = (stored[name].tolist() for name in
               ("said_on", "source", "scale", "score", "text", "order_no"))  # fmt: skip
    return [
        _key(day, source, _known(scale), _known(score), redacted(said), _known(order))
        for day, source, scale, score, said, order in zip(*columns, strict=True)
    ]


def _key_of(one: Remark) -> str:
    return _key(day_number(one.day), one.source, one.scale, one.score, one.text, one.order_no)


def _key(*parts: object) -> str:
    """What a remark says, whatever its white space."""
    told = "\x1f".join("" if one is None else " ".join(str(one).split()) for one in parts)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_DIGITS]


def _known(value: Any) -> Any:  # noqa: ANN401  (a cell)
    return None if pd.isna(value) else value


def rows(
    session: Session, shop_id: int, remarks: Sequence[Remark], batch: int, now: datetime
) -> list[dict[str, Any]]:
    """The new remarks as rows, with the order, product and buyer that they name."""
    links = voice_file.links(
        session, shop_id, {one.order_no for one in remarks if one.order_no}
    )  # fmt: skip
    by_key = voice_file.products_by_key(
        session, shop_id, {one.product_no for one in remarks if one.product_no}
    )
    by_name = voice_file.products_by_name(
        session, shop_id, {one.product for one in remarks if one.product}
    )
    first = voice_feedback.next_number(session, shop_id)
    return [
        {
            "shop_id": shop_id, "id": first + at, "batch": batch, "created_at": now,
            "version": 1, "deleted_at": None, "merged_into": None, "origin": _key_of(one),
            **_columns(one, link_of(links, one),
                       by_key.get(one.product_no) or by_name.get(one.product)),
        }
        for at, one in enumerate(remarks)
    ]  # fmt: skip


def link_of(links: Mapping[str, Sequence[Link]], one: Remark) -> Link | None:
    """The order that a remark names; None where two malls have one of that number."""
    mall = None if one.mall is None else one.mall.value
    those = [it for it in links.get(one.order_no or "", ()) if mall in {None, it.mall}]
    return those[0] if len(those) == 1 else None


def _columns(one: Remark, link: Link | None, product: int | None) -> dict[str, Any]:
    named = one.product or one.product_no
    if named and product is None:
        one = replace(one, note=f"{one.note}\n{named}".strip())
    return {
        "said_on": one.day,
        "source": one.source.value,
        "scale": None if one.scale is None else one.scale.value,
        "score": one.score,
        "text": one.text,
        "note": one.note,
        "theme": one.theme,
        "is_negative": one.is_negative,
        "mall": link.mall if link else one.mall and one.mall.value,
        "order_no": link.order_no if link else one.order_no,
        "product_id": product or (link.product_id if link else None),
        "buyer_key": one.buyer_key or (link.buyer_key if link else None),
        "answered_at": one.answered_at,
    }
