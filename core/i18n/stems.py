"""Find Korean words in many texts at once, whatever is hung on to them, and see what is denied.

Plain rules and no dictionary of the language: particles (조사) and endings follow a stem, so
a stem is looked for as it is written; "안" before it or "…지 않", "없" after it deny it. All texts
are searched as one string, which takes a hundred thousand reviews in about a second.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

PARTICLES: Final = (
    "에서부터", "으로부터", "에게서", "한테서", "이라도", "이라고", "이라는", "이지만", "까지는",
    "까지도", "에서는", "에서도", "으로는", "으로도", "이랑은", "보다는", "보다도", "만으로",
    "에게", "한테", "께서", "에서", "으로", "까지", "부터", "마저", "조차", "처럼", "만큼", "보다",
    "이나", "이랑", "라도", "라고", "라는", "하고", "에는", "에도", "로는", "로도", "와는", "과는",
    "이며", "이고", "인데", "이다", "들이", "들은", "들도", "들을", "은", "는", "이", "가", "을",
    "를", "도", "의", "에", "로", "와", "과", "만", "랑", "나", "들",
)  # fmt: skip
"""What follows a noun, the longest first."""

_PARTICLE: Final = "|".join(PARTICLES)
_LINE: Final = "\n"
_SPACE: Final = "(?:이|가|은|는|도|을|를|에|으로|로|의|만)?[^\\S\\n]*"
"""What a space in a word stands for: a short particle, spaces, both or nothing."""

_VERBS: Final = "[^\\S\\n]|[해하했합함되돼됐됩됨된와왔오온옴줘주준줌받맞예좋켜나]"
"""What follows "안" at the end of a stem: 배송 안 is found in 배송이 안 와요, not in 배송 안내."""

_LINK: Final = (
    "(?:지는|지도|지를|지|질|진|하지는|하지도|하지|하진|되지는|되지도|되지|되진|스럽지|롭지|적이지"
    "|다고는|다고|다는|단|거나|된|한|인|은|는|이|가|도|을|를)?[^\\S\\n]*"
)
_BETWEEN: Final = (
    "(?:(?:곳|것|거|건|데|부분|일|적|점|문제|흔적|제품|상품|하나|하나도|한번|전혀|거의|별로|크게"
    "|그다지|절대|생각|느낌|편|줄|지)(?:이|가|은|는|도|을|를|의|에)?[^\\S\\n]*){0,2}"
)
_NO: Final = (
    "(?:없|않|아니|아닌|아님|못\\s?[하해했한느받]|모르"
    "|안[^\\S\\n]?(?:하|해|했|합|함|한|할|되|돼|됐|됨|됩|된|될|나|났|보이|보여|느|들|생))"
)
_DENIED: Final = re.compile(f"을까|{_LINK}{_BETWEEN}{_NO}")
_BEFORE: Final = re.compile(r"(?<![가-힣])(?:안|못)[^\S\n]?\Z")


class Place(StrEnum):
    """Where a stem may stand."""

    ANYWHERE = "anywhere"
    START = "start"
    """At the beginning of a word, with anything after it."""
    NOUN = "noun"
    """A word of its own, with nothing after it but particles."""


class Stem(NamedTuple):
    """What is looked for. A space in it stands for a particle, a space, both or nothing."""

    word: str
    place: Place = Place.ANYWHERE


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Where stems stand, one element a place, in the order of the texts.

    Attributes:
        text: the number of the text, from 0.
        start: where in the text it begins (composed as by NFC),
        end: and where it ends.
        stem: the number of the stem.
        denied: whether the words around it deny it.
        words: the found words as they are written.
    """

    text: npt.NDArray[np.int64]
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    stem: npt.NDArray[np.int64]
    denied: npt.NDArray[np.bool_]
    words: list[str]


class Finder:
    """Looks for stems; of several at one place the longest counts, and places do not overlap."""

    def __init__(self, stems: Sequence[Stem]) -> None:
        """Prepare the search.

        Raises:
            ValueError: a stem has no letters, or stands there twice.
        """
        self._stems = [Stem(composed(one.word).strip().lower(), one.place) for one in stems]
        if not all(one.word for one in self._stems):
            msg = "a stem has no letters"
            raise ValueError(msg)
        if len({one.word for one in self._stems}) < len(self._stems):
            msg = "a stem stands there twice"
            raise ValueError(msg)

    def find(self, texts: Iterable[str]) -> Found:
        """Every place of every stem."""
        joined, starts = _joined(texts)
        places = [match.span() for match in self._rule.finditer(joined)] if self._stems else []
        begin, end = np.array(places, dtype=np.int64).reshape(-1, 2).T
        rows = np.searchsorted(starts, begin, side="right") - 1
        words = [joined[a:b] for a, b in places]
        numbers = {word: self._number(word) for word in set(words)}
        return Found(
            rows, begin - starts[rows], end - starts[rows],
            np.array([numbers[word] for word in words], dtype=np.int64),
            np.array([_is_denied(joined, a, b) for a, b in places], dtype=np.bool_), words,
        )  # fmt: skip

    @cached_property
    def _rule(self) -> re.Pattern[str]:
        # By the first letter: the engine tries only the few stems that begin like the text.
        longest = sorted(self._stems, key=lambda one: (one.word[0], -len(one.word), one.word))
        parts = [
            f"{re.escape(first)}(?:{'|'.join(map(_rest, some))})"
            for first, some in groupby(longest, key=lambda one: one.word[0])
        ]
        return re.compile("|".join(parts))

    def _number(self, word: str) -> int:
        """Which stem a found word is: the longest that can be written so."""
        fitting = [at for at, rule in enumerate(self._forms) if rule.fullmatch(word)]
        return max(fitting, key=lambda at: (len(self._stems[at].word), -at))

    @cached_property
    def _forms(self) -> list[re.Pattern[str]]:
        return [re.compile(_written(one.word)) for one in self._stems]


def composed(text: str) -> str:
    """The text with each syllable as one letter; files of some computers part them."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def bare(word: str) -> str:
    """The word without the particle at its end: 배송이 is 배송, 가격까지는 is 가격.

    At least two letters are left, so that 아이 stays what it is; 고양이 does not, which no rule
    without a dictionary can know.
    """
    for particle in PARTICLES:
        if word.endswith(particle) and len(word) >= len(particle) + 2:
            return word[: -len(particle)]
    return word


def _joined(texts: Iterable[str]) -> tuple[str, npt.NDArray[np.int64]]:
    """All texts in small letters, one a line, and where each begins."""
    told = composed(_LINE.join(one.replace(_LINE, " ") for one in texts))
    # A letter whose small form is longer would move all that follows.
    small = told.lower()
    kept = small if len(small) == len(told) else told
    lines = np.fromiter(map(len, kept.split(_LINE)), dtype=np.int64)
    return kept, np.concatenate([[0], np.cumsum(lines + 1)[:-1]])


def _written(word: str) -> str:
    return _SPACE.join(map(re.escape, word.split()))


def _rest(stem: Stem) -> str:
    """What follows the first letter of a stem, and where the whole may stand."""
    first = re.escape(stem.word[0])
    before = "" if stem.place is Place.ANYWHERE else f"(?<![가-힣]{first})"
    after = f"(?=(?:{_PARTICLE})?(?![가-힣]))" if stem.place is Place.NOUN else ""
    if stem.word.endswith(" 안"):
        after = f"(?={_VERBS})"
    return before + _written(stem.word).removeprefix(first) + after


def _is_denied(joined: str, start: int, end: int) -> bool:
    return bool(_DENIED.match(joined, end) or _BEFORE.search(joined, max(0, start - 4), start))
