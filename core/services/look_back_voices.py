"""What customers said in a week that is looked back on."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from core.services import voice_reading, voice_words
from core.services.opening import OpenShop
from core.store import voice_themes as store
from core.store.voice_themes import Ask, Text
from core.terms import Period

QUOTED: Final = 3
"""So many texts are shown, the newest."""

_WEEK: Final = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Voices:
    """What was said in a week.

    Attributes:
        texts: how many reviews, remarks, inquiries and complaints.
        themes: what was complained of and how often, the most frequent first.
        quotes: the newest texts that complain of something.
    """

    texts: int
    themes: tuple[tuple[str, int], ...] = ()
    quotes: tuple[Text, ...] = ()


def voices(shop: OpenShop, monday: date) -> Voices:
    """What was said from a Monday to the Sunday after it.

    Raises:
        core.store.StoreProblem: the store cannot be read or written.
    """
    voice_reading.catch_up(shop)
    week = Period(monday, monday + _WEEK)
    with shop.store.read() as session:
        themes = voice_words.themes(voice_words.read(session, shop.id))
        _topics, problems, texts = store.counts(session, shop.id, Ask(week))
        every = Ask(week, problem=(1 << len(themes)) - 1)
        quotes = store.texts(session, shop.id, every, QUOTED)
    bits = (problems[:, None] >> np.arange(len(themes))) & 1
    counts = (bits * texts[:, None]).sum(axis=0).tolist()
    told = [(theme, count) for theme, count in zip(themes, counts, strict=True) if count]
    return Voices(int(texts.sum()), tuple(sorted(told, key=lambda one: -one[1])), tuple(quotes))
