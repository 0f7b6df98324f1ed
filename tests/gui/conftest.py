"""What every test of the window may use, and what it must not leave behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.leaks import Alive


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication, isolated_settings: Path) -> Iterator[None]:
    """Fail a test that leaves top-level widgets, threads or ticking timers behind."""
    before = Alive()
    yield
    left = before.left_behind()
    if left:
        pytest.fail("The test left behind:\n- " + "\n- ".join(left), pytrace=False)
