"""How commands end, and how they speak: sentences on the screen, JSON for programs."""

import json
from enum import IntEnum
from typing import Final

import typer

from core.services.importing import Refused
from core.services.plain import plain
from core.services.receipts import Progress
from core.wording import importing as words
from core.wording.message import Message

PASSWORD: Final = "DANGOL_PASSWORD"  # noqa: S105  (the name of a variable)

TOLD_EVERY: Final = 100_000
"""After so many rows the progress is told again."""


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    PARTLY = 1
    REFUSED = 2
    STORE = 3


class Teller:
    """Tells on stderr how far a long piece of work is."""

    def __init__(self) -> None:
        """Nothing has been told yet."""
        self._told = 0

    def __call__(self, at: Progress) -> None:
        """Tell, if enough has been done since the last time."""
        if at.rows - self._told >= TOLD_EVERY:
            self._told = at.rows
            tell(words.progress(at))


def say(message: Message, *, to_stderr: bool = False) -> None:
    """Print a message."""
    typer.echo(message.text, err=to_stderr)


def tell(text: str) -> None:
    """Print a line beside the result."""
    typer.echo(text, err=True)


def print_json(value: object) -> None:
    """Print a result for programs."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def as_plain(value: object) -> object:
    """A value of ours as JSON knows it; a refusal with its sentence."""
    if isinstance(value, Refused):
        said = words.refused(value).text
        return {"name": value.name, "reason": value.reason.value, "message": said}
    return plain(value)
