"""The texts answers are made of, as the seller changed them, and how customers reach her."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.analysis import voice_replies
from core.analysis.voice_replies import Place, Risk, Text, Tone
from core.i18n import filling
from core.i18n.filling import Unfillable
from core.services.opening import OpenShop
from core.store import voice_review_notes as store
from core.store.voice_review_notes import CONTACT

LONGEST: Final = 1000
LONGEST_CONTACT: Final = 60
MOST: Final = 20
"""Texts of one theme and tone."""


class TextProblem(StrEnum):
    """Why a text is not kept."""

    NOTHING_SAID = "nothing_said"
    TOO_LONG = "too_long"
    UNFILLABLE = "unfillable"
    TOO_MANY = "too_many"
    RISKY = "risky"


class TextRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, problem: TextProblem, names: tuple[str, ...] = ()) -> None:
        """Keep the reason, and the places nobody can fill or what is better not said."""
        super().__init__(problem.value)
        self.problem, self.names = problem, names


@dataclass(frozen=True, slots=True)
class Listed:
    """One text as the seller sees it.

    Attributes:
        text: what answers are made of.
        ours: what the program brings along in its place; empty for a text she added.
        is_out: whether it is not offered.
    """

    text: Text
    ours: str
    is_out: bool

    @property
    def is_hers(self) -> bool:
        """Whether she wrote it."""
        return not self.is_out and self.text.text != self.ours


def listed(shop: OpenShop, theme: str, tone: Tone) -> list[Listed]:
    """The texts of a theme and tone: ours in their order, then hers.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    ours = {
        one.number: one.text
        for one in voice_replies.own()
        if (one.theme, one.tone) == (theme, tone)
    }
    with shop.store.read() as session:
        hers = {
            row.number: row.text
            for row in store.texts(session, shop.id)
            if (row.theme, row.tone) == (theme, tone.value)
        }
    found = []
    for number in sorted({*ours, *hers}):
        before, told = ours.get(number, ""), hers.get(number)
        said = before if told is None or not told.strip() else told
        found.append(Listed(Text(theme, tone, number, said), before, told is not None and not told))
    return [one for one in found if one.text.text]


def put(shop: OpenShop, one: Text, now: datetime) -> Text:
    """Keep a text of hers; with the number 0 it is a new one. The text as it is kept is told.

    Raises:
        TextRefused: it cannot be filled in, or promises what is better not promised.
        core.store.StoreProblem: the store cannot be written.
    """
    said = one.text.strip()
    _check(said)
    with shop.store.write() as session:
        number = one.number or _next(
            [row.number for row in store.texts(session, shop.id)
             if (row.theme, row.tone) == (one.theme, one.tone.value)],
            [own.number for own in voice_replies.own() if own[:2] == one[:2]],
        )  # fmt: skip
        kept = one._replace(number=number, text=said)
        store.put_text(session, shop.id, _key(kept), said, at=now)
        return kept


def leave_out(shop: OpenShop, one: Text, now: datetime) -> str | None:
    """Offer a text no more; what she had written there is told, None for nothing."""
    is_ours = any(own[:3] == one[:3] for own in voice_replies.own())
    return put_back(shop, one, "" if is_ours else None, now)


def put_back(shop: OpenShop, one: Text, before: str | None, now: datetime) -> str | None:
    """Make the place of a text what it was; None is ours again. What stood there is told."""
    with shop.store.write() as session:
        return store.put_text(session, shop.id, _key(one), before, at=now)


def contact(shop: OpenShop) -> str:
    """How customers reach the shop; empty while she did not say so."""
    with shop.store.read() as session:
        return store.setting(session, shop.id, CONTACT)


def reach(shop: OpenShop, said: str, now: datetime) -> None:
    """Keep how customers reach the shop; nothing forgets it.

    Raises:
        TextRefused: it is too long.
    """
    told = " ".join(said.split())
    if len(told) > LONGEST_CONTACT:
        raise TextRefused(TextProblem.TOO_LONG)
    with shop.store.write() as session:
        store.put_setting(session, shop.id, CONTACT, told, now)


def _check(said: str) -> None:
    if not said:
        raise TextRefused(TextProblem.NOTHING_SAID)
    if len(said) > LONGEST:
        raise TextRefused(TextProblem.TOO_LONG)
    try:
        filling.check(said, [place.value for place in Place])
    except Unfillable as wrong:
        raise TextRefused(TextProblem.UNFILLABLE, wrong.names) from wrong
    found = [one for one in voice_replies.risks(said) if one is not Risk.UNFILLED]
    if found:
        raise TextRefused(TextProblem.RISKY, tuple(one.value for one in found))


def _next(hers: list[int], ours: list[int]) -> int:
    """The number of a new text."""
    if len({*hers, *ours}) >= MOST:
        raise TextRefused(TextProblem.TOO_MANY)
    return max([*hers, *ours, 0]) + 1


def _key(one: Text) -> tuple[str, str, int]:
    return one.theme, one.tone.value, one.number
