"""Messages come in the reader's language, whoever that is just now."""

import threading

import pytest

from core import i18n


@pytest.fixture(autouse=True)
def _nobody_reads():
    yield
    i18n.follow(lambda: "ko")


def test_korean_is_spoken_unless_somebody_says_otherwise():
    assert i18n.language() == "ko"
    assert i18n.gettext("The password does not fit.") == "암호가 맞지 않아요."


def test_the_reader_is_asked_each_time():
    wanted = ["en"]
    i18n.follow(lambda: wanted[0])
    assert i18n.gettext("The password does not fit.") == "The password does not fit."

    wanted[0] = "ko"

    assert i18n.gettext("The password does not fit.") == "암호가 맞지 않아요."


def test_a_language_nobody_knows_is_korean():
    i18n.follow(lambda: "fr")

    assert i18n.language() == "ko"


def test_a_block_may_speak_another_language():
    with i18n.speaking("en"):
        assert i18n.language() == "en"
        with i18n.speaking("ko"):
            assert i18n.language() == "ko"
        assert i18n.language() == "en"
    assert i18n.language() == "ko"


def test_the_reader_is_known_in_other_threads_too():
    i18n.follow(lambda: "en")
    heard = []
    thread = threading.Thread(target=lambda: heard.append(i18n.language()))
    thread.start()
    thread.join()

    assert heard == ["en"]


def test_a_message_without_a_translation_stays_english():
    assert i18n.gettext("Nobody has translated this.") == "Nobody has translated this."


def test_english_counts_one_and_many():
    with i18n.speaking("en"):
        assert i18n.ngettext("one thing", "many things", 1) == "one thing"
        assert i18n.ngettext("one thing", "many things", 2) == "many things"


def test_korean_has_one_form_for_all_counts():
    assert i18n.ngettext("The password does not fit.", "never", 1) == "암호가 맞지 않아요."
    assert i18n.ngettext("one thing", "many things", 2) == "many things"
