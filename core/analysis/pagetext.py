"""What the text of a detail page says and leaves out, by words that anybody can look up.

The words are handed in; nothing is guessed, and nothing leaves the computer.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

Dictionary = Mapping[str, tuple[str, ...]]
"""Of each theme the words that stand for it."""

PHRASE: Final = 3
"""So many words make a phrase."""

REPEATED: Final = 3
"""So often a phrase is said before it is called repeated."""

_SHOWN: Final = 8
_WORDS: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Match:
    """A word of a theme that is in the text: how often, and in which lines, from 1."""

    word: str
    times: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a text.

    Attributes:
        letters: how long it is, without blanks.
        lines: how many lines have something in them.
        themes: of each theme the words that were found, most frequent first; empty if none.
        repeated: phrases that are said again and again, with how often.
    """

    letters: int
    lines: int
    themes: Mapping[str, tuple[Match, ...]]
    repeated: tuple[tuple[str, int], ...]

    def has(self, theme: str) -> bool:
        """Whether the text says anything about a theme."""
        return bool(self.themes.get(theme))


@dataclass(frozen=True, slots=True)
class Asked:
    """How often a theme was asked about, and whether the text answers it.

    ``is_answered`` is None as long as there is no text.
    """

    theme: str
    questions: int
    is_answered: bool | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What customers ask about a product, and how much of it the text answers.

    Attributes:
        questions: all of them.
        placed: those that are about at least one theme.
        answered: those of ``placed`` all of whose themes are in the text; None without a text.
        themes: each theme that was asked about, the most frequent first.
    """

    questions: int
    placed: int
    answered: int | None
    themes: tuple[Asked, ...]


def check(text: str, themes: Dictionary) -> Checked:
    """Look the words of each theme up in a text."""
    lines = [_even(line) for line in text.splitlines()]
    return Checked(
        letters=sum(not letter.isspace() for letter in text),
        lines=sum(bool(line) for line in lines),
        themes={theme: _matches(lines, words) for theme, words in themes.items()},
        repeated=_repeated(lines),
    )


def coverage(questions: Sequence[str], themes: Dictionary, text: Checked | None) -> Coverage:
    """What is asked about, by the same words, and whether the text answers it.

    Args:
        questions: what customers wrote.
        themes: the words of each theme.
        text: the detail page, looked through for the same themes; None without one.
    """
    asked = [_themes(question, themes) for question in questions]
    placed = [some for some in asked if some]
    counts = Counter(theme for some in placed for theme in some)
    order = list(themes)
    return Coverage(
        questions=len(questions),
        placed=len(placed),
        answered=None if text is None else sum(all(map(text.has, some)) for some in placed),
        themes=tuple(
            Asked(theme, count, None if text is None else text.has(theme))
            for theme, count in sorted(
                counts.items(), key=lambda pair: (-pair[1], order.index(pair[0]))
            )
        ),
    )


def _themes(question: str, themes: Dictionary) -> tuple[str, ...]:
    said = _even(question)
    return tuple(
        theme for theme, words in themes.items() if any(_even(word) in said for word in words)
    )


def _matches(lines: Sequence[str], words: Sequence[str]) -> tuple[Match, ...]:
    found = []
    for word in words:
        wanted = _even(word)
        at = tuple(place for place, line in enumerate(lines, start=1) if wanted in line)
        if at:
            found.append(Match(word, sum(line.count(wanted) for line in lines), at))
    return tuple(sorted(found, key=lambda match: (-match.times, match.word)))


def _repeated(lines: Sequence[str]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for line in lines:
        words = _WORDS.findall(line)
        counts.update(
            " ".join(words[start : start + PHRASE]) for start in range(len(words) - PHRASE + 1)
        )
    often = [(phrase, times) for phrase, times in counts.most_common() if times >= REPEATED]
    return tuple(often[:_SHOWN])


def _even(text: str) -> str:
    """The text with one way to write each letter, small, and single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
