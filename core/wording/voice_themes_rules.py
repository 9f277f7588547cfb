"""The words of themes as the seller sees and changes them, and as a file."""

from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from core.analysis.voice_themes import Kind, Rule, Theme
from core.i18n import LANGUAGES, formats, speaking
from core.i18n import gettext as _
from core.i18n.stems import Place
from core.services.voice_words import (
    LONGEST,
    MOST_OWN_THEMES,
    Effect,
    Word,
    WordProblem,
    WordRefused,
)
from core.wording import voice_themes as themes
from core.wording.message import Message

YES: Final = "1"


def kind(which: Kind) -> str:
    """What a word says."""
    return {
        Kind.TOPIC: _("speaks of it"),
        Kind.PROBLEM: _("complains of it"),
        Kind.EXCEPT: _("is about something else"),
    }[which]


def place(which: Place) -> str:
    """Where a word may stand."""
    return {
        Place.ANYWHERE: _("anywhere"),
        Place.START: _("at the beginning of a word"),
        Place.NOUN: _("a word of its own"),
    }[which]


def effect(told: Effect, word: str) -> str:
    """How many texts a change would change."""
    if not told.texts:
        return _("“{word}” changes no text.").format(word=word)
    count = formats.count(told.texts, "texts")
    if not told.is_all:
        return _("“{word}” changes more than {count}.").format(word=word, count=count)
    return _("“{word}” changes {count}.").format(word=word, count=count)


def refused(fault: WordRefused) -> Message:
    """Why a word was not kept."""
    remedy = {
        WordProblem.NOTHING_SAID: _("Write the word."),
        WordProblem.NO_THEME: _("Choose a theme, or give a new one a name."),
        WordProblem.TOO_LONG: _("Words and themes may have {most} letters.").format(most=LONGEST),
        WordProblem.NO_LETTERS: _("It needs at least one letter or digit."),
        WordProblem.TOO_SHORT: _("One letter is in too many words. Let it be a word of its own."),
        WordProblem.TOO_MANY_THEMES: _("You can have {most} themes of your own.").format(
            most=MOST_OWN_THEMES
        ),
        WordProblem.TOO_MANY_WORDS: _("There are too many words. Take some away first."),
        WordProblem.TWICE: _("The word stands in the file twice."),
        WordProblem.KIND: _("Write what it says as in the file you saved here."),
        WordProblem.NO_COLUMNS: _("The file needs a column for the theme and one for the word."),
    }[fault.problem]
    if fault.line is not None:
        remedy = _("Line {line}: {remedy}").format(line=fault.line, remedy=remedy)
    return Message(_("Nothing was changed."), remedy=remedy)


def brought(count: int) -> str:
    """A file of words was taken in."""
    return _("Taken in. {count} differ from ours.").format(count=formats.number(count))


def frame(words: Iterable[Word]) -> pd.DataFrame:
    """All words as a table, to be taken in again as it is."""
    heads = _heads()
    return pd.DataFrame(
        [
            {
                heads["theme"]: themes.theme(one.rule.theme), heads["word"]: one.rule.word,
                heads["kind"]: kind(one.rule.kind), heads["place"]: place(one.rule.place),
                heads["removed"]: YES if one.is_removed else "",
            }
            for one in words
        ],
        columns=list(heads.values()),
    )  # fmt: skip


def words(table: pd.DataFrame) -> list[tuple[int, Word]]:
    """The words of a table, each with its line in the file; in whatever language it was saved.

    Raises:
        WordRefused: a column is missing, or a line says something unknown.
    """
    named = {_bare(head): name for name, heads in _every_head().items() for head in heads}
    told = table.rename(columns={head: named.get(_bare(str(head)), head) for head in table.columns})
    if not {"theme", "word"} <= set(told.columns):
        raise WordRefused(WordProblem.NO_COLUMNS)
    for name in ("kind", "place", "removed"):
        if name not in told:
            told[name] = ""
    rows = told[["theme", "word", "kind", "place", "removed"]].fillna("").astype(str)
    codes = _codes()
    found = []
    # The head stands on line 1.
    for line, row in enumerate(rows.itertuples(index=False, name=None), start=2):
        theme, word, kind_, place_, removed = (one.strip() for one in row)
        if not (theme or word):
            continue
        rule = Rule(
            codes["theme"].get(_bare(theme), theme), word.removeprefix("'"),
            Kind(_code(codes["kind"], kind_, Kind.TOPIC, line)),
            Place(_code(codes["place"], place_, Place.ANYWHERE, line)),
        )  # fmt: skip
        found.append((line, Word(rule, is_own=True, is_removed=bool(removed.strip("0")))))
    return found


def _code(known: Mapping[str, str], said: str, usual: str, line: int) -> str:
    if not said:
        return usual
    if _bare(said) not in known:
        raise WordRefused(WordProblem.KIND, line)
    return known[_bare(said)]


def _heads() -> dict[str, str]:
    return {
        "theme": _("Theme"), "word": _("Word"), "kind": _("What it says"),
        "place": _("Where it stands"), "removed": _("Taken away"),
    }  # fmt: skip


def _every_head() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        with speaking(language):
            for name, head in _heads().items():
                found.setdefault(name, [name]).append(head)
    return found


def _codes() -> dict[str, dict[str, str]]:
    """The codes by their names in every language."""
    found: dict[str, dict[str, str]] = {
        "theme": {one.value: one.value for one in Theme},
        "kind": {one.value: one.value for one in Kind},
        "place": {one.value: one.value for one in Place},
    }
    for language in LANGUAGES:
        with speaking(language):
            found["theme"] |= {_bare(themes.theme(one)): one.value for one in Theme}
            found["kind"] |= {_bare(kind(one)): one.value for one in Kind}
            found["place"] |= {_bare(place(one)): one.value for one in Place}
    return found


def _bare(text: str) -> str:
    return "".join(text.lower().split())
