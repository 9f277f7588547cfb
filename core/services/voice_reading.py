"""Read what customers wrote, once: which themes it is about, and whether it is pleased.

Only texts that were not read yet are read, or that have changed since, or all of them after the
words have changed. Everything may be broken off at any moment and be done in several windows at
once; what is missing is read the next time.
"""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlmodel import Session

from core.analysis import voice_guess, voice_learning, voice_themes
from core.analysis.voice_learning import MOST_REVIEWS, Learnt, Model
from core.analysis.voice_themes import Rule
from core.services import voice_words
from core.services.opening import OpenShop
from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.store import voice_reading as store
from core.store.voice_read_tables import VoiceModelRow
from core.store.voice_reading import Stamps
from core.store.voice_sources import Origin, ToldBy

AT_ONCE: Final = 10_000
"""So many texts are read before what they say is kept."""

METHOD: Final = "voice.v1"
"""What is kept of a text is made anew when this changes."""

Told = Callable[[int, int], object]
"""Is told how many texts were read, and how many there are to read."""

_SURE: Final = (ToldBy.STARS, ToldBy.SELLER)


def _tell_nobody(_read: int, _all: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Figures:
    """How a guess learnt from the shop's own reviews does on those it was not learnt from."""

    right: Tally
    told: Tally
    usual: float
    different: int

    def interval(self) -> tuple[float, float]:
        """Between which bounds the share of right guesses lies, each different text one trial."""
        share = min(1.0, self.different / max(1, self.told.trials))
        trials = max(1, round(self.right.trials * share))
        right = min(trials, round(self.right.successes * share))
        return wilson(Tally(right, trials)) or (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class _Books:
    """What is to be read with, and what has changed since all was read."""

    rules: tuple[Rule, ...]
    themes: tuple[str, ...]
    stamps: Stamps
    seen: dict[Origin, str]
    revision: int
    is_done: bool
    files: str
    is_learnt: bool


def is_read(shop: OpenShop) -> bool:
    """Whether all texts have been read as they are now.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    return _books(shop).is_done


def waiting(shop: OpenShop) -> int:
    """How many texts are to be read."""
    books = _books(shop)
    if books.is_done:
        return 0
    with shop.store.read() as session:
        return store.waiting(session, shop.id, list(books.seen), books.stamps)


def catch_up(shop: OpenShop, told: Told = _tell_nobody) -> int:
    """Read what was not read yet; how many texts there were.

    Raises:
        core.store.StoreProblem: the store cannot be read or written; what was read is kept.
    """
    books = _books(shop)
    if books.is_done:
        return 0
    if not books.is_learnt:
        _learn(shop, books.files)
        books = _books(shop)
    with shop.store.read() as session:
        everything = store.waiting(session, shop.id, list(books.seen), books.stamps)
        model = _model(store.model(session, shop.id))
    read = 0
    for origin in books.seen:
        while True:
            with shop.store.read() as session:
                if _stamps(session, shop.id, voice_words.read(session, shop.id)) != books.stamps:
                    # Another window reads with other words by now: each would undo without end
                    # what the other one has read.
                    return read + catch_up(shop, told)
                frame = store.unread(session, shop.id, origin, books.stamps, AT_ONCE)
            if not len(frame):
                break
            rows = _rows(frame, books.rules, books.themes, model)
            with shop.store.write(raises_revision=False) as session:
                store.put(session, shop.id, origin, rows)
            read += len(frame)
            told(read, max(read, everything))
    with shop.store.write(raises_revision=False) as session:
        store.settle(session, shop.id, books.seen, books.revision)
        store.note(session, shop.id, "words", str(books.stamps.words))
    return read


def figures(shop: OpenShop) -> Figures | None:
    """How the guess does that was learnt from the shop's reviews; None where nothing was learnt."""
    with shop.store.read() as session:
        row = store.model(session, shop.id)
        told: dict[str, Any] = json.loads(row.figures) if row else {}
    if not told:
        return None
    right, all_ = Tally(**told["right"]), Tally(**told["told"])
    return Figures(right, all_, float(told["usual"]), int(told.get("different", all_.trials)))


def _books(shop: OpenShop) -> _Books:
    with shop.store.read() as session:
        revision = store.revision(session)
        kept = store.state(session, shop.id)
        rules = voice_words.read(session, shop.id)
        words = store.number_of(METHOD, *rules)
        is_done = kept.get("revision") == str(revision) and kept.get("words") == str(words)
        files = store.uploads(session, shop.id)
        stamps = Stamps(words, 0) if is_done else _stamps(session, shop.id, rules)
        seen = {} if is_done else _changed(session, shop.id, kept, stamps)
    is_learnt = kept.get("learnt") == files
    themes = voice_words.themes(rules)
    return _Books(rules, themes, stamps, seen, revision, is_done, files, is_learnt)


def _stamps(session: Session, shop_id: int, rules: tuple[Rule, ...]) -> Stamps:
    """What texts are to be read with now."""
    words, row = store.number_of(METHOD, *rules), store.model(session, shop_id)
    return Stamps(words, store.number_of(words, row.digest if row else 0))


def _changed(
    session: Session, shop_id: int, kept: dict[str, str], stamps: Stamps
) -> dict[Origin, str]:
    """The origins that have changed since they were looked through, with their signatures."""
    told = store.signatures(session, shop_id)
    stamped = {origin: f"{value}|{stamps.words}|{stamps.learnt}" for origin, value in told.items()}
    return {
        origin: value for origin, value in stamped.items() if kept.get(str(origin.value)) != value
    }


def _learn(shop: OpenShop, files: str) -> None:
    """Learn from the reviews of the shop, where they are others than before."""
    with shop.store.read() as session:
        reviews = store.starred(session, shop.id, MOST_REVIEWS)
        before = store.model(session, shop.id)
        old = before.digest if before else None
    digest = store.number_of(*reviews["text"], *reviews["stars"])
    row = None
    if digest != old:
        learnt = voice_learning.learnt(
            reviews["text"], reviews["stars"].astype("Int64"), voice_guess.blames(reviews["text"])
        )
        row = VoiceModelRow(
            shop_id=shop.id,
            digest=digest if learnt else 0,
            figures=json.dumps(_figures(learnt)) if learnt else "{}",
            weights=_packed(learnt.model) if learnt else b"",
        )
    with shop.store.write(raises_revision=False) as session:
        # This first: it lets only one window at a time get at the row below.
        store.note(session, shop.id, "learnt", files)
        if row is not None:
            session.merge(row)


def _figures(learnt: Learnt) -> dict[str, Any]:
    return {
        "right": asdict(learnt.right), "told": asdict(learnt.told), "usual": learnt.usual,
        "different": learnt.different,
    }  # fmt: skip


def _packed(model: Model) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(
        file, grams=model.grams, idf=model.idf.astype(np.float32),
        weights=model.weights.astype(np.float32), bias=np.array([model.bias]),
    )  # fmt: skip
    return file.getvalue()


def _model(row: VoiceModelRow | None) -> Model | None:
    if row is None or not row.weights:
        return None
    with np.load(io.BytesIO(row.weights), allow_pickle=False) as told:
        return Model(
            told["grams"], told["idf"].astype(np.float64), told["weights"].astype(np.float64),
            float(told["bias"][0]),
        )  # fmt: skip


def _rows(
    frame: pd.DataFrame, rules: tuple[Rule, ...], themes: Sequence[str], model: Model | None
) -> list[tuple[Any, ...]]:
    """What texts say, one row each, in the columns of what is kept."""
    mood, told_by = _moods(frame, model)
    topics, problems = _masks(frame["text"], rules, themes)
    is_sure = np.isin(told_by, _SURE)
    # Stars are the label: a fault told by somebody who is pleased is a remark, and who is not
    # pleased and names no fault complains of all that is spoken of.
    problems = np.where(is_sure & (mood == 1), 0, problems)
    problems = np.where(is_sure & (mood == -1) & (problems == 0), topics, problems)
    bits = {theme: 1 << place for place, theme in enumerate(themes)}
    chosen = np.array([bits.get(theme, 0) for theme in frame["theme"]], dtype=np.int64)
    is_bad = (problems != 0) | (is_sure & (mood == -1))
    topics = np.where(chosen > 0, chosen, topics)
    problems = np.where(chosen > 0, np.where(is_bad, chosen, 0), problems)
    told = [
        None if by == ToldBy.NOBODY else int(one) for one, by in zip(mood, told_by, strict=True)
    ]
    return list(
        zip(
            *(frame[name] for name in store.READ[:10]), told, told_by.tolist(), topics.tolist(),
            problems.tolist(), strict=True,
        )
    )  # fmt: skip


def _moods(
    frame: pd.DataFrame, model: Model | None
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Whether each text is pleased, and who says so."""
    mark = pd.to_numeric(frame["mark"]).to_numpy(np.float64, na_value=np.nan)
    said = pd.to_numeric(frame["is_negative"]).to_numpy(np.float64, na_value=np.nan)
    mood = np.where(np.isnan(mark), 0, mark)
    told_by = np.where(np.isnan(mark), ToldBy.NOBODY, ToldBy.STARS)
    open_ones = np.flatnonzero(
        (frame["is_guessed"].to_numpy() == 1) & np.isnan(said) & np.isnan(mark)
    )
    if len(open_ones):
        texts = frame["text"].iloc[open_ones]
        guess = (
            voice_guess.guesses(texts)
            if model is None
            else voice_learning.guesses(model, texts, voice_guess.blames(texts))
        )["is_pleased"]
        is_told = guess.notna().to_numpy()
        pleased = guess.fillna(value=False).to_numpy(bool)
        mood[open_ones] = np.where(is_told, np.where(pleased, 1, -1), 0)
        told_by[open_ones] = np.where(is_told, ToldBy.GUESS, ToldBy.NOBODY)
    mood = np.where(np.isnan(said), mood, np.where(said == 1, -1, 1))
    told_by = np.where(np.isnan(said), told_by, ToldBy.SELLER)
    return mood.astype(np.int64), told_by.astype(np.int64)


def _masks(
    texts: "pd.Series[str]", rules: tuple[Rule, ...], themes: Sequence[str]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    words = voice_themes.found(texts, rules)
    bits = 1 << np.arange(len(themes), dtype=np.int64)
    topics, problems = (
        voice_themes.flags(words, texts, themes, problems=only).to_numpy(np.int64) @ bits
        for only in (False, True)
    )
    return topics, problems
