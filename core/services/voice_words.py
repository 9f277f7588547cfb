"""The words by which themes are recognised: ours, and what the seller made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.analysis import voice_themes
from core.analysis.voice_themes import Kind, Rule, Theme
from core.i18n.stems import Place, composed
from core.services.opening import OpenShop
from core.store import voice_reading, voice_words
from core.store.voice_tables import ThemeWordRow

LONGEST: Final = 40
MOST_OWN_THEMES: Final = 40
"""Themes of the seller's own: each text keeps one bit for each theme."""

MOST_WORDS: Final = 2_000
COUNTED: Final = 20_000
"""Texts that are looked at to tell how many a word would change."""

EXAMPLES: Final = 3


class WordProblem(StrEnum):
    """Why a word is not kept."""

    NOTHING_SAID = "nothing_said"
    NO_THEME = "no_theme"
    TOO_LONG = "too_long"
    NO_LETTERS = "no_letters"
    TOO_SHORT = "too_short"
    TOO_MANY_THEMES = "too_many_themes"
    TOO_MANY_WORDS = "too_many_words"
    TWICE = "twice"
    KIND = "kind"
    NO_COLUMNS = "no_columns"


class WordRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, problem: WordProblem, line: int | None = None) -> None:
        """Keep the reason, and the line of the file it is about."""
        super().__init__(problem.value)
        self.problem, self.line = problem, line


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the seller sees it.

    Attributes:
        rule: the word, its theme, what it says and where it may stand.
        is_own: whether it is the seller's.
        is_removed: whether it counts no more.
    """

    rule: Rule
    is_own: bool = False
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of the words would do: texts that say something else then."""

    texts: int
    examples: tuple[str, ...]
    is_all: bool = True
    """False where more texts have the word than were looked at."""


def read(session: Session, shop_id: int) -> tuple[Rule, ...]:
    """The words that count."""
    rows = voice_words.listed(session, shop_id)
    return _rules(
        (row for row in rows if not row.is_removed), (r.word for r in rows if r.is_removed)
    )


def themes(rules: Sequence[Rule]) -> tuple[str, ...]:
    """The themes in the order of their bits: ours, also without a word, then the seller's."""
    own = {rule.theme for rule in rules} - set(Theme)
    return (*(theme.value for theme in Theme), *sorted(own))


def named(shop: OpenShop) -> tuple[str, ...]:
    """The themes of a shop, for a choice."""
    with shop.store.read() as session:
        return themes(read(session, shop.id))


def listed(shop: OpenShop) -> list[Word]:
    """All words, also those that were taken away, theme by theme.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = {row.word: row for row in voice_words.listed(session, shop.id)}
        hers = [(_rule(row), bool(row.is_removed)) for row in rows.values()]
    words = [Word(rule) for rule in voice_themes.own() if plain(rule.word) not in rows]
    words += [Word(rule, is_own=True, is_removed=is_gone) for rule, is_gone in hers]
    order = {theme: place for place, theme in enumerate(themes([one.rule for one in words]))}
    return sorted(words, key=lambda one: (order[one.rule.theme], one.rule.word))


def plain(word: str) -> str:
    """A word as it is kept: composed, in small letters, one space between its parts."""
    return " ".join(composed(word).lower().split())


def check(rule: Rule, there: Sequence[str] = ()) -> Rule:
    """The rule as it is kept.

    Args:
        rule: what the seller typed.
        there: the themes there are.

    Raises:
        WordRefused: something in it is impossible.
    """
    word, theme = plain(rule.word), " ".join(composed(rule.theme).split())
    letters = "".join(one for one in word if one.isalnum())
    own = {one for one in there if one not in set(Theme)} | {theme}
    wrong = {
        WordProblem.NOTHING_SAID: not word,
        WordProblem.NO_THEME: not theme,
        WordProblem.TOO_LONG: max(len(word), len(theme)) > LONGEST,
        WordProblem.NO_LETTERS: not letters,
        # One letter stands in half of all words, unless it has to be a word of its own.
        WordProblem.TOO_SHORT: len(letters) == 1 and rule.place is not Place.NOUN,
        WordProblem.TOO_MANY_THEMES: len(own - set(Theme)) > MOST_OWN_THEMES,
    }
    for problem, applies in wrong.items():
        if applies:
            raise WordRefused(problem)
    return Rule(theme, word, rule.kind, rule.place)


def effect(shop: OpenShop, rule: Rule, *, is_removed: bool = False) -> Effect:
    """What adding a word, or taking it away, would change.

    Raises:
        WordRefused: the word is impossible.
    """
    with shop.store.read() as session:
        now = read(session, shop.id)
        told = rule if is_removed else check(rule, themes(now))
        parts = plain(told.word).split()
        texts = voice_reading.holding(session, shop.id, parts, COUNTED)
    after = _without(now, told.word) if is_removed else (*_without(now, told.word), told)
    return _difference(texts, now, after)


def add(shop: OpenShop, rule: Rule, now: datetime) -> Word | None:
    """Keep a word; what was said of it before is returned, for ``put_back``.

    Raises:
        WordRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        told = check(rule, themes(read(session, shop.id)))
        before = voice_words.found(session, shop.id, told.word)
        kept = _word(before) if before else None
        if before is None and len(voice_words.listed(session, shop.id)) >= MOST_WORDS:
            raise WordRefused(WordProblem.TOO_MANY_WORDS)
        voice_words.put(session, [_row(shop.id, told, now)])
    return kept


