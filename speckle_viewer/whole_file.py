"""Writing files and folders whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from uuid import uuid4


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to be written in place of ``path``, which it takes when all went well.

    So there is either the old file or the complete new one. Folders on the way are made. Raises
    `OSError`. Whatever ends it, nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own, for others may be writing the same file. Not by `tempfile`, whose files
    # only their owner may read. The ending stays: writers go by it.
    temporary = path.with_name(f".{uuid4().hex}.part{path.suffix}")
    try:
        yield temporary
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to be filled, which takes its name when all went well.

    Folders on the way are made. Raises `FileExistsError` where there is something of this name but
    an empty folder, and `OSError`. Whatever ends it, nothing is left behind.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise FileExistsError(17, "a folder of this name exists; choose another", str(folder))
    temporary = folder.with_name(f".{uuid4().hex}.part")
    temporary.mkdir(parents=True)
    try:
        yield temporary
        if folder.exists():
            folder.rmdir()
        temporary.rename(folder)
    except BaseException:
        rmtree(temporary, ignore_errors=True)
        raise


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either the old one or the complete new one: see `replacing`."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)
