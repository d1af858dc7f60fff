from __future__ import annotations

from datetime import date

import pytest

from ninelives.artifacts.deployment import Deployment, Part
from ninelives.artifacts.deployment.words import read_values
from ninelives.errors import NinelivesError


def parts(text, axis, **more):
    return [(p.span or p.name, pytest.approx(p.share)) for p in Deployment.parse(text, **more).parts[axis]]


@pytest.mark.parametrize(
    ("text", "axis", "want"),
    [
        ("hour=20-6", "hour", [((20, 6), 1)]),
        ("hour=8", "hour", [((8, 9), 1)]),
        ("hour=7:30-9", "hour", [((7.5, 9), 1)]),
        ("hour = 20h – 6h", "hour", [((20, 6), 1)]),
        ("hour=6-9|17-20", "hour", [((6, 9), 0.5), ((17, 20), 0.5)]),
        ("hour=22-2|6-8", "hour", [((6, 8), 1 / 3), ((22, 2), 2 / 3)]),
        ("hour=6-7:30|20-21", "hour", [((6, 7.5), 0.6), ((20, 21), 0.4)]),
        ("hour=6-7:30:0.2|20-21:0.8", "hour", [((6, 7.5), 0.2), ((20, 21), 0.8)]),
        ("light=0-0.1", "light", [((0, 0.1), 1)]),
        ("light=0..0.1:0.3", "light", [((0, 0.1), 0.3)]),
        ("weather=Rain|snow", "weather", [("rain", 0.5), ("snow", 0.5)]),
        ("weather=rain:0.3|dry:70%", "weather", [("dry", 0.7), ("rain", 0.3)]),
        ("season=Winter", "season", [("winter", 1)]),
        ("season=fall", "season", [("autumn", 1)]),
        ("place=48.2082;16.3738|home", "place", [("48.2;16.4", 0.5), ("home", 0.5)]),
        ("device=Pixel 7:1", "device", [("Pixel 7", 1)]),
    ],
)
def test_words_become_parts(text, axis, want):
    assert parts(text, axis) == want


def test_columns_of_the_problem_hold_ranges_or_names():
    known = {"columns": ["temperature", "kind"]}
    assert parts("temperature=-5-10", "temperature", **known) == [((-5, 10), 1)]
    assert parts("kind=oak|elm", "kind", **known) == [("elm", 0.5), ("oak", 0.5)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("from=2026-12-01", date(2026, 12, 1), None),
        ("from=2026-12-01, to=2027-02-28", date(2026, 12, 1), date(2027, 2, 28)),
        ("date=2026-12-01", date(2026, 12, 1), date(2026, 12, 1)),
        ("date=2026-12-01..2027-02-28", date(2026, 12, 1), date(2027, 2, 28)),
    ],
)
def test_days(text, start, end):
    use = Deployment.parse(text)
    assert (use.start, use.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("huor=20-6", "'huor' is no condition; did you mean 'hour'?"),
        ("zzz=1", "'zzz' is no condition; known are hour, light"),
        ("hour", "'hour' should be key=value"),
        ("hour=", "'hour=' should be key=value"),
        ("hour=25-3", "hour=25-3: hours lie in 0 to 24"),
        ("hour=7:75-9", "hour=7:75-9: hours lie in 0 to 24, minutes in 0 to 59"),
        ("hour=8-8", "hour=8-8: it ends where it begins; around the clock is 0-24"),
        ("hour=night", "hour=night: hours are written 20-6, 7:30-9 or 8"),
        ("hour=8-9, hour=10-12", "'hour' is declared twice; several values are written hour=8-9|10-12"),
        ("light=0.5-0.2", "light=0.5-0.2: a range goes from the lower to the higher number"),
        ("light=0-2", "light=0-2: light lies in 0 to 1"),
        ("sharpness=-1-2", "sharpness=-1-2: sharpness lies in 0 and above"),
        ("light=dark", "light=dark: a range is written 0-0.1"),
        ("place=99;16", "place=99;16: a latitude lies in -90 to 90, a longitude in -180 to 180"),
        ("season=wintr", "season=wintr: did you mean 'winter'?"),
        ("season=monsoon", "season=monsoon: one of winter, spring, summer, autumn"),
        ("weather=rain:0.7|dry:0.6", "weather=rain:0.7|dry:0.6: the shares sum to 1.3, which is over 1"),
        ("weather=rain:0.3|dry", "weather=rain:0.3|dry: give every part a share, or none"),
        ("weather=rain|", "weather= names nothing"),
        ("from=2026-13-01", "from=2026-13-01: a day is written 2026-12-01"),
        ("to=2026-12-01", "to= needs from="),
        ("date=2026-12-01, from=2026-12-01", "date= and from=, to= say the same thing"),
        ("from=2026-12-02, to=2026-12-01", "the last day, 2026-12-01, is before the first, 2026-12-02"),
        ("", "it declares nothing"),
    ],
)
def test_faults_say_what_was_got(text, fault):
    with pytest.raises(NinelivesError) as caught:
        Deployment.parse(text)
    assert fault in caught.value.message
    assert caught.value.fix.startswith("--deployment")


