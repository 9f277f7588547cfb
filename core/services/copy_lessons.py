"""What copy tests have in common, and what the next one should try."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from core.analysis import copy_learning
from core.analysis.copy_learning import Pattern, Split, Versions
from core.services.copy_library_rows import EVERY, Feature, Flags
from core.terms.copy_tests import Design, Response, TestStatus
from core.terms.evidence import HINT_FROM
from core.verdicts.copy_tests import Call

__all__ = ["Pattern"]

NEED, TONE = "need:", "tone:"
"""What stands before a need or a tone in the name of a pattern."""

TRIED_FIRST: Final = (
    Feature.NAME, Feature.NUMBER, Feature.SAFETY, Feature.PROOF, Feature.BENEFIT, Feature.SHORT,
)  # fmt: skip
"""What is worth trying first where nothing was tried."""

_BY_CHANCE: Final = [one.value for one in Design if one.by_chance]


class Why(StrEnum):
    """Why something is proposed for the next test."""

    PROVEN = "proven"
    """It helped in earlier tests, and the text used now has it not."""
    HARMS = "harms"
    """It harmed in earlier tests, and the text used now has it."""
    LEANS = "leans"
    """It looks as if it helps; one more test would tell."""
    UNTRIED = "untried"
    """It was never held against texts without it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The next test: a text of the seller's with something that it has not, or without."""

    why: Why
    feature: str
    pattern: Pattern | None = None
    text: str = ""
    """The text to begin with; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the tests that counted one thing have in common.

    Attributes:
        response: what they counted.
        tests: how many of them were compared.
        left_out: how many say nothing: versions not divided by chance, stopped, not counted.
        patterns: what was looked at, all of it.
        suggestion: the next test; None if nothing is left to try.
    """

    response: Response
    tests: int
    left_out: int
    patterns: tuple[Pattern, ...]
    suggestion: Suggestion | None

    @property
    def compared(self) -> tuple[Pattern, ...]:
        """What was held against each other in two tests or more, the clearest first."""
        told = [one for one in self.patterns if one.ratio is not None]
        return tuple(sorted(told, key=lambda one: (one.p or 0.0, one.name)))


def lessons(frame: pd.DataFrame, features: Flags, response: Response) -> Lessons:
    """What the tests that counted one thing have in common.

    Args:
        frame: the rows of ``core.services.copy_library_rows``.
        features: which version has which feature.
        response: what was counted.
    """
    mine = (frame["response"] == response.value).to_numpy(bool)
    fair = mine & frame["design"].isin(_BY_CHANCE).to_numpy(bool)
    fair &= (frame["status"] != TestStatus.STOPPED.value).to_numpy(bool)
    fair &= frame["rate"].notna().to_numpy(bool)
    some = frame[fair]
    tests, numbers = np.unique(some["test"].to_numpy(np.int64), return_inverse=True)
    versions = Versions(
        numbers, some["shown"].to_numpy(np.float64), some["reacted"].to_numpy(np.float64)
    )
    splits = dict(_splits(some, features[fair]))
    patterns = tuple(copy_learning.patterns(versions, splits))
    left_out = int(frame[mine]["test"].nunique()) - len(tests)
    suggestion = _suggestion(frame[mine], features[mine], patterns)
    return Lessons(response, len(tests), left_out, patterns, suggestion)


def _splits(some: pd.DataFrame, features: Flags) -> Iterator[tuple[str, Split]]:
    """Each feature, need and tone: who has it, who has not. Untagged texts say neither."""
    for place, feature in enumerate(EVERY):
        has = features[:, place]
        yield feature.value, Split(has, ~has)
    for prefix in (NEED, TONE):
        tags = some[prefix[:-1]].to_numpy(object)
        for tag in sorted({tag for tag in tags if tag}):
            yield f"{prefix}{tag}", Split(tags == tag, (tags != tag) & (tags != ""))


def _suggestion(
    frame: pd.DataFrame, features: Flags, patterns: Sequence[Pattern]
) -> Suggestion | None:
    """The next test: what is known first, then what looks well, then what is new."""
    text, has = _now(frame, features)
    ranked = sorted(
        (one for one in patterns if one.ratio is not None), key=lambda it: (it.p or 0.0, it.name)
    )
    for one in ranked:
        if one.helps and one.name not in has:
            return Suggestion(Why.PROVEN, one.name, one, text)
        if one.harms and one.name in has:
            return Suggestion(Why.HARMS, one.name, one, text)
    leaning = [
        one for one in ranked
        if not one.known and (one.chance or 0.0) >= HINT_FROM and one.name not in has
    ]  # fmt: skip
    if leaning:
        best = max(leaning, key=lambda it: (it.chance or 0.0, it.name))
        return Suggestion(Why.LEANS, best.name, best, text)
    tried = {one.name for one in patterns if one.tests}
    new = [one.value for one in TRIED_FIRST if one.value not in tried | has]
    return Suggestion(Why.UNTRIED, new[0], None, text) if new else None


def _now(frame: pd.DataFrame, features: Flags) -> tuple[str, set[str]]:
    """The text the seller would go on with, and what it has: that of the newest test of her own.

    The one that is used since, else the one called better, else the one it was held against.
    """
    own = frame[frame["status"] == TestStatus.ENDED.value]
    if own.empty:
        return "", set()
    last = own[own["test"] == own["test"].max()]
    ranks = [
        (last["letter"] == last["applied"]).fillna(value=False),
        last["call"] == Call.BETTER.value,
        last["letter"] == last["control"],
    ]
    at = next((last.index[rank.to_numpy(bool)][0] for rank in ranks if rank.any()), last.index[0])
    row = features[frame.index.get_loc(at)]
    has = {one.value for one, told in zip(EVERY, row, strict=True) if told}
    has |= {f"{prefix}{frame.loc[at, prefix[:-1]]}" for prefix in (NEED, TONE)}
    return str(frame.loc[at, "text"]), has
