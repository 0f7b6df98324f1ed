"""What every test of training needs."""

import pytest

from speckle_viewer.training import command


@pytest.fixture(autouse=True)
def _memory_as_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves the C library's ways alone: they would change for all tests that follow."""
    monkeypatch.setattr(command, "reuse_large_blocks", lambda: None)
