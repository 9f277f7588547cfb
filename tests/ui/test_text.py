"""Text of strangers stays text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ui.text import JOINER, plain

HOSTILE = [
    ":red[sale]",
    ":material/home:",
    ":smile:",
    "$x^2$",
    "**bold**",
    "<b>x</b>",
    "[here](http://evil.example)",
    "![pixel](http://evil.example/p.png)",
    "https://evil.example",
    "www.evil.example",
    "a@evil.example",
    "# heading",
    "- item",
    "1. item",
    "`code`",
    "| a | b |",
    "&lt;",
]


def read(escaped: str) -> str:
    """What a reader of Markdown sees of escaped text."""
    return re.sub(r"\\(.)", r"\1", escaped).replace(JOINER, "")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_read_as_they_are_written(text: str):
    assert read(plain(text)) == text


@given(st.text())
def test_nothing_is_lost_but_the_kind_of_blanks(text: str):
    assert read(plain(text)).split() == text.replace("\\", "").replace(JOINER, "").split() or (
        "\\" in text or JOINER in text
    )


@pytest.mark.parametrize(
    "pattern", [r":\w+:", r":\w+\[", r":material/", r"https?://", r"www\.", r"\S@\S", r"-->|->|--"]
)
def test_nothing_is_recognised_after_the_backslashes_are_gone(pattern: str):
    for text in HOSTILE:
        shown = re.sub(r"\\(.)", r"\1", plain(text)).replace(JOINER, "\0")

        assert not re.search(pattern, shown.replace("\0", " \0 ")), text


def test_lines_are_joined():
    assert plain("one\n\n two\t three") == "one two three"
