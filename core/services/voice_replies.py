"""Drafts of answers to reviews, and what there is to say of an answer before it is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.analysis import voice_replies, voice_themes
from core.analysis.voice_replies import GENERAL, WORDS, Place, Risk, Text, Tone
from core.analysis.voice_themes import Rule
from core.i18n import filling
from core.services import voice_limits, voice_words
from core.services.opening import OpenShop
from core.store import voice_review_notes
from core.store.tables import Shop
from core.store.voice_review_notes import CONTACT
from core.store.voice_reviews import Review

LATELY: Final = 30
"""Days in which an answer is not to be given twice."""

MANY: Final = 20
"""More people than that with the same words are a form letter."""

_AGE: Final = timedelta(days=LATELY)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer as it is proposed.

    Attributes:
        theme: what the review is about,
        words: the words in it that say so,
        tone: and what the answer has to do.
        text: the answer.
        values: what was filled in.
        place: which of the texts it is,
        places: and how many there are.
        offers: what may be offered instead.
        contact: how the shop is reached; empty while unknown.
        shop: the name of the shop; empty while unknown.
    """

    theme: str
    words: tuple[str, ...]
    tone: Tone
    text: str
    values: Mapping[str, str]
    place: int
    places: int
    offers: tuple[str, ...]
    contact: str
    shop: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to say of an answer before it is given.

    Attributes:
        times: to how many reviews it was given lately, besides this one.
        risks: what is better not said.
    """

    times: int
    risks: tuple[Risk, ...]

    @property
    def is_form(self) -> bool:
        """Whether it would go to too many people in the same words (똑같은 문구)."""
        return self.times >= MANY


@dataclass(frozen=True, slots=True)
class Books:
    """What drafts are made with: texts, words of themes, answers of late, the shop."""

    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    used: tuple[tuple[str, int], ...]
    low: int
    shop: str
    contact: str


def books(shop: OpenShop, now: datetime) -> Books:
    """What drafts are made with.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return read(session, shop.id, now)


def read(session: Session, shop_id: int, now: datetime) -> Books:
    """The same for a service that has a session already."""
    hers = [
        Text(row.theme, Tone(row.tone), row.number, row.text)
        for row in voice_review_notes.texts(session, shop_id)
    ]
    row = session.get(Shop, shop_id)
    return Books(
        voice_replies.with_hers(hers),
        voice_words.read(session, shop_id),
        tuple(voice_review_notes.used(session, shop_id, now - _AGE)),
        voice_limits.read(session, shop_id).low_stars,
        row.name if row else "",
        voice_review_notes.setting(session, shop_id, CONTACT),
    )


def draft(
    of: Books, review: Review, *, offer: str | None = None, place: int | None = None
) -> Draft:
    """An answer to a review.

    Args:
        of: what it is made with.
        review: to which.
        offer: what is offered instead; None for what is usual with the theme.
        place: which of the texts; None for the one that was used longest ago.
    """
    (theme, found, has_problem), *_ = about(of.rules, [review])
    tone = voice_replies.tone(
        review.stars, of.low, is_negative=bool(review.is_negative), has_problem=has_problem
    )
    texts = voice_replies.fitting(of.texts, theme, tone)
    told = WORDS.get(theme, WORDS[GENERAL])
    values = {
        Place.PRODUCT.value: review.product or "",
        Place.PROBLEM.value: told.problem,
        Place.PRAISED.value: told.praised,
        Place.OFFER.value: told.offers[0] if offer is None else offer,
        Place.CONTACT.value: of.contact,
        Place.SHOP.value: of.shop,
    }
    if place is None and texts:
        hashes = [voice_replies.words(one.text) for one in texts]
        start = sum(map(ord, review.review_no))
        place = voice_replies.least_used(hashes, [one for one, _ in of.used], start)
    place = (place or 0) % len(texts) if texts else 0
    text = filling.fill(texts[place].text, values) if texts else ""
    return Draft(
        theme, found, tone, text, values, place, len(texts), told.offers, of.contact, of.shop
    )


def about(
    rules: tuple[Rule, ...], reviews: Sequence[Review]
) -> list[tuple[str, tuple[str, ...], bool]]:
    """What each review is about: a theme, the words that say so, and whether it names a fault.

    A fault counts before what is only spoken of, and of several themes the one with most words.
    """
    texts = pd.Series([one.text for one in reviews], dtype=object)
    words = voice_themes.found(texts, rules)
    words = words.assign(fault=words["is_problem"] & ~words["is_denied"])
    told = []
    for place, review in enumerate(reviews):
        mine = words[words["text"] == place]
        has_fault = bool(mine["fault"].any())
        said = mine[mine["fault"]] if has_fault else mine
        theme = review.theme or (said["theme"].mode().iloc[0] if len(said) else GENERAL)
        found = dict.fromkeys(said.loc[said["theme"] == theme, "word"].astype(str))
        told.append((str(theme), tuple(found), has_fault))
    return told


def check(of: Books, review: Review, text: str, values: Mapping[str, str]) -> Checked:
    """What there is to say of an answer before it is given."""
    mine = hashed(of, text, values)
    times = dict(of.used).get(mine, 0)
    if review.marked_at is not None and review.reply and hashed(of, review.reply, values) == mine:
        times -= 1
    return Checked(max(0, times), tuple(voice_replies.risks(text)))


def hashed(of: Books, text: str, values: Mapping[str, str]) -> str:
    """The hash of an answer without what was filled in."""
    for one in of.texts:
        if filling.fill(one.text, values) == text.strip():
            return voice_replies.words(one.text)
    names = (Place.PRODUCT, Place.OFFER, Place.CONTACT, Place.SHOP)
    return voice_replies.words(text, [values.get(name.value, "") for name in names])
