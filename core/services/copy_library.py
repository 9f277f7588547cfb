"""The library of copy tests: every version ever tested, and what they have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.services import copy_test_brought
from core.services.copy_lessons import Lessons, Pattern, Suggestion, Why, lessons
from core.services.copy_library_rows import EVERY, Feature, rows_of
from core.services.copy_test_brought import Past
from core.services.opening import OpenShop
from core.store import copy_library as store
from core.store import copy_tests as copy_tests_store
from core.store.copy_library import Import
from core.terms.copy_tests import Response

__all__ = ["Feature", "Import", "Lessons", "Pattern", "Suggestion", "Why"]


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """The library.

    Attributes:
        frame: one row for each version, the newest test first: test, letter, title, text, need,
            tone, letters, persona, status, design, response, source, shown, reacted, rate, low,
            high, call, bits (the features, one bit each as in ``features_of``).
        lessons: by what was counted, what most tests counted first.
    """

    frame: pd.DataFrame
    lessons: tuple[Lessons, ...]

    @property
    def tests(self) -> int:
        """How many tests are in it."""
        return int(self.frame["test"].nunique())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which versions are looked for; what is empty does not matter."""

    words: str = ""
    need: str = ""
    tone: str = ""
    persona: str = ""
    feature: str = ""
    call: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """So many tests were new, so many were there already."""

    new: int
    known: int


def stamp(shop: OpenShop) -> tuple[int, ...]:
    """Something that changes as soon as the library does, and is asked for at little cost."""
    with shop.store.read() as session:
        return store.stamp(session, shop.id)


def book(shop: OpenShop) -> Book:
    """All versions that were tested, and what is known of them.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        tests = store.tests(session, shop.id)
        versions = store.versions(session, shop.id)
    frame, found = rows_of(tests, versions)
    responses = frame.drop_duplicates("test")["response"].value_counts().index
    learnt = tuple(lessons(frame, found, Response(one)) for one in responses)
    frame = frame.drop(columns=["result", "control", "label", "applied"])
    frame = frame.assign(bits=found @ (1 << np.arange(found.shape[1])))
    order = np.lexsort((frame["letter"].to_numpy(object), -frame["test"].to_numpy(np.int64)))
    return Book(frame.iloc[order].reset_index(drop=True), learnt)


def features_of(bits: int) -> tuple[Feature, ...]:
    """The features that ``bits`` of a row of the library stand for."""
    return tuple(one for place, one in enumerate(EVERY) if bits >> place & 1)


def found(library: Book, wanted: Wanted) -> pd.DataFrame:
    """The rows of the library that are looked for; words are looked for in texts and names."""
    frame = library.frame
    keep = np.ones(len(frame), dtype=bool)
    for word in wanted.words.split():
        has = [
            frame[name].str.contains(word, case=False, regex=False).to_numpy(bool)
            for name in ("text", "title", "source")
        ]
        keep &= np.logical_or.reduce(has)
    for name in ("need", "tone", "persona", "call"):
        told = getattr(wanted, name)
        if told:
            keep &= (frame[name] == told).to_numpy(bool)
    if wanted.feature:
        place = EVERY.index(Feature(wanted.feature))
        keep &= (frame["bits"].to_numpy(np.int64) >> place & 1).astype(bool)
    return frame[keep]


def keep(shop: OpenShop, pasts: Sequence[Past], now: datetime) -> Taken:
    """Keep results from elsewhere; a test that is there already with all its numbers is left.

    Raises:
        core.services.copy_tests.CopyTestRefused: one of them has too few or too many versions;
            nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    some = [copy_test_brought.kept_as(one) for one in pasts]
    with shop.store.write() as session:
        # Two windows that bring the same along wait for each other.
        copy_tests_store.lock(session, shop.id)
        known = set(_told(session, shop.id).values())
        new: dict[tuple[Any, ...], Past] = {}
        for past in some:
            new.setdefault(_key(past), past)
        copy_test_brought.put(
            session, shop, [past for key, past in new.items() if key not in known], now
        )
        count = len(new.keys() - known)
    return Taken(count, len(some) - count)


def _told(session: Session, shop_id: int) -> dict[int, tuple[Any, ...]]:
    """What each test that is there tells, as ``_key`` does."""
    rows = store.versions(session, shop_id)
    there: dict[int, list[tuple[Any, ...]]] = {}
    columns = (rows[name].tolist() for name in ("test", "text", "shown", "reacted"))
    for test, *told in zip(*columns, strict=True):
        there.setdefault(test, []).append(tuple(told))
    return {test: tuple(sorted(some, key=repr)) for test, some in there.items()}


def imports(shop: OpenShop) -> list[Import]:
    """What was brought along, the newest first."""
    with shop.store.read() as session:
        return store.imports(session, shop.id)


def take_back(shop: OpenShop, at: datetime, now: datetime) -> int:
    """Throw an import away as a whole; ``bring_back`` undoes it. How many tests it had."""
    with shop.store.write() as session:
        return store.throw(session, shop.id, at, now)


def bring_back(shop: OpenShop, at: datetime) -> int:
    """Bring an import back that was thrown away, but for what has been brought along anew since.

    Returns:
        how many of its tests are back.
    """
    with shop.store.write() as session:
        copy_tests_store.lock(session, shop.id)
        there = set(_told(session, shop.id).values())
        thrown = store.thrown(session, shop.id, at)
        store.throw(session, shop.id, at, None)
        told = _told(session, shop.id)
        twice = [one for one in thrown if told.get(one) in there]
        store.throw_some(session, shop.id, {one: thrown[one] for one in twice})
        return len(thrown) - len(twice)


def _key(past: Past) -> tuple[Any, ...]:
    """The versions and numbers of a test, in an order of their own."""
    sums: dict[str, list[int]] = {}
    for one in past.counts:
        added = sums.setdefault(one.letter, [0, 0])
        added[0] += one.shown or 0
        added[1] += one.reacted or 0
    rows = [(one.text, *sums.get(one.letter, (None, None))) for one in past.versions]
    return tuple(sorted(rows, key=repr))
