"""How much of the texts of a workbook the engine would hold, told before it holds any."""

from dataclasses import replace

import pytest

from core.importers import LIMITS
from core.importers.problems import UnreadableFile
from core.importers.strings import Strings
from core.terms import FileReason

ROOM = replace(LIMITS, cells=10, texts=1_000, field=10)


def table(text: bytes, limits=ROOM, step: int | None = None) -> Strings:
    """The texts of a table that comes in pieces of ``step`` bytes."""
    found = Strings(limits)
    for at in range(0, len(text), step or len(text)):
        found.add(text[at : at + (step or len(text))])
    found.finish()
    return found


def test_the_longest_text_is_found_with_its_tags_however_the_table_is_cut():
    text = b'<sst count="2"><si><t>a</t></si><si><t>four</t></si></sst>'
    longest = len(b"si><t>four</t></si></sst>")
    assert [table(text, step=step).longest for step in (None, 1, 7)] == [longest] * 3
    assert table(b"<sst></sst>").longest == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b'<sst count="11"/>', FileReason.TOO_LARGE),
        (b"<sst uniqueCount='9999999999'/>", FileReason.TOO_LARGE),
        (b'<sst count=""/>', FileReason.CORRUPT),
        (b'<sst count="1x"/>', FileReason.CORRUPT),
        (b"<sst>" + b"<si/>" * 11 + b"</sst>", FileReason.TOO_LARGE),
        (b"<sst><si>" + b"a" * 1_001 + b"</si></sst>", FileReason.TOO_LARGE),
    ],
)
def test_a_table_of_too_many_texts_or_of_odd_counts_is_refused(text, reason):
    with pytest.raises(UnreadableFile) as refused:
        table(text)
    assert refused.value.reason is reason


def test_a_text_that_never_ends_is_refused_before_it_is_kept():
    found = Strings(ROOM)
    found.add(b"a" * ROOM.field * 64)
    with pytest.raises(UnreadableFile) as refused:
        found.add(b"a")
    assert refused.value.reason is FileReason.TOO_LARGE


TEXTS = b"<sst><si>" + b"a" * 400 + b"</si><si>b</si></sst>"
"""Two texts: of four hundred letters and of one, each with its tags."""


def uses(sheet: bytes, step: int | None = None) -> None:
    found = table(TEXTS).uses()
    for at in range(0, len(sheet), step or len(sheet)):
        found.add(sheet[at : at + (step or len(sheet))])
    found.finish()


@pytest.mark.parametrize("step", [None, 1, 5])
def test_cells_that_say_short_texts_fit_and_long_ones_do_not(step):
    uses(b"<c><v>0</v></c><c><v>0</v></c>" + b"<c><v>1</v></c>" * 9, step)
    with pytest.raises(UnreadableFile) as refused:
        uses(b"<c><v>0</v></c>" * 3, step)
    assert refused.value.reason is FileReason.TOO_LARGE


@pytest.mark.parametrize(
    "cell", [b"<v> 1</v>", b"<v>+1</v>", b"<v>1 </v>", b"<v a='b'>1</v>", b"<v>0000000001</v>"]
)
def test_a_number_that_is_written_in_an_odd_way_counts_as_the_longest_text(cell):
    uses(b"<v>1</v>" * 3)
    with pytest.raises(UnreadableFile):
        uses(cell * 3)


@pytest.mark.parametrize("cell", [b"<v>7</v>", b"<v>1.5</v>", b"<v>x</v>"])
def test_a_number_of_no_text_costs_nothing(cell):
    uses(cell * 50)
