"""Files of reports are made in a thread that does not know the reader."""

from threading import Thread

from core import i18n
from core.ui import report_files


def test_a_file_is_made_in_the_language_of_its_reader():
    made: list[bytes] = []
    make = report_files.spoken("en", lambda: i18n.language().encode())
    thread = Thread(target=lambda: made.append(make()))
    thread.start()
    thread.join()
    assert made == [b"en"]
    assert i18n.language() == "ko"
