"""The pictures of months, of the second purchase, of waits and of value."""

import pytest

from core.charts import customers_again as again
from core.charts import customers_value as value
from core.charts.theme import Look

LOOKS = [Look(), Look("en", dark=True)]


def rows(chart):
    """The largest set of data of a chart."""
    return max(chart.to_dict()["datasets"].values(), key=len)


@pytest.mark.parametrize("look", LOOKS)
def test_a_cell_has_its_rate_its_people_and_a_strength(look):
    cells = [
        again.Cell("26.01|204명", 1, 0.2, "20%", "41", "a"),
        again.Cell("26.01|204명", 2, 0.1, "10%", "20", "b", is_partial=True),
    ]
    drawn = again.triangle(cells, ["26.01|204명", "26.02|9명"], "몇 달 뒤", look)
    told = rows(drawn)
    assert [(row["rate"], row["people"], row["is_partial"]) for row in told] == [
        ("20%", "41", False), ("10%", "20", True),
    ]  # fmt: skip
    assert told[0]["strength"] > told[1]["strength"] > 0
    assert drawn.to_dict()["height"] == 2 * again.ROW + again.AXIS


def contrast(one, other):
    """By the table of bytes of WCAG 2.2, of colours as whole numbers."""

    def light(colour):
        whole = [byte / 255 for byte in colour]
        red, green, blue = (
            it / 12.92 if it <= 0.03928 else ((it + 0.055) / 1.055) ** 2.4 for it in whole
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", LOOKS)
def test_figures_are_read_on_every_cell(look):
    palette = look.palette
    ground, main = (bytes.fromhex(one[1:]) for one in (palette.ground, palette.main))
    cells = [again.Cell("a", n, n / 20, "", "", "", is_partial=n > 20) for n in range(25)]
    told = rows(again.triangle(cells[:22], ["a"], "", look))
    for row in told:
        laid = 0.0 if row["is_partial"] else row["strength"]
        colour = [
            laid * over + (1 - laid) * under for over, under in zip(main, ground, strict=True)
        ]
        inks = {one: contrast(bytes.fromhex(one[1:]), colour)
                for one in (palette.text, palette.ground)}  # fmt: skip
        assert inks[row["ink"]] == max(inks.values())
        assert inks[row["ink"]] >= 4
    assert {row["ink"] for row in told} == {palette.text, palette.ground}


def test_no_cells_and_cells_of_nobody_can_be_drawn():
    assert again.triangle([], [], "", Look()).to_dict()
    nobody = again.Cell("a", 1, 0.0, "0%", "0", "")
    assert rows(again.triangle([nobody], ["a"], "", Look()))[0]["strength"] == pytest.approx(0.06)


@pytest.mark.parametrize("look", LOOKS)
def test_the_curve_begins_with_nobody_and_is_named_at_its_ages(look):
    steps = [again.Step(20, 0.1, 0.05, 0.15, ""), again.Step(300, 0.4, 0.3, 0.5, "")]
    named = [again.Named(30, 0.1, "10%", "30일: 10%")]
    drawn = again.curve(steps, named, "datum.value", look).to_dict()
    told = max(drawn["datasets"].values(), key=len)
    assert [row["day"] for row in told] == [0, 20, 300]
    assert told[0]["share"] == 0
    x = drawn["layer"][1]["encoding"]["x"]
    assert x["axis"]["values"] == [30]
    assert x["scale"]["domain"][1] > 300


@pytest.mark.parametrize("look", LOOKS)
def test_bars_of_waits_keep_their_order_and_mark_the_middle(look):
    told = rows(
        again.bars([again.Bar("~7", 3, "a"), again.Bar("~14", 9, "b", has_middle=True)], look)
    )
    assert [(row["label"], row["middle"]) for row in told] == [("~7", False), ("~14", True)]


@pytest.mark.parametrize("look", LOOKS)
def test_later_months_are_drawn_stronger_and_everybody_strongest(look):
    points = [
        value.Point("1월", 30, 100, "a"), value.Point("1월", 60, 150, "a"),
        value.Point("2월", 30, 90, "b"), value.Point("모두", 30, 95, "c", is_whole=True),
    ]  # fmt: skip
    told = rows(value.lines(points, "datum.value", look))
    strength = {row["line"]: row["strength"] for row in told}
    assert strength["1월"] < strength["2월"] < strength["모두"] == 1
    assert value.lines([], "datum.value", look).to_dict()


@pytest.mark.parametrize("look", LOOKS)
def test_the_first_tenth_is_marked_and_forecasts_stand_beside_what_came(look):
    parts = [value.Part("0~10%", 0.5, "50%", "a"), value.Part("10~20%", 0.2, "20%", "b")]
    assert [row["is_first"] for row in rows(value.parts(parts, look))] == [True, False]
    held = [value.Held("0~10%", 12.0, 9.0, "예측 12번, 실제 9번")]
    told = rows(value.held(held, value.Words("예측", "실제"), look))
    assert [(row["kind"], row["value"]) for row in told] == [("예측", 12.0), ("실제", 9.0)]
