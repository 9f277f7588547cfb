"""What is said of themes, guesses and the days that were counted."""

from datetime import date, timedelta

import pytest

from core.i18n import speaking
from core.services.voice_conclusion import Conclusion
from core.services.voice_done import Line
from core.services.voice_reading import Figures
from core.services.voice_themes import Bar, Origin, Shown, Text, ToldBy, View
from core.stats.proportions import Tally
from core.terms import Evidence, Period
from core.verdicts.voice import VoiceConclusion, VoiceSay
from core.wording import voice_conclusion, voice_done, voice_themes

DAY = date(2026, 11, 22)
LEARNT = "우리 가게 리뷰로 배웠어요. 어림 100번 중"


def said(figures: Figures) -> tuple[str, ...]:
    with speaking("ko"):
        return voice_themes.accuracy(figures)


@pytest.mark.parametrize(
    ("right", "trials", "different", "told"),
    [
        (400, 400, 400, f"{LEARNT} 98번 넘게 맞아요."),
        (4999, 5000, 5000, f"{LEARNT} 98번 넘게 맞아요."),
        (400, 400, 40, f"{LEARNT} 91번 넘게 맞아요."),
        (360, 400, 400, f"{LEARNT} 90번 맞아요(86~93번)."),
    ],
)
def test_a_guess_is_never_told_as_certain(right, trials, different, told):
    lines = said(Figures(Tally(right, trials), Tally(trials, trials), 0.999, different))

    assert lines[0] == told
    assert lines[1] == "거의 모든 글을 어림할 수 있어요."
    assert not any("100번 맞" in one or "100개는" in one for one in lines)


def test_it_is_said_where_reviews_repeat_each_other():
    many = Figures(Tally(90, 100), Tally(100, 120), 0.6, 120)
    few = Figures(Tally(90, 100), Tally(100, 120), 0.6, 40)

    assert not any("같은 글" in one for one in said(many))
    assert said(few)[-1] == "같은 글이 많아요. 리뷰 120개 가운데 서로 다른 글은 40개예요."


def test_a_bar_tells_complaints_and_mentions_in_its_own_unit():
    assert voice_themes.label(Bar("size", 20, 9), None) == "9 · 20"
    assert voice_themes.label(Bar("size", 20, 9, 4.5, 2.0, 8.5), 200) == "4.5 · 10.0"


def test_a_text_after_the_orders_is_marked():
    def shown(day: date) -> Shown:
        text = Text(Origin.REVIEW, 1, 1, 1, "x", day, 3, 0, ToldBy.STARS, 0, 0, "머그")
        return Shown(text, "x", (), (), ())

    with speaking("ko"):
        assert "아직 세지 않음" in voice_themes.where(shown(DAY + timedelta(days=1)), DAY)
        assert "아직 세지 않음" not in voice_themes.where(shown(DAY), DAY)
        assert "1~2점" in voice_themes.counts_as_complaint()


def test_what_was_decided_stands_beside_the_days_that_were_counted():
    line = Line("size", Bar("size", 20, 9), (), None, None, Period.ending(DAY, 73))

    with speaking("ko"):
        assert voice_done.often(line) == "2026.09.11(금)~11.22(일): 불만 9건 · 언급 20건"


def test_the_conclusion_tells_the_days_that_were_counted():
    bar = Bar("size", 20, 9)
    found = VoiceConclusion(VoiceSay.FREQUENT, Evidence.HINT, "size")
    told = Conclusion(found, View(Period.ending(DAY, 73), (bar,)), bar, 0, None, 0, 0, 0)

    with speaking("ko"):
        words = voice_conclusion.words(told)

    assert words.reason.startswith("2026.09.11(금)~11.22(일)에 9건이에요.")
    assert words.numbers[0][:2] == ("73일 동안", "9건")
    assert "13주" not in "".join((words.reason, *words.why))