def remove(shop: OpenShop, rule: Rule, now: datetime) -> Word | None:
    """Take a word away, hers or ours; what was said of it before is returned."""
    word = plain(rule.word)
    with shop.store.write() as session:
        before = voice_words.found(session, shop.id, word)
        kept = _word(before) if before else None
        if kept is not None and not _is_ours(word):
            voice_words.forget(session, shop.id, word)
        else:
            voice_words.put(
                session, [_row(shop.id, rule._replace(word=word), now, is_removed=True)]
            )
    return kept


def put_back(shop: OpenShop, word: str, before: Word | None, now: datetime) -> None:
    """Make a word what it was before; None makes it what the program brings along."""
    with shop.store.write() as session:
        if before is None:
            voice_words.forget(session, shop.id, plain(word))
        else:
            row = _row(shop.id, before.rule, now, is_removed=before.is_removed)
            voice_words.put(session, [row])


def reset(shop: OpenShop) -> tuple[Word, ...]:
    """Forget all changes; they are returned, for ``bring``."""
    with shop.store.write() as session:
        before = tuple(_word(row) for row in voice_words.listed(session, shop.id))
        voice_words.forget(session, shop.id)
    return before


def bring(shop: OpenShop, words: Iterable[tuple[int | None, Word]], now: datetime) -> int:
    """Take in words, each with the line of the file it stood on; how many are not ours.

    Raises:
        WordRefused: one of them is impossible; nothing was kept.
    """
    told: dict[str, Word] = {}
    names: set[str] = set()
    for line, one in words:
        try:
            rule = check(one.rule, tuple(names))
        except WordRefused as refused:
            raise WordRefused(refused.problem, line) from None
        if rule.word in told:
            raise WordRefused(WordProblem.TWICE, line)
        names.add(rule.theme)
        told[rule.word] = Word(rule, is_own=True, is_removed=one.is_removed)
    own = {plain(rule.word): rule._replace(word=plain(rule.word)) for rule in voice_themes.own()}
    changed = [one for word, one in told.items() if one.is_removed or own.get(word) != one.rule]
    with shop.store.write() as session:
        for word in told:
            voice_words.forget(session, shop.id, word)
        rows = [_row(shop.id, one.rule, now, is_removed=one.is_removed) for one in changed]
        voice_words.put(session, rows)
        # With those that are there and that the file does not name.
        if len(voice_words.listed(session, shop.id)) > MOST_WORDS:
            raise WordRefused(WordProblem.TOO_MANY_WORDS)
        if len(themes(read(session, shop.id))) > len(Theme) + MOST_OWN_THEMES:
            raise WordRefused(WordProblem.TOO_MANY_THEMES)
    return len(changed)


def _difference(texts: Sequence[str], now: tuple[Rule, ...], after: tuple[Rule, ...]) -> Effect:
    told = pd.Series(texts, dtype=object)
    names = sorted({rule.theme for rule in (*now, *after)})
    changed = pd.Series(data=False, index=told.index)
    found = [voice_themes.found(told, rules) for rules in (now, after)]
    for problems in (False, True):
        before, later = (voice_themes.flags(one, told, names, problems=problems) for one in found)
        changed |= (before != later).any(axis=1)
    examples = tuple(told[changed].iloc[:EXAMPLES])
    return Effect(int(changed.sum()), examples, is_all=len(texts) < COUNTED)


def _rules(rows: Iterable[ThemeWordRow], removed: Iterable[str]) -> tuple[Rule, ...]:
    return voice_themes.rules([_rule(row) for row in rows], removed)


def _without(rules: Iterable[Rule], word: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if plain(rule.word) != plain(word))


def _is_ours(word: str) -> bool:
    return any(plain(rule.word) == word for rule in voice_themes.own())


def _rule(row: ThemeWordRow) -> Rule:
    return Rule(row.theme, row.word, Kind(row.kind), Place(row.place))


def _word(row: ThemeWordRow) -> Word:
    return Word(_rule(row), is_own=True, is_removed=bool(row.is_removed))


def _row(shop_id: int, rule: Rule, now: datetime, *, is_removed: bool = False) -> ThemeWordRow:
    return ThemeWordRow(
        shop_id=shop_id, word=plain(rule.word), theme=rule.theme, kind=rule.kind.value,
        place=rule.place.value, is_removed=int(is_removed), at=now,
    )  # fmt: skip
