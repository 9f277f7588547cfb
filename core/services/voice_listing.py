"""모두 보기: remarks as they are asked for, page by page, each with what is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis.voice_themes import Rule
from core.i18n.stems import composed
from core.services import voice_feedback, voice_reading, voice_texts, voice_words
from core.services.opening import OpenShop
from core.services.voice_feedback import Remark
from core.services.voice_texts import Mood
from core.store import voice_feedback as store
from core.store.voice_feedback import Wanted
from core.terms import Period
from core.terms.voice import VoiceSource

PAGE: Final = 20
"""So many remarks on one page."""


class Since(StrEnum):
    """Of which days remarks are shown."""

    MONTH = "30"
    QUARTER = "90"
    YEAR = "365"
    ALWAYS = "all"

    def period(self, today: date) -> Period | None:
        """The days; None for all."""
        return None if self is Since.ALWAYS else Period.ending(today, int(self.value))


@dataclass(frozen=True, slots=True)
class Choice:
    """Which remarks are asked for; None and empty where it does not matter."""

    since: Since = Since.ALWAYS
    source: VoiceSource | None = None
    theme: str | None = None
    negative: bool = False
    product: int | None = None
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One remark with what is known of it.

    Attributes:
        remark: what was said.
        mood: whether it is bad, and why.
        themes: what it is about: as the seller says, or else by its words.
        words: the words that say so.
        product: what it is about; empty if no file tells of it any more.
        buyer: the masked name; empty likewise.
        same: the remarks that say the same and are counted with it.
        complaint: the number of the complaint that was made of it.
    """

    remark: Remark
    mood: Mood
    themes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    product: str = ""
    buyer: str = ""
    same: tuple[Remark, ...] = ()
    complaint: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of remarks.

    Attributes:
        entries: the remarks, the latest first.
        found: how many are asked for.
        total: how many there are.
        page: which page it is, from 1,
        pages: and of how many.
        themes: the themes there are.
        products: the products that remarks are about.
        sources: where remarks came from.
    """

    entries: tuple[Entry, ...]
    found: int
    total: int
    page: int
    pages: int
    themes: tuple[str, ...]
    products: dict[int, str]
    sources: tuple[VoiceSource, ...]


def listed(shop: OpenShop, choice: Choice, today: date) -> Listing:
    """A page of the remarks that are asked for.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    voice_reading.catch_up(shop)
    with shop.store.read() as session:
        rules = voice_words.read(session, shop.id)
        found = _asked(session, shop.id, choice, today, rules)
        pages = max(1, -(-len(found) // PAGE))
        page = min(max(1, choice.page), pages)
        shown = found.iloc[(page - 1) * PAGE : page * PAGE]
        there = store.sources(session, shop.id)
        return Listing(
            entries(session, shop.id, shown, rules),
            len(found),
            store.total(session, shop.id),
            page,
            pages,
            voice_words.themes(rules),
            dict(store.products(session, shop.id)),
            tuple(one for one in VoiceSource if one.value in there),
        )


def everything(shop: OpenShop, choice: Choice, today: date) -> list[Entry]:
    """All remarks that are asked for, for a file.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    voice_reading.catch_up(shop)
    with shop.store.read() as session:
        rules = voice_words.read(session, shop.id)
        found = _asked(session, shop.id, choice, today, rules)
        return list(entries(session, shop.id, found, rules))


def has_any(shop: OpenShop) -> bool:
    """Whether anything was ever written down that is still there."""
    with shop.store.read() as session:
        return store.total(session, shop.id) > 0


def near(shop: OpenShop, number: int) -> list[Remark]:
    """The remarks that one may say the same as: of its order, its buyer, then the latest.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return [voice_feedback.read(row) for row in store.near(session, shop.id, number, NEAR)]


NEAR: Final = 50
"""So many remarks are offered to be said the same as."""


def entries(
    session: Session, shop_id: int, shown: pd.DataFrame, rules: tuple[Rule, ...] | None = None
) -> tuple[Entry, ...]:
    """Some remarks with what is known of them.

    Args:
        session: one that reads.
        shop_id: whose.
        shown: rows of ``core.store.voice_feedback.frame`` with their ``mood``.
        rules: the words of the themes, read anew if None.
    """
    rules = voice_words.read(session, shop_id) if rules is None else rules
    numbers = [int(number) for number in shown["id"]]
    rows = [voice_feedback.read(row) for row in store.some(session, shop_id, numbers)]
    moods = dict(zip(numbers, shown["mood"], strict=True))
    said = _said([one.text for one in rows], rules)
    products = store.product_names(
        session, shop_id, [it.about.product_id for it in rows if it.about.product_id is not None]
    )
    buyers = store.buyer_names(
        session, shop_id, [it.about.buyer_key for it in rows if it.about.buyer_key is not None]
    )
    complaints = store.complaints_of(session, shop_id, numbers)
    same = _same(session, shop_id, numbers)
    return tuple(
        Entry(
            one,
            Mood(moods[one.id or 0]),
            (one.theme,) if one.theme else said[place][0],
            () if one.theme else said[place][1],
            products.get(one.about.product_id or 0, ""),
            buyers.get(one.about.buyer_key or "", ""),
            tuple(same.get(one.id or 0, ())),
            complaints.get(one.id or 0),
        )
        for place, one in enumerate(rows)
    )


def _asked(
    session: Session, shop_id: int, choice: Choice, today: date, rules: tuple[Rule, ...]
) -> pd.DataFrame:
    source = None if choice.source is None else choice.source.value
    found = store.frame(
        session,
        shop_id,
        Wanted(choice.since.period(today), source, choice.product, composed(choice.words).strip()),
    )
    if choice.theme:
        words = voice_texts.themes(found["text"], rules)
        places = words.loc[words["theme"] == choice.theme, "text"].unique().astype(np.int64)
        by_words = np.zeros(len(found), dtype=np.bool_)
        by_words[places] = True
        chosen = found["theme"].isna().to_numpy()
        hers = (found["theme"] == choice.theme).fillna(value=False).to_numpy(dtype=np.bool_)
        found = found[np.where(chosen, by_words, hers)]
    found = found.assign(mood=voice_texts.moods(found, store.blamed(session, shop_id)))
    return found[found["mood"] != Mood.NONE.value] if choice.negative else found


def _said(
    texts: Sequence[str], rules: tuple[Rule, ...]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The themes of each text, and the words that say so."""
    words = voice_texts.themes(pd.Series(list(texts), dtype=object), rules)
    themes: list[dict[str, None]] = [{} for _text in texts]
    found: list[dict[str, None]] = [{} for _text in texts]
    for place, theme, word in words.itertuples(index=False):
        themes[int(place)][str(theme)] = None
        found[int(place)][str(word)] = None
    return [(tuple(a), tuple(b)) for a, b in zip(themes, found, strict=True)]


def _same(session: Session, shop_id: int, numbers: Sequence[int]) -> dict[int, list[Remark]]:
    """The remarks that say the same as each of some, also by way of another one."""
    first = {number: number for number in numbers}
    found: dict[int, list[Remark]] = {}
    asked: Sequence[int] = numbers
    while asked:
        rows = [row for row in store.merged(session, shop_id, asked) if row.id not in first]
        for row in rows:
            first[row.id] = first[row.merged_into or 0]
            found.setdefault(first[row.id], []).append(voice_feedback.read(row))
        asked = [row.id for row in rows]
    return found
