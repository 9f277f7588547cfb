"""A header line is one of exactly one export, whatever the order and choice of its columns."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.importers import FORMATS
from core.importers.cells import squeezed
from core.importers.recognition import formats_of

BY_ID = {known.id: known for known in FORMATS}
KNOWN = json.loads((Path(__file__).parent / "exports.json").read_text(encoding="utf-8"))


def called(it):
    return f"{it['is']}-{len(it['headings'])}"


def found(headings):
    return [known.id for known in formats_of(headings)]


def needed(it, mark):
    """The headings of a header line that its export cannot do without, with one of its marks."""
    known = BY_ID[it["is"]]
    names = {column.name: column.headings for column in known.columns}
    here = [squeezed(heading) for heading in it["headings"]]
    required = {
        next(heading for heading in names[name] if heading in here)
        for name in known.required
        if any(heading in here for heading in names.get(name, ()))
    }
    kept = required | set(map(squeezed, known.also)) | {squeezed(mark)}
    return [heading for heading in it["headings"] if squeezed(heading) in kept]


def marks_of(it):
    marks = set(map(squeezed, BY_ID[it["is"]].marks))
    return [heading for heading in it["headings"] if squeezed(heading) in marks]


def test_every_export_has_a_header_line_here():
    ours = {known.id for known in FORMATS if not known.id.startswith("plain_")}
    assert {it["is"] for it in KNOWN} == ours


@pytest.mark.parametrize("it", KNOWN, ids=called)
def test_every_header_line_is_one_of_its_own_export_alone(it):
    assert found(it["headings"]) == [it["is"]]


@pytest.mark.parametrize("it", KNOWN, ids=called)
def test_nothing_is_missing_from_a_header_line(it):
    known = BY_ID[it["is"]]
    assert known.missing(known.places(map(squeezed, it["headings"]))) == ()


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_the_order_of_the_columns_tells_nothing(data):
    it = data.draw(st.sampled_from(KNOWN))
    assert found(data.draw(st.permutations(it["headings"]))) == [it["is"]]


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_columns_may_be_left_out_as_long_as_those_that_are_needed_stay(data):
    it = data.draw(st.sampled_from(KNOWN))
    kept = needed(it, data.draw(st.sampled_from(marks_of(it))))
    rest = [heading for heading in it["headings"] if heading not in kept]
    more = data.draw(st.lists(st.sampled_from(rest), unique=True)) if rest else []
    assert found([*more, *kept]) == [it["is"]]


def smallest_parts(headings, one, other):
    """The smallest parts of a header line that two exports both take for theirs."""
    here = frozenset(map(squeezed, headings))
    both = frozenset(map(squeezed, (*one.also, *other.also)))
    never = frozenset(map(squeezed, (*one.never, *other.never)))
    marks = [here & frozenset(map(squeezed, known.marks)) for known in (one, other)]
    parts = [both | set(pair) for pair in itertools.product(*marks)] if both <= here else []
    return [sorted(part) for part in parts if not part & never]


@pytest.mark.parametrize("it", KNOWN, ids=called)
def test_no_part_of_a_header_line_is_one_of_two_exports(it):
    twice = {
        (one.id, other.id): parts
        for one, other in itertools.combinations(FORMATS, 2)
        if (parts := smallest_parts(it["headings"], one, other))
    }
    assert twice == {}


def test_no_heading_stands_for_the_same_thing_twice():
    for known in FORMATS:
        names = [column.name for column in known.columns]
        assert len(names) == len(set(names)), known.id


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.id)
def test_what_a_format_is_told_by_is_a_heading_it_knows(known):
    told = (*known.marks, *known.also)
    # An amount may follow from price and quantity.
    columns = {column.name for column in known.columns} | {"amount"}
    assert [heading for heading in told if not known.knows(squeezed(heading))] == []
    assert set(known.required) <= columns
