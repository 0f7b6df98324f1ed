"""What every test may use."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything imports torch: small tensors gain nothing from threads, and lose much to their
# waiting for each other while anything else runs.
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Methods that a developer imported would be listed beside those that the tests know.
os.environ["SPECKLE_WEIGHTS"] = str(Path(__file__).resolve().parent / "no-imported-weights")
# Before anything imports Qt: tests neither need nor open a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real recordings, which is not part of the project; the test skips without it."""
    shared = Path(os.environ.get("SPECKLE_SHARED", REPOSITORY.parent / "shared"))
    if not (shared / "data").is_dir():
        pytest.skip("no real recordings here (set SPECKLE_SHARED to the folder that holds data/)")
    return shared / "data"


@pytest.fixture
def isolated_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Folder that takes all settings and caches of this test instead of the user's own."""
    from PySide6.QtCore import QSettings

    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    before = QSettings.defaultFormat()
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(tmp_path))
    yield tmp_path
    QSettings.setDefaultFormat(before)
