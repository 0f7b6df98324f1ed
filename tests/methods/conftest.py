"""What every test of methods may use."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own weights, which does not exist yet."""
    folder = tmp_path / "the user's" / "weights"
    monkeypatch.setenv("SPECKLE_WEIGHTS", str(folder))
    return folder
