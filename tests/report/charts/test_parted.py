from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, Part, parted
from tests.report.charts.drawn import SVG, assert_legible, labels, parse

SHARES = st.floats(0, 1)


@given(
    st.lists(st.builds(Part, st.text(min_size=1, max_size=200), SHARES, SHARES, SHARES), min_size=1, max_size=5),
    st.sampled_from([WIDE, NARROW]),
)
def test_no_label_ever_lies_on_another(parts, width):
    assert_legible(parted(parts, width, title="t"))


def test_a_bar_is_as_long_as_its_share_of_all():
    root = parse(parted([Part("light below 0.1", 0.5, 0.25, 0.9)], WIDE, title="t"))
    whole, now, _, before = (float(bar.get("width", 0)) for bar in root.iter(f"{SVG}rect"))
    assert abs(now - whole / 2) < 0.2
    assert abs(before - whole / 4) < 0.2
    assert "90 % of the shift" in labels(root)