def test_all_faults_are_told_at_once():
    with pytest.raises(NinelivesError) as caught:
        Deployment.parse("hour=25-3, light=2-1, huor=1, season=wintr")
    assert caught.value.message.count(";") >= 3
    for got in ("hour=25-3", "light=2-1", "'huor'", "season=wintr"):
        assert got in caught.value.message


def toml(tmp_path, text):
    path = tmp_path / "use.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("head", ["", "[deployment]\n", "title = 3\n[deployment]\n"])
def test_a_toml_file_has_the_same_keys(tmp_path, head):
    text = 'hour = ["6-9", "17-20"]\nlight = [0, 0.1]\nplace = [48.2, 16.4]\n'
    text += "from = 2026-12-01\nweather = {rain=0.3, dry=0.7}\n"
    words = "hour=6-9|17-20, light=0-0.1, place=48.2;16.4, from=2026-12-01, weather=rain:0.3|dry:0.7"
    path = toml(tmp_path, head + text)
    assert Deployment.from_toml(path) == Deployment.parse(words) == Deployment.of(str(path)) == Deployment.of(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hour = ", "is no TOML"),
        ("deployment = 3", "'deployment' in .* should be a table, and is 3"),
        ('huor = "20-6"', "did you mean 'hour'"),
        ("hour = 30", "hour=30: hours lie in 0 to 24"),
        ("", "it declares nothing"),
    ],
)
def test_a_toml_file_that_is_wrong(tmp_path, text, message):
    with pytest.raises(NinelivesError, match=message):
        Deployment.from_toml(toml(tmp_path, text))


def test_a_toml_file_that_is_not_there(tmp_path):
    with pytest.raises(NinelivesError, match="cannot be read: No such file"):
        Deployment.of(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("name", "latitude"), [("48.2;16.4", 48.2), ("-33.9;18.4", -33.9), ("home", None), ("a;b", None)]
)
def test_only_coordinates_have_a_latitude(name, latitude):
    assert Part(1.0, name=name).latitude == latitude


def test_a_table_that_was_read_already_is_read_as_a_file_is():
    table = {"hour": [20, 6], "place": "48.2;16.4", "weather": {"rain": 0.3, "dry": 0.7}, "from": date(2026, 12, 1)}
    use, faults = Deployment.from_values(table)
    assert faults == []
    assert use == Deployment.parse("hour=20-6, place=48.2;16.4, weather=rain:0.3|dry:0.7, from=2026-12-01")


def test_each_fault_of_a_table_stands_at_its_key():
    _, faults = read_values({"hour": "25-26", "hor": 3, "world": "moon", "to": "soon"})
    assert [key for key, _ in faults] == ["hour", "hor", "world", "to"]
    assert "hours lie in 0 to 24" in faults[0][1]
    assert "did you mean 'hour'?" in faults[1][1]
    assert read_values({"date": "2026-12-01", "from": "2026-12-02"})[1] == [
        ("", "date= and from=, to= say the same thing; give one of them")
    ]
    assert read_values({}) == (None, [("", "it declares nothing")])
