"""How much detail a file tells is one number."""

import pyarrow as pa
import pytest

from core.importers.kinds.levels import level_of, with_level
from core.terms import Record, Subject
from core.terms.records import DIMENSIONS

PLACE = {name: 1 << at for at, name in enumerate(DIMENSIONS[Record.STATISTIC])}
PLACE_OF_ADS = {name: 1 << at for at, name in enumerate(DIMENSIONS[Record.AD_RESULT])}


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"line": [1, 2]}, ()),
        ({"hour": [None, 3]}, ("hour",)),
        ({"hour": pa.array([None, None], pa.int8()), "keyword": ["컵", None]}, ("keyword",)),
        ({"product_no": ["1", None]}, ("product_no",)),
        ({"product_no": pa.nulls(2, pa.string()), "product_name": ["컵", None]}, ("product_no",)),
        ({"product_name": ["컵", "솥"], "gender": [1, 2]}, ("product_no", "gender")),
    ],
)
def test_a_dimension_that_any_row_tells_is_one_bit(columns, told):
    assert level_of(pa.table(columns), Record.STATISTIC) == sum(PLACE[name] for name in told)


def test_a_table_without_rows_tells_nothing():
    table = pa.table({"hour": pa.array([], pa.int8())})
    assert level_of(table, Record.STATISTIC) == 0
    assert with_level(table, Record.STATISTIC)["level"].to_pylist() == []


def test_all_rows_of_a_file_have_one_level_but_for_sums():
    table = pa.table({"line": [1, 2, 3], "campaign": ["a", None, "b"], "device": [1, None, None]})
    found = with_level(table, Record.AD_RESULT)["level"].to_pylist()
    both = PLACE_OF_ADS["campaign"] | PLACE_OF_ADS["device"]
    assert found == [both, 0, both]


def test_the_channels_of_one_day_say_nothing_about_the_shop_of_another():
    subjects = [Subject.CHANNEL, Subject.CHANNEL, Subject.SHOP]
    table = pa.table(
        {"subject": subjects, "device": [1, None, 2], "channel_name": ["a", "b", None]}
    )
    found = with_level(table, Record.STATISTIC)["level"].to_pylist()
    channels = PLACE["device"] | PLACE["channel_name"]
    assert found == [channels, channels, PLACE["device"]]


def test_the_level_has_its_place_in_the_schema_and_its_type():
    table = pa.table({name: [1] for name in ("line", "report", "vocabulary", "subject", "hour")})
    found = with_level(table, Record.STATISTIC)
    assert found.column_names.index("level") == 4
    assert found.schema.field("level").type == pa.int32()
