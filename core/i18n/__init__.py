"""The reader's language: messages, numbers, dates and Korean particles.

Message ids are plain English. Their Korean stands in ``locale/ko/LC_MESSAGES/*.po``, one file
per topic.
"""

import contextlib
import functools
from collections.abc import Callable, Generator
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

LANGUAGES: Final = ("ko", "en")
"""The languages of the interface, the default first."""

LOCALE: Final = Path(__file__).parent / "locale"

_SPOKEN: ContextVar[str | None] = ContextVar("language", default=None)


class _Reader:
    """Who reads; told once by whoever knows (a context variable would not reach callbacks)."""

    language: Callable[[], str] = staticmethod(lambda: LANGUAGES[0])


def follow(language: Callable[[], str]) -> None:
    """From now on, ask ``language`` in which language the reader reads."""
    _Reader.language = staticmethod(language)


def language() -> str:
    """The reader's language: ``ko`` or ``en``."""
    wanted = _SPOKEN.get() or _Reader.language()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


@contextlib.contextmanager
def speaking(wanted: str) -> Generator[None, None, None]:
    """Speak ``wanted`` inside the block, whoever reads."""
    before = _SPOKEN.set(wanted)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def gettext(message: str) -> str:
    """The message in the reader's language; the English itself where it has none."""
    return _translated(message, 0) or message


def ngettext(one: str, many: str, count: int) -> str:
    """The message for ``count`` things; Korean has one form for all counts."""
    return _translated(one, 0) or (one if count == 1 else many)


def _translated(message: str, form: int) -> str | None:
    spoken = language()
    if spoken == "en":
        return None
    forms = catalogue(spoken).get(message)
    return forms[form] if forms else None


@functools.cache
def catalogue(wanted: str) -> dict[str, tuple[str, ...]]:
    """All messages of a language, each with its plural forms."""
    return {
        ids(message)[0]: strings(message)
        for path in files(wanted)
        for message in messages(path)
        if any(strings(message))
    }


def files(wanted: str) -> list[Path]:
    """The catalogue files of a language, one per topic."""
    return sorted((LOCALE / wanted / "LC_MESSAGES").glob("*.po"))


def messages(path: Path) -> list[Message]:
    """The messages of one file, without its header."""
    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def ids(message: Message) -> tuple[str, ...]:
    """The English of a message: one string, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    """What a message is in the language of its file."""
    text = message.string
    return (text or "",) if isinstance(text, str) or text is None else tuple(text)
