"""The services on the command line, for scripts and scheduled work.

Exit codes: 0 all went well, 1 some rows or files were refused, 2 all was refused, 3 the store
could not be used.
"""

import contextlib
import sys
from collections.abc import Generator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from core import i18n
from core.cli.saying import PASSWORD, Exit, Teller, as_plain, print_json, say, tell
from core.cli.taking import outcome, report, take_all
from core.i18n import formats
from core.i18n import gettext as _
from core.services import backup, importing, sample, settings
from core.services.importing import Receipt, Refused
from core.services.opening import KeyUnusable, OpenShop, data_folder, open_shop
from core.services.state import State, state
from core.store import StoreDamaged, StoreForeign, StoreProblem
from core.terms import SEOUL, Period
from core.wording import exports
from core.wording import importing as words
from core.wording import settings as settings_words
from core.wording import store as store_words

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)


AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Days = Annotated[
    str | None, typer.Option(help="What a file of sums is about: 2026-05-01~2026-05-31.")
]
Today = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Take this day for today.")
]


def main() -> None:
    """Run a command. Whatever goes wrong ends in a sentence, never in a traceback."""
    try:
        app(prog_name="python -m core")
    except Exception as error:  # noqa: BLE001  (the last resort; nothing is left to be done)
        said = _("Something went wrong here. Your data are safe. (Error {error})")
        tell(said.format(error=type(error).__name__))
        sys.exit(Exit.STORE)


@app.callback()
def dangol(
    context: typer.Context,
    language: Annotated[str | None, typer.Option(help="ko or en; else the shop's.")] = None,
) -> None:
    """Dangol: what your order files say."""
    if language is not None and language not in i18n.LANGUAGES:
        raise typer.BadParameter("ko | en", param_hint="--language")
    if language is not None:
        context.with_resource(i18n.speaking(language))
    context.obj = language


@app.command("import")
def take(  # noqa: PLR0913  (each is an option of its own)
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, help="Files of the seller centre.")
    ],
    password: Annotated[
        str | None, typer.Option(envvar=PASSWORD, help="Asked for when it is needed.")
    ] = None,
    *,
    days: Days = None,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Put files in: all good rows of each, or none.

    A file of sums that does not say for which days needs --days.
    """
    moment = _moment(today)
    taken: list[Receipt | Refused] = []
    with _opened(context) as shop:
        how = importing.How(password, _period(days))
        for path in files:
            for one in take_all(shop, path, how, moment):
                taken.append(one)
                if not as_json:
                    report(one)
        if as_json:
            print_json([as_plain(one) for one in taken])
    raise typer.Exit(outcome(taken))


def _period(days: str | None) -> Period | None:
    if days is None:
        return None
    first, _between, last = days.partition("~")
    try:
        return Period(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as error:
        raise typer.BadParameter("2026-05-01~2026-05-31", param_hint="--days") from error


@app.command()
def undo(
    context: typer.Context,
    upload: Annotated[int | None, typer.Argument(help="Its number; else the newest.")] = None,
    *,
    together: Annotated[
        bool, typer.Option(help="Take later files with the same orders back too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take a file back; everything is as it was before it."""
    with _opened(context) as shop:
        plan = _plan(shop, upload)
        if plan.together and not together:
            say(words.undo_plan(plan), to_stderr=True)
            tell(_("Add --together to take them back."))
            raise typer.Exit(Exit.REFUSED)
        try:
            importing.undo(shop, plan, now=_moment())
        except ValueError as error:
            tell(_("Files came in meanwhile. Look at the list and try again."))
            raise typer.Exit(Exit.REFUSED) from error
        if as_json:
            print_json(as_plain(plan))
        else:
            typer.echo(words.undone(plan))


