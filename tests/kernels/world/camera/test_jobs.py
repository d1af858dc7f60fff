"""A camera's kernels and what they are compiled for; see also the environment's and the photos' tests."""

from __future__ import annotations

from ninelives.kernels.world.camera import jobs


def test_each_is_a_kernel_with_its_arguments() -> None:
    for job in (jobs.see, jobs.shade, jobs.record):
        kernel, arguments = job()
        assert kernel.__name__ == job.__name__
        assert len(arguments) == kernel.py_func.__code__.co_argcount
