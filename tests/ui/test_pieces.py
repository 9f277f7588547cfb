"""Cards, tables, notices and cached answers, drawn without a browser."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.services import settings
from core.services.opening import OpenShop, open_shop
from core.terms import Evidence
from core.ui.cached import cached
from tests.ui.test_text import HOSTILE, read


def drawn(script: Callable[[], None], **arguments: object) -> AppTest:
    app = AppTest.from_function(script, kwargs=arguments, default_timeout=30).run()
    assert not app.exception
    return app


def conclusion(text: str, level: str, tone: str) -> None:
    from core.terms import Evidence
    from core.ui import cards

    with cards.verdict(
        cards.Conclusion(
            text,
            text,
            Evidence(level),
            text,
            tone,
            [(text, text, text), ("b", "2", None)],
            text,
            [text],
        )
    ):
        pass


@pytest.mark.parametrize("text", HOSTILE)
def test_a_conclusion_takes_every_text_literally(text: str):
    app = drawn(conclusion, text=text, level="known", tone="bad")

    assert read(app.header[0].value) == text
    assert any(read(element.value) == text for element in app.markdown)


@pytest.mark.parametrize("level", list(Evidence))
def test_every_degree_of_evidence_has_a_badge(level: Evidence):
    drawn(conclusion, text="x", level=level.value, tone="unheard of")


def short() -> None:
    from core.terms import Evidence
    from core.ui import cards

    cards.verdict(cards.Conclusion("headline", "", Evidence.KNOWN, "badge"))


def test_a_conclusion_may_be_only_a_headline():
    app = drawn(short)

    assert app.header[0].value == "headline"


def tiles() -> None:
    from core.ui import cards

    cards.kpi_row(
        [
            cards.Tile("**net**", "1", "+1", "good", 1, "help", [1, None, 3], [("a", "b")]),
            cards.Tile("orders", "2", "-1", "bad", -1),
            cards.Tile("value", "–", "", spark=[None]),
        ]
    )


def test_tiles_show_numbers_as_they_are_and_names_literally():
    app = drawn(tiles)

    assert [metric.value for metric in app.metric] == ["1", "2", "–"]
    assert read(app.metric[0].label) == "**net**"
    assert app.metric[2].delta == ""


def parts() -> None:
    import pandas as pd

    from core.ui import cards, downloads, notices, tables
    from core.wording.message import Message

    cards.page("*title*", "question?")
    with cards.card("card", key="c", note="note", stretch=True):
        tables.show(
            pd.DataFrame({"n": ["a"], "w": [1], "c": [2], "d": [pd.Timestamp("2026-11-22")]}),
            {
                "n": tables.text("n"),
                "w": tables.money("w"),
                "c": tables.count("c"),
                "d": tables.day("d"),
            },
            key="t",
            alt="a table",
        )
        downloads.csv("save", pd.DataFrame({"a": [1]}), "a.csv", key="d")
        downloads.csv("save later", lambda: pd.DataFrame({"a": [1]}), "b.csv", key="e")
    notices.warning(Message("*title*", "body", "remedy"))
    notices.success(Message("title"))
    notices.problem(Message("title", "", "remedy"))
    cards.empty("what", "needs", key="x").button("out")


def test_pieces_are_drawn_together():
    app = drawn(parts)

    assert app.title[0].value == r"\*title\*"
    assert app.warning[0].value == "body remedy"
    assert app.error[0].value == "remedy"
    assert app.button[0].label == "out"
    assert len(app.dataframe) == 1


def test_an_answer_is_asked_for_again_only_after_a_change(tmp_path: Path):
    asked: list[datetime] = []

    def service(shop: OpenShop, now: datetime) -> int:
        assert shop.id
        asked.append(now)
        return len(asked)

    answer = cached(service)
    shop = open_shop(tmp_path)
    moment = datetime(2026, 11, 22, 10, 5, tzinfo=UTC)

    assert answer(shop, moment) == answer(shop, moment + timedelta(minutes=20)) == 1
    settings.speak(shop, "en")
    assert answer(shop, moment) == 2
    assert answer(shop, moment + timedelta(hours=1)) == 3
    shop.close()
