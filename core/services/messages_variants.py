"""Texts beside one another: those of a scenario, with and without the name, and as a test."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from string import ascii_uppercase
from typing import Final

from core.services import copy_tests, messages_texts, messages_wordings
from core.services.copy_test_kept import LONGEST_TITLE
from core.services.copy_tests import CopyTest, Draft
from core.services.messages_scenarios import Scenario
from core.services.messages_sends import Send, Version
from core.services.messages_wordings import Wording
from core.services.opening import OpenShop
from core.terms.copy_tests import Design, Response
from core.terms.copy_tests import Version as Tested
from core.terms.messages import MessageKind

MOST: Final = 4
"""So many texts of a scenario are compared at once; with more, each gets too few people."""

_TITLES: Final = Path(__file__).with_name("customers_titles.txt")
"""What stands behind a name in Korean."""

_PLACES: Final = re.compile(r"\{\s*([^{}?]*?)\s*(\?[^{}]*)?\}")


def wordings(texts: Sequence[Wording]) -> tuple[Version, ...]:
    """The texts of a scenario as versions, the first ones where there are many."""
    return messages_wordings.versions(texts[:MOST])


def prepared(one: Scenario, texts: Sequence[Wording]) -> Send:
    """A sending of a scenario, as it is prepared first.

    With one text that advertises all of it is advertising.
    """
    some = texts[:MOST]
    is_ad = any(text.kind is MessageKind.ADVERTISING for text in some)
    return Send(
        title=one.name, channel=one.channel,
        kind=MessageKind.ADVERTISING if is_ad else MessageKind.INFORMATION,
        scenario=one.id, persona=one.persona, group=one.group, versions=wordings(some),
    )  # fmt: skip


def renewed(send: Send, texts: Iterable[Wording]) -> Send:
    """A draft with its texts as they are written now; those thrown away stay as they were.

    A text that has become an advertisement makes all of it one.
    """
    known = {one.id: one for one in texts}
    versions = (
        replace(one, title=now.title, block=now.block, text=now.text, language=now.language)
        if one.number is not None and (now := known.get(one.number)) is not None else one
        for one in send.versions
    )  # fmt: skip
    some = tuple(versions)
    is_ad = any(known[one.number].kind is MessageKind.ADVERTISING
                for one in some if one.number in known)  # fmt: skip
    return replace(send, versions=some, kind=MessageKind.ADVERTISING if is_ad else send.kind)


def by_name(version: Version) -> bool:
    """Whether a text calls people by their name."""
    codes = {"name", messages_texts.names()["name"]}
    return any(found.group(1) in codes for found in _PLACES.finditer(version.whole))


def without_name(version: Version, letter: str = "B") -> Version:
    """The same text for everybody alike: without the name, and what belongs to it (S3-11)."""
    return replace(
        version, letter=letter, number=None, block=_nameless(version.block),
        text=_nameless(version.text), title=_nameless(version.title),
    )  # fmt: skip


def as_test(shop: OpenShop, send: Send, now: datetime) -> CopyTest:
    """A copy test of the versions of a sending, to be looked through and started there.

    Raises:
        core.services.copy_tests.CopyTestRefused: one of them is too long.
        core.store.StoreProblem: the store cannot be written.
    """
    return compared(shop, send.title, send.versions, send.window_days, now)


def compared(
    shop: OpenShop, title: str, some: Iterable[Version], days: int, now: datetime
) -> CopyTest:
    """A copy test of some texts, called A, B, … in their order; with titles that differ, with them.

    Raises:
        core.services.copy_tests.CopyTestRefused: one of them is too long.
        core.store.StoreProblem: the store cannot be written.
    """
    texts = list(some)
    has_titles = len({one.title for one in texts}) > 1
    versions = tuple(
        Tested(letter, "\n".join(filter(None, (one.title if has_titles else "", one.whole))))
        for letter, one in zip(ascii_uppercase, texts, strict=False)
    )
    draft = Draft(
        title=title[:LONGEST_TITLE], design=Design.LIST_SPLIT, response=Response.ORDERS,
        versions=versions, days=max(days, 1),
    )  # fmt: skip
    return copy_tests.add(shop, draft, now)


def _nameless(text: str) -> str:
    """A text without the name of whoever reads it; its title and the comma behind it go as well."""
    return _called().sub("", text).strip()


@cache
def _called() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in ("name", messages_texts.names()["name"]))
    titles = "|".join(re.escape(title) for title in _TITLES.read_text("utf-8").split())
    return re.compile(
        r"\{\s*(?:" + names + r")\s*(?:\?[^{}]*)?\}\s*(?:" + titles + r")?\s*,?[ \t]*"
    )
