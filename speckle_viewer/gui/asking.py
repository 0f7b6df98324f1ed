"""Which files are to be opened: chosen in a dialog, or dropped on the window."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog

from speckle_viewer.cine.open import supported_suffixes
from speckle_viewer.gui.importing import way_for
from speckle_viewer.gui.tr import tr

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window


def ask_for_files(window: "Window") -> None:
    """Ask for cines, stills and sessions, and open them."""
    known = " ".join(f"*{suffix}" for suffix in supported_suffixes())
    names, _ = QFileDialog.getOpenFileNames(
        window,
        tr("Open cines and stills"),
        str(window.settings.folder),
        tr("All files (*);;Cines and stills ({})").format(known),
    )
    window.open_all(names)


def ask_for_folder(window: "Window") -> None:
    """Ask for a folder of stills, and open it as a cine."""
    title = tr("Open folder")
    name = QFileDialog.getExistingDirectory(window, title, str(window.settings.folder))
    if name:
        window.open(Path(name))


def take_dropped(window: "Window", urls: Sequence[QUrl]) -> None:
    """Open what was dropped; of weights and models make methods."""
    for file in (Path(url.toLocalFile()) for url in urls if url.isLocalFile()):
        way = way_for(file)
        if way is None or file.is_dir():
            window.open(file)
        else:
            window.importing.ask_for_id(way, file)
