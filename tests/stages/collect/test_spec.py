"""Tests of the options of the collect stage."""

from __future__ import annotations

import dataclasses

import pytest

from ninelives.stages.collect.spec import CollectSpec


def test_the_defaults_leave_photos_where_they_are() -> None:
    assert dataclasses.asdict(CollectSpec()) == {"pack": False, "world": "real"}


def test_a_spec_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        CollectSpec().pack = True  # type: ignore[misc]
