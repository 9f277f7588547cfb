"""Files on the command line: take them, ask for what is missing, report."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import typer

from core.cli.saying import Exit, Teller, say
from core.services import importing
from core.services.importing import How, Receipt, Refused, Source
from core.services.opening import OpenShop
from core.terms import FileReason
from core.wording import figures
from core.wording import importing as words

SHOWN: Final = 20
"""So many refused rows are printed; --json has them all."""


def take_all(shop: OpenShop, path: Path, how: How, moment: datetime) -> Iterator[Receipt | Refused]:
    """Take a file, and every further sheet of it that holds a table."""
    first, how = _one(shop, path, how, moment)
    yield first
    for sheet in first.others if isinstance(first, Receipt) else ():
        yield _one(shop, path, replace(how, sheet=sheet), moment)[0]


def _one(shop: OpenShop, path: Path, how: How, moment: datetime) -> tuple[Receipt | Refused, How]:
    source = Source(path.name, path)
    try:
        return importing.take(shop, source, how, now=moment, progress=Teller()), how
    except Refused as refused:
        if refused.reason is FileReason.ENCRYPTED and not how.password and at_terminal():
            asked = typer.prompt(words.refused(refused).title, hide_input=True, err=True)
            return _one(shop, path, replace(how, password=asked), moment)
        return refused, how


def at_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()


def outcome(taken: list[Receipt | Refused]) -> Exit:
    """How the command ends: all rows of all files, some, or none."""
    good = [one for one in taken if isinstance(one, Receipt) and one.tally.accepted]
    if not good:
        return Exit.REFUSED
    whole = len(good) == len(taken) and not any(one.tally.refused for one in good)
    return Exit.DONE if whole else Exit.PARTLY


def report(taken: Receipt | Refused) -> None:
    """Print what became of a file."""
    typer.echo(f"{taken.name}:")
    if isinstance(taken, Refused):
        say(words.refused(taken), to_stderr=True)
        return
    say(words.receipt(taken))
    for name, value in (*words.tally(taken), *figures.sums(taken)):
        typer.echo(f"  {name} {value}")
    for remark in taken.warnings:
        typer.echo(f"  {words.warning(remark)}")
    for issue in taken.refused[:SHOWN]:
        typer.echo(f"  {words.issue(issue)}")