@app.command()
def history(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the files that were put in, newest first."""
    with _opened(context) as shop:
        entries = importing.history(shop)
        if as_json:
            print_json(as_plain(entries))
        else:
            typer.echo("\n".join(map(_listed, entries)) or _("No file has been put in yet."))


def _listed(entry: importing.UploadEntry) -> str:
    parts = [str(entry.id), formats.moment(entry.created_at), entry.name]
    parts += [exports.name(entry.format_id), formats.period(entry.period)]
    return "  ".join([*parts, _("taken back")] if entry.undone_at else parts)


@app.command("sample")
def made_up(
    context: typer.Context,
    *,
    off: Annotated[bool, typer.Option("--off", help="Take it away again.")] = False,
) -> None:
    """Make the sample shop, beside your own."""
    with _guarded():
        if off:
            sample.stop(data_folder())
        else:
            sample.start(data_folder(), now=_moment(), progress=Teller()).close()
    with _speaking(context, None):
        typer.echo(_("The sample shop is gone.") if off else _("The sample shop is there."))


@app.command("backup")
def back_up(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Make a backup of store and key."""
    with _opened(context) as shop:
        entry = backup.make(shop, _moment())
        if as_json:
            print_json(as_plain(entry))
        else:
            say(settings_words.made(entry))


@app.command()
def restore(context: typer.Context, file: Annotated[Path, typer.Argument()]) -> None:
    """Put a backup in the place of what there is; that is backed up first."""
    with _guarded():
        try:
            shop = open_shop()
        except (StoreDamaged, StoreForeign, KeyUnusable):
            shop = backup.revive(data_folder(), file, _moment())
        else:
            with contextlib.closing(shop):
                shop = backup.restore(shop, file, _moment())
        with contextlib.closing(shop), _speaking(context, shop):
            say(settings_words.restored())


@app.command()
def status(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Tell where the data lie and what they hold."""
    with _opened(context) as shop:
        found = state(shop)
        if as_json:
            print_json(as_plain(found))
        else:
            for name, value in _told(found):
                typer.echo(f"{name}: {value}")


def _told(found: State) -> list[tuple[str, str]]:
    places = [(name, f"{place} ({size})") for name, place, size in settings_words.places(found)]
    shown = (_("Sample shop"), _("On") if found.sample else _("Off"))
    return [*places, *settings_words.condition(found, _moment()), shown]


def _plan(shop: OpenShop, upload: int | None) -> importing.UndoPlan:
    standing = [entry.id for entry in importing.history(shop) if entry.undone_at is None]
    if not standing or (upload is not None and upload not in standing):
        tell(_("There is no such file to take back."))
        raise typer.Exit(Exit.REFUSED)
    return importing.undo_plan(shop, standing[0] if upload is None else upload)


@contextlib.contextmanager
def _opened(context: typer.Context) -> Generator[OpenShop, None, None]:
    """The seller's shop, its language spoken, its troubles told."""
    with _guarded():
        shop = open_shop()
        with contextlib.closing(shop), _speaking(context, shop), _guarded():
            yield shop


@contextlib.contextmanager
def _speaking(context: typer.Context, shop: OpenShop | None) -> Generator[None, None, None]:
    if context.obj is not None or shop is None:
        yield
        return
    with i18n.speaking(settings.read(shop).language):
        yield


@contextlib.contextmanager
def _guarded() -> Generator[None, None, None]:
    """Turn what is wrong with a store or a backup into a sentence and an exit code."""
    try:
        yield
    except (StoreProblem, KeyUnusable) as problem:
        say(store_words.problem(problem), to_stderr=True)
        raise typer.Exit(Exit.STORE) from problem
    except backup.BackupProblem as problem:
        say(settings_words.backup_problem(problem), to_stderr=True)
        raise typer.Exit(Exit.REFUSED) from problem


def _moment(today: datetime | None = None) -> datetime:
    """Now; or noon of the day that is to be taken for today."""
    if today is None:
        return datetime.now(UTC)
    return datetime.combine(today.date(), time(12), SEOUL).astimezone(UTC)
