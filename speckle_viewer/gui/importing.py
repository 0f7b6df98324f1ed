"""Methods of others: imported weights, added model files, and packages that are installed."""

import logging
import re
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.errors import SpeckleViewerError
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.gui.worker import Worker
from speckle_viewer.methods import Card, card, method_ids
from speckle_viewer.methods.plugins import WARNING, add_plugin
from speckle_viewer.methods.registry import plugin_ids

_log = logging.getLogger(__name__)


def _import_weights(file: Path, method: str) -> Card:
    from speckle_viewer.methods.importers import import_weights  # imports torch

    return import_weights(file, method)


@dataclass(frozen=True)
class Way:
    """A way in which a file becomes a method.

    ``warning`` is what the user must have read before ``read`` is called.
    """

    title: str
    button: str
    suffixes: tuple[str, ...]
    files: str
    warning: str
    read: Callable[[Path, str], Card]


IMPORT = Way(
    QT_TR_NOOP("Import weights"),
    QT_TR_NOOP("Import"),
    (".pth", ".pt", ".ckpt", ".safetensors", ".mat"),
    QT_TR_NOOP("Weights"),
    "",
    _import_weights,
)
ADD_MODEL = Way(
    QT_TR_NOOP("Load model from file"),
    QT_TR_NOOP("Load and run"),
    (".pt2", ".onnx", ".pt"),
    QT_TR_NOOP("TorchScript, torch.export and ONNX"),
    WARNING,
    add_plugin,
)


def way_for(file: Path) -> Way | None:
    """What a dropped file is: weights by most endings, a model by its own; None for a cine."""
    suffix = file.suffix.lower()
    return next((way for way in (IMPORT, ADD_MODEL) if suffix in way.suffixes), None)


def suggested_id(file: Path, taken: Collection[str]) -> str:
    """An id after the file's name that is free and allowed."""
    name = re.sub(r"[^a-z0-9]+", "-", file.stem.casefold()).strip("-")[:60] or "imported"
    numbered = (name if n == 1 else f"{name}-{n}" for n in range(1, len(taken) + 2))
    return next(candidate for candidate in numbered if candidate not in taken)


class ImportDialog(QDialog):
    """Asks for the id of a new method, and says what it means to load the file."""

    def __init__(self, way: Way, file: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr(way.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.method = QLineEdit(suggested_id(file, method_ids()), self)
        self.method.setAccessibleName(tr("Id of the new method"))
        self.method.setToolTip(tr("Small letters, digits and hyphens"))
        form = QFormLayout()
        form.setSpacing(GRID)
        form.addRow(tr("File"), QLabel(file.name, self, textFormat=Qt.TextFormat.PlainText))
        form.addRow(tr("Id of the method"), self.method)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        if way.warning:
            warning = QLabel(tr(way.warning), self, wordWrap=True)
            warning.setProperty("role", "warning")
            layout.addWidget(warning)
        layout.addLayout(form)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = buttons.addButton(tr(way.button), QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        for button, is_default in ((self.go, not way.warning), (self.cancel, bool(way.warning))):
            button.setAutoDefault(is_default)
            button.setDefault(is_default)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.method.textChanged.connect(lambda text: self.go.setEnabled(bool(text)))
        self.setMinimumWidth(420)
        (self.cancel if way.warning else self.method).setFocus()


class Importing(QObject):
    """Asks what a file is to be called, and reads files and packages in a thread of its own."""

    imported = Signal(object)
    """The `Card` of the new method."""
    found = Signal(object)
    """The `Card` of a method of an installed package."""
    failed = Signal(str, str)
    """Why there is none, and the details."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._worker = Worker("importing")
        self._saying = threading.Lock()
        self._closed = False
        self._count = 0

    def find_plugins(self) -> None:
        """Look for methods of installed packages, which are imported: `found` or `failed` each."""
        self._submit(self._find_all)

    def ask_for_file(self, way: Way, folder: Path) -> None:
        """Let the user choose a file, and go on with it."""
        known = " ".join(f"*{suffix}" for suffix in way.suffixes)
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            tr(way.title),
            str(folder),
            tr("{} ({});;All files (*)").format(tr(way.files), known),
        )
        if name:
            self.ask_for_id(way, Path(name))

    def ask_for_id(self, way: Way, file: Path) -> None:
        """Ask what the method is to be called, and warn of what must be warned of."""
        dialog = ImportDialog(way, file, self._window)
        dialog.accepted.connect(lambda: self.read(way, file, dialog.method.text().strip()))
        dialog.open()

    def read(self, way: Way, file: Path, method: str) -> None:
        """Make a file the method of this id; `imported` or `failed` follows."""
        self._submit(partial(self._do, way, file, method))

    def close(self) -> None:
        """Stop: no signal follows. The program's end waits for what is being read."""
        with self._saying:
            self._closed = True
        self._worker.close()

    def _submit(self, job: Callable[[], None]) -> None:
        self._count += 1
        self._worker.submit(f"job {self._count}", lambda _: job())

    # What follows runs in the thread.

    def _find_all(self) -> None:
        for method in plugin_ids():
            if self._closed:
                return
            try:
                self._say("found", card(method))
            except SpeckleViewerError as error:
                self._say("failed", str(error), "")

    def _do(self, way: Way, file: Path, method: str) -> None:
        try:
            made = way.read(file, method)
        except SpeckleViewerError as error:
            self._say("failed", str(error), str(file))
        except Exception as error:
            _log.error("A file could not be made a method: %s", type(error).__name__)
            self._say(
                "failed",
                tr("{} cannot be read because of a fault in this program.").format(file.name),
                f"{file}\n{type(error).__name__}: {error}",
            )
        else:
            self._say("imported", made)

    def _say(self, signal: str, *values: object) -> None:
        # Under the lock: once it is closed, this object may be deleted at any moment.
        with self._saying:
            if not self._closed:
                getattr(self, signal).emit(*values)
