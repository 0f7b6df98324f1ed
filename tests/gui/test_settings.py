"""What is remembered is read back by the next run."""

from pathlib import Path

import pytest

from speckle_viewer.gui.settings import Settings


@pytest.mark.parametrize("count", [0, 1, 3])
def test_recent_files_are_there_in_the_next_run(tmp_path: Path, count: int) -> None:
    file = tmp_path / "settings.ini"
    paths = [(tmp_path / f"{number}, a.dcm").resolve() for number in range(count)]
    first = Settings(file)
    first.forget_recent()
    for path in reversed(paths):
        first.add_recent(path)
    first._store.sync()
    second = Settings(file)
    second._store.sync()
    assert second.recent == paths
