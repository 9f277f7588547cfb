"""What is kept about links and channels comes back, and changes of it can be taken back."""

from datetime import UTC, date, datetime

import pytest

from core.store import Store, notes
from core.store.links import ChannelNoteRow, LinkCodeRow, LinkRow, PathsRow, SurveyRow

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
ROWS = {
    LinkRow: {"style": "nt", "address": "https://a.kr", "source": "x", "medium": "qr"},
    LinkCodeRow: {"code": "my_cafe", "is_source": 1},
    ChannelNoteRow: {"channel": "인스타그램", "kind": "paid", "planned_share": 30,
                     "least_roas": 3_000_000_000},
    SurveyRow: {"day": date(2026, 11, 20), "source": "소개", "count": 7, "places": None},
    PathsRow: {"note": "11월", "lines": "[]"},
}  # fmt: skip


@pytest.mark.parametrize("kind", list(ROWS), ids=lambda kind: kind.__tablename__)
def test_a_note_is_kept_thrown_away_and_brought_back(store: Store, kind) -> None:
    with store.write() as session:
        number = notes.add(session, kind(shop_id=1, id=0, created_at=NOW, **ROWS[kind])).id
    with store.write() as session:
        (found,) = notes.listed(session, kind, 1)
        assert {name: getattr(found, name) for name in ROWS[kind]} == ROWS[kind]
        notes.change(session, found, {"deleted_at": NOW}, NOW, found.version)
    with store.write() as session:
        assert notes.listed(session, kind, 1) == []
        gone = notes.find(session, kind, 1, number)
        with pytest.raises(notes.NoteChanged):
            notes.change(session, gone, {"deleted_at": None}, NOW, 1)
        assert notes.undo(session, gone)
    with store.read() as session:
        assert [one.id for one in notes.listed(session, kind, 1)] == [number]
