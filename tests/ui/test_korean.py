"""The Korean for Streamlit's own words, held against the words that it has."""

import re
from pathlib import Path

import streamlit

KOREAN = (Path(__file__).parents[2] / "static/korean.js").read_text(encoding="utf-8")
SCRIPTS = (Path(streamlit.__file__).parent / "static/static/js").glob("*.js")


def test_what_stands_in_fields_to_choose_from_is_told_in_korean():
    own = re.compile(r"`((?:Choose|Add)(?: or add)? (?:an )?options?)`")
    said = {phrase for script in SCRIPTS
            for phrase in own.findall(script.read_text(encoding="utf-8"))}  # fmt: skip

    assert "Choose or add an option" in said
    assert [phrase for phrase in sorted(said) if f'"{phrase}": "' not in KOREAN] == []


def test_the_ways_through_pages_are_told_in_korean():
    assert '"Next page": "' in KOREAN
    assert '"Previous page": "' in KOREAN
    assert r"[/^Page (\d+)$/" in KOREAN
