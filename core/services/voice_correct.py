"""Say what a text is where nobody gave it stars, so that the guess counts no more."""

from datetime import datetime
from typing import Any

from core.services.opening import OpenShop
from core.store import notes
from core.store import voice_themes as store
from core.store.voice_sources import Origin
from core.store.voice_tables import FeedbackRow
from core.store.voice_themes import Text


def correct(shop: OpenShop, text: Text, now: datetime, **said: Any) -> dict[str, Any]:  # noqa: ANN401
    """Say what a review or a remark is: ``is_negative`` (1, 0, None) or ``theme``.

    Returns:
        what was said before, to be said again by an undo.

    Raises:
        core.store.notes.NoteGone: the text is not there any more.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        if text.origin is Origin.REVIEW:
            row = store.review_note(session, shop.id, text.upload_id, text.number, now)
            if row is None:
                raise notes.NoteGone(text.number)
            before = {name: getattr(row, name) for name in said}
            for name, value in said.items():
                setattr(row, name, value)
            row.at = now
            session.add(row)
            return before
        note = notes.find(session, FeedbackRow, shop.id, text.number)
        before = {name: getattr(note, name) for name in said}
        notes.change(session, note, said, now)
        return before
