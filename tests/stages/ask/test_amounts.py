"""Numbers, money, times and shares as people write them."""

from __future__ import annotations

import pytest

from ninelives.stages.ask.amounts import PhraseError, money, number, pieces, right, seconds, share


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("1,000", 1000),
        (".5", 0.5),
        ("five", 5),
        ("1 million", 1_000_000),
        ("−3", -3),
        ("+2.50", 2.5),
        ("3 thousand", 3000),
        ("1,234,567.8", 1_234_567.8),
        ("1.000,50", 1000.5),
        ("1.000.000", 1_000_000),
        ("10 000", 10_000),
        ("10'000", 10_000),
        ("2,5", 2.5),
        ("0,5", 0.5),
        ("0,125", 0.125),
        ("0.125", 0.125),
    ],
)
def test_numbers(text: str, want: float) -> None:
    assert number(text) == want
    assert isinstance(number("3.0"), int)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1.000", "'1.000' may be 1000 or 1: write one of the two"),
        ("12.345", "'12.345' may be 12345 or 12.3450: write one of the two"),
        ("1.2.3", "'1.2.3' is no number: write it such as 1,000.50"),
    ],
)
def test_a_number_that_may_be_two_is_asked_again(text: str, why: str) -> None:
    with pytest.raises(PhraseError) as error:
        number(text)
    assert str(error.value) == why


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("ill 0,1 %, healthy 99,9 %", ["ill 0,1 %", "healthy 99,9 %"]),
        ("a missed cat 1.000,50 €, a minute 0,50 €", ["a missed cat 1.000,50 €", "a minute 0,50 €"]),
        ("0,1,2,3", ["0", "1", "2", "3"]),
        ("0,1", ["0", "1"]),
        ("cat 1 in 10,000, no cat", ["cat 1 in 10,000", "no cat"]),
        ("a,b , c", ["a", "b", "c"]),
        ("digit 1,digit 2", ["digit 1", "digit 2"]),
        (" , ", []),
    ],
)
def test_a_comma_inside_a_number_parts_nothing(text: str, want: list[str]) -> None:
    assert pieces(text) == want


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("4 €", 4, "€"),
        ("€4.50 each", 4.5, "€"),
        ("costs 3", 3, None),
        ("12 euros", 12, "€"),
        ("$1,200", 1200, "$"),
        ("7 CHF", 7, "CHF"),
        ("10 000 €", 10_000, "€"),
        ("1.000,50 €", 1000.5, "€"),
        ("a missed cat 100", 100, None),
        ("2 cats as dog 5 pounds", 5, "£"),
    ],
)
def test_money_is_the_last_amount_with_what_stands_beside_it(text: str, amount: float, currency: str | None) -> None:
    found = money(text)
    assert found is not None
    assert (found.amount, found.currency) == (amount, currency)


def test_where_no_amount_is_there_is_no_money() -> None:
    assert money("much") is None


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("3 minutes", 180),
        ("20 s", 20),
        ("about 1.5 h", 5400),
        ("2 days ahead", 172_800),
        ("a week", None),
        ("4 €", None),
    ],
)
def test_times(text: str, want: float | None) -> None:
    assert seconds(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("2 %", 0.02),
        ("98 per cent", 0.98),
        ("1 in 10,000", 1e-4),
        ("3 out of a hundred", 0.03),
        ("2 of 100", 0.02),
        ("1 in 0", None),
        ("some", None),
    ],
)
def test_shares(text: str, want: float | None) -> None:
    assert share(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("right in 98 %", 0.98),
        ("98 % right", 0.98),
        ("wrong in 2 of 100", 0.98),
        ("1 wrong in 50", 0.98),
        ("at most 2 % wrong", 0.98),
        ("always right", 1),
        ("right 9 in 10", 0.9),
        ("right in 120 %", None),
        ("right often", None),
    ],
)
def test_how_often_something_is_right(text: str, want: float | None) -> None:
    assert right(text) == want
