"""Engines that every test of them starts and closes."""

from collections.abc import Iterator
from typing import Any

import pytest

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Engine
from tests.denoising.fakes import SECONDS, Gate, Listener, numbered


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def start(listener: Listener) -> Iterator[Any]:
    """Starts engines with one method, and sees that each can be closed."""
    engines: list[tuple[Engine, Gate | None]] = []

    def start(method: Any, gate: Gate | None = None, **options: Any) -> Engine:
        engines.append((listener.engine(lambda _: method, **options), gate))
        return engines[-1][0]

    yield start
    for engine, gate in engines:
        if gate is not None:
            gate.open()
        assert engine.close(SECONDS)


@pytest.fixture
def cine() -> Cine:
    """Ten frames; every pixel of frame i is 10 · i."""
    return numbered()
