"""What every test shares: a cache of its own, real data where it is present, Hypothesis' profile."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "here",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of a strategy
)
settings.load_profile("here")

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # a test that imports ONNX Runtime by a detour phones nobody either

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session", autouse=True)
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test touches the user's own cache; NINELIVES_TEST_CACHE keeps one from session to session."""
    named, base = os.environ.get("NINELIVES_TEST_CACHE"), tmp_path_factory.getbasetemp()
    ours = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base  # the workers of one session share theirs
    root = Path(named).resolve() if named else ours / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NINELIVES_CACHE", str(root))
        yield root


@pytest.fixture(scope="session", autouse=True)
def short() -> Iterator[None]:
    """No test that climbs the whole ladder waits for its network."""
    from ninelives.stages.train.rungs import network

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "SHORT", 320)
        yield


def pytest_configure(config: pytest.Config) -> None:
    """Compile the garden once, and not in each of the workers that are about to start."""
    if getattr(config.option, "numprocesses", None):
        from ninelives.kernels.world.ahead import ready
        from ninelives.kernels.world.environment.jobs import jobs
        from ninelives.kernels.world.photos.jobs import JOBS

        ready([*jobs("camera"), *jobs("state"), *JOBS], say=lambda *_: None)


def data_folder() -> Path | None:
    """The folder of real data, if it is there."""
    folder = Path(os.environ.get("NINELIVES_DATA", ROOT.parent / "shared" / "data"))
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def data() -> Path:
    folder = data_folder()
    if folder is None:
        pytest.skip("no real data: NINELIVES_DATA names no folder and ../shared/data is absent")
    return folder
