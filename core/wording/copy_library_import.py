"""Results brought along from elsewhere, and what is said of their texts afterwards, in words."""

from dataclasses import replace
from typing import Final

from core.i18n import formats, spoken
from core.i18n import gettext as _
from core.services.copy_library import Import, Taken
from core.services.copy_test_past import Pasts
from core.terms.copy_tests import Design, Response
from core.wording import copy_page_tags as names
from core.wording.copy_library import tests, texts

LONGEST_TEXT: Final = 40
"""Letters of a text in a list of texts."""


def coded(found: Pasts) -> Pasts:
    """The same with our codes where a file writes the name of a need or a tone out."""
    told = tuple(
        replace(
            one,
            versions=tuple(
                replace(it, need=names.code(it.need), tone=names.code(it.tone))
                if it.need or it.tone
                else it
                for it in one.versions
            ),
        )
        for one in found.tests
    )
    return replace(found, tests=told)


def read(found: Pasts) -> str:
    """What a file of past results tells."""
    texts = sum(len(one.versions) for one in found.tests)
    return _("{tests} with {texts} texts can be taken.").format(
        tests=tests(len(found.tests)), texts=formats.number(texts)
    )


def left(found: Pasts) -> str:
    """What of a file cannot be taken; empty if all of it can."""
    parts = []
    if found.faults:
        lines = formats.count(len({one.line for one in found.faults}), "lines")
        parts.append(_("{lines} are wrong; their tests stay out.").format(lines=lines))
    if found.skipped:
        lines = formats.count(len(found.skipped), "lines")
        parts.append(_("{lines} are empty, totals or twice there.").format(lines=lines))
    return " ".join(parts)


def reading_file() -> str:
    """What is said while a file of results is read."""
    return _("Reading the results…")


def keeping(found: Pasts) -> str:
    """What is said while results are put in."""
    return _("Putting {tests} in…").format(tests=tests(len(found.tests)))


def untagged(bare: int, every: int, most: int) -> str:
    """How many texts from elsewhere nobody has said anything of, and why it is worth it."""
    said = _("Only what a text speaks to tells which need and tone work.")
    if every > most:
        more = _("The newest {count} can be chosen from; search above for others.")
        return f"{said} {more.format(count=formats.number(most))}"
    if not bare:
        done = _("All texts from elsewhere are told.")
        return f"{said} {done}"
    left = _("{texts} still open.").format(texts=spoken.topic(texts(bare)))
    return f"{said} {left}"


def text_of(text: str, title: str) -> str:
    """A text in a list of texts, with its test."""
    short = text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
    return f"{short} · {title}" if title else short


def taken(done: Taken) -> str:
    """What became of an import."""
    said = _("{tests} are in the library now.").format(tests=tests(done.new))
    if not done.new:
        said = _("Nothing new in it.")
    if done.known:
        more = _("{tests} were there already.").format(tests=tests(done.known))
        said = f"{said} {more}"
    return said


def receipt(one: Import) -> str:
    """An import as the list of imports shows it."""
    parts = [formats.moment(one.at), one.source, tests(one.tests)]
    if one.deleted:
        parts.append(_("taken back"))
    return " · ".join(part for part in parts if part)


def columns(response: Response, design: Design) -> str:
    """Which columns a file of past results has to have."""
    heads = [_("Test"), _("Copy"), names.shown(design), names.reacted(response)]
    more = " · ".join([_("Need"), _("Tone")])
    said = _("Columns: {columns}. A line for each text.").format(columns=" · ".join(heads))
    beside = _("{columns} may stand beside them.").format(columns=more)
    return f"{said} {beside}"


def first_was_used() -> str:
    """Which text of a test the others are held against."""
    return _("The first text of a test counts as the one used before.")
