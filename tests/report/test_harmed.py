from __future__ import annotations

from ninelives.report.harmed import CLASSES, Class, Harm, classes_drawn, drawn, figures, told

SHARE = Harm(value=0.889, interval=(0.86, 0.91), before=0.986, before_interval=(0.973, 0.993), verdict="harmful")
ERROR = Harm(value=41.2, interval=(38.0, 44.5), before=22.8, share=False, estimate=False, labels=60)


def test_a_figure_has_its_interval_or_the_word_estimate():
    assert figures(SHARE) == [("88.9 %", "right here, 86.0–91.0, an estimate; 98.6 % before")]
    assert figures(ERROR) == [("41.2", "off on average here, 38 to 44.5 (95 % sure); 22.8 before")]
    assert figures(Harm(value=0.9)) == [("90.0 %", "right here, an estimate")]


def test_what_nobody_knows_is_said_and_not_drawn():
    nobody = Harm(reason="no model came with it")
    assert (figures(nobody), drawn(nobody)) == ([], "")
    assert told(nobody) == "Nobody can tell: no model came with it."
    assert told(Harm()) == "Nobody can tell."


def test_what_it_rests_on_is_told():
    assert told(SHARE) == "An estimate, without labels."
    assert told(ERROR) == "Measured, from 60 labels."
    assert told(Harm(value=0.9, assumption="they are random")).endswith("It holds if they are random.")


def test_before_and_here_are_drawn_an_estimate_as_one():
    assert "here, an estimate: 88.9 % (86.0–91.0)" in str(drawn(SHARE))
    assert "spot est" in str(drawn(SHARE))
    assert "spot est" not in str(drawn(ERROR))
    assert "spot was" not in str(drawn(Harm(value=0.9)))


def test_of_many_classes_those_that_moved_most_are_drawn():
    many = tuple(Class(f"class {at}", 0.01, 0.01 + at / 10_000) for at in range(100))
    assert str(classes_drawn(many)).count("class 99") > 0
    assert str(classes_drawn(many)).count("spot now") == 2 * CLASSES
    assert classes_drawn(()) == ""
