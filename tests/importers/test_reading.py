"""Whatever bytes arrive, a file is read or refused by name."""

import contextlib
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from core.importers import Identity, UnreadableFile, read

IDENTITY = Identity(b"a key for tests, thirty-two bytes")
HEADER = "상품주문번호,주문번호,결제일,최종 상품별 총 주문금액\n".encode()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_read_or_refused_and_every_row_is_counted(data, known):
    with contextlib.suppress(UnreadableFile):
        content = HEADER + data if known else data
        reading = read("file.csv", content, identity=IDENTITY, today=date(2026, 11, 22))
        lines = sum(len(table) for table in reading.batches())
        assert lines == reading.accepted
        assert reading.rows == reading.accepted + reading.refused + reading.skipped
