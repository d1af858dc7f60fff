"""Each item's label counts once, what the model said is remembered for so long, and all of it comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.stages.audit.watch import risk
from ninelives.stages.audit.watch.risk import Risk


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 1), st.integers(0, 1)), max_size=40))
def test_it_counts_what_a_loop_counts(told: list[tuple[int, int, int]]) -> None:
    one, said, labelled = Risk(most=0.2), {}, {}
    for item, answer, truth in told:
        if item not in said:
            one.remember(str(item), answer)
            said[item] = answer
        one.learn_truth(str(item), truth)
        labelled.setdefault(item, said[item] == truth)
    assert (one.right, one.wrong) == (sum(labelled.values()), len(labelled) - sum(labelled.values()))
    assert one.again == len(told) - len(labelled)
    again = Risk.of(one.arrays(), one.to_json())
    assert again == one


def test_answers_of_long_ago_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(risk, "REMEMBERED", 2)
    one = Risk(most=0.2)
    for item in "abc":
        one.remember(item, 0)
    assert not one.learn_truth("a", 0)
    assert one.learn_truth("c", 0)
    assert one.unknown == 1


def test_counts_that_do_not_belong_together_are_refused() -> None:
    one = Risk(most=0.2)
    one.learn("a", True)
    with pytest.raises(ValueError, match="belong together"):
        Risk.of(one.arrays(), one.to_json() | {"right": 2})
