"""Files are written whole or not at all."""

import os
import threading
from pathlib import Path
from typing import Any

import pytest

from speckle_viewer.whole_file import new_folder, write_whole


def test_folders_are_made_and_the_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("failure", [OSError, KeyboardInterrupt, MemoryError])
def test_whatever_ends_it_the_old_file_stays_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[BaseException]
) -> None:
    path = tmp_path / "card.json"
    write_whole(path, b"old")

    def fails(*_: Any) -> None:
        raise failure

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(failure):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_two_that_write_the_same_file_do_not_mix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, replace = tmp_path / "card.json", os.replace
    both_written, seen = threading.Barrier(2, timeout=30), set()

    def after_the_other(source: Path, target: Path) -> None:
        both_written.wait()
        seen.add(source.read_bytes())
        both_written.wait()
        replace(source, target)

    monkeypatch.setattr(os, "replace", after_the_other)
    writers = [threading.Thread(target=write_whole, args=(path, c)) for c in (b"one", b"other")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert seen == {b"one", b"other"}
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pictures"

    def stop_halfway(part: Path) -> None:
        (part / "1.png").write_bytes(b"1")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), new_folder(folder) as part:
        stop_halfway(part)
    assert not any((tmp_path / "new").iterdir())
    folder.mkdir()  # empty: it is taken
    with new_folder(folder) as part:
        (part / "1.png").write_bytes(b"1")
        assert not any(folder.iterdir())
    assert [p.name for p in folder.iterdir()] == ["1.png"]
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["pictures"]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"1")
    for taken in (tmp_path, tmp_path / "a.txt"):
        with pytest.raises(FileExistsError, match="choose another"), new_folder(taken):
            pass
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
