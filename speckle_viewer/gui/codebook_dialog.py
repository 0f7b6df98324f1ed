"""Asks what a codebook is to be learnt from, and learns it in a thread of its own."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.cine import Cine
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.importing import suggested_id
from speckle_viewer.gui.number_fields import WholeField
from speckle_viewer.gui.style import CONTROL_HEIGHT, GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import ViewerState

_CINE, _FOLDER = QT_TR_NOOP("The cine that is shown"), QT_TR_NOOP("A folder …")
_SIZES = (5, 7, 9, 11, 13, 15, 17)
_BY = {
    QT_TR_NOOP("Kernels"): ("kernels", "k-means"),
    QT_TR_NOOP("Kernels, Gaussian mixture"): ("kernels", "Gaussian mixture"),
    QT_TR_NOOP("Patches"): ("patches", "k-means"),
    QT_TR_NOOP("Patches, Gaussian mixture"): ("patches", "Gaussian mixture"),
    QT_TR_NOOP("Directions"): ("directions", "k-means"),
}
_RULES = {
    QT_TR_NOOP("Blend of entries"): "blend",
    QT_TR_NOOP("Least error"): "least error",
    QT_TR_NOOP("Linear"): "linear",
    QT_TR_NOOP("Projection"): "projection",
    QT_TR_NOOP("Tree"): "tree",
    QT_TR_NOOP("Correlation (the study's)"): "correlation",
}


class CodebookDialog(QDialog):
    """Learns a codebook; stays open until that is done, and does not block the window.

    Parameters
    ----------
    cards
        Of the methods that there are; those of single frames that predict kernels are offered.
    """

    learnt = Signal(object)
    """The `Card` of the new method."""

    def __init__(self, state: ViewerState, cards: Mapping[str, Card], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Learn a codebook"))
        self.setMinimumWidth(460)
        self._state, self._cards, self._folder = state, cards, Path()
        self._analyst = Analyst("codebook", self)
        self._fields: list[QWidget] = []
        self._form = QFormLayout()
        self._form.setSpacing(GRID)
        self._make_fields()
        self._make_buttons()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        about = QLabel(
            tr(
                "A few kernels that stand for those of a network, and a rule by which each pixel "
                "takes of them: much faster, and not as good."
            ),
            wordWrap=True,
        )
        about.setProperty("role", "caption")
        layout.addWidget(about)
        layout.addLayout(self._form)
        layout.addWidget(self.message)
        layout.addLayout(self._buttons)
        self._show_run()

    # -- building ------------------------------------------------------------------------------

    def _row(self, title: str, field: QWidget, tip: str) -> None:
        field.setToolTip(tip)
        field.setAccessibleName(title)
        label = QLabel(title)
        label.setBuddy(field)
        self._form.addRow(label, field)
        self._fields.append(field)

    def _make_fields(self) -> None:
        self.method, self.source, self.kernel_size, self.by, self.rule = (
            QComboBox() for _ in range(5)
        )
        self.entries = WholeField(minimum=1, maximum=256, value=32)
        self.entries.setFixedHeight(CONTROL_HEIGHT)
        self.entries.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.name = QLineEdit()
        for size in _SIZES:
            self.kernel_size.addItem(f"{size} × {size} px", size)
        self.kernel_size.setCurrentIndex(_SIZES.index(11))
        for by, value in _BY.items():
            self.by.addItem(tr(by), value)
        for rule, name in _RULES.items():
            self.rule.addItem(tr(rule), name)
        self.source.addItems([tr(_CINE), tr(_FOLDER)])
        self.source.activated.connect(self._choose_source)
        self._row(tr("Method"), self.method, tr("The method whose kernels the codebook stands for"))
        self._row(
            tr("Learn on"), self.source, tr("Frames that the method denoises for it, 12 at most")
        )
        self._row(tr("Entries"), self.entries, tr("How many kernels, 1 to 256"))
        self._row(
            tr("Size"),
            self.kernel_size,
            tr("Of the kernels: larger ones reach farther and take longer"),
        )
        self._row(tr("Sort pixels by"), self.by, tr("What is alike in pixels that share a kernel"))
        self._row(
            tr("Rule"),
            self.rule,
            tr(
                "How a pixel finds its kernel. Blend mixes all entries and is the best;\n"
                "with the others each pixel takes a single entry."
            ),
        )
        self._row(tr("Id of the method"), self.name, tr("Small letters, digits and hyphens"))

    def _make_buttons(self) -> None:
        self.message = QLabel(wordWrap=True)
        self.message.setAccessibleName(tr("What is wrong"))
        self.message.setProperty("role", "warning")
        self.progress = QProgressBar(textVisible=False, maximum=1000)
        self.progress.setAccessibleName(tr("Share that is learnt"))
        self.go, self.stop = QPushButton(tr("Learn")), QPushButton(tr("Cancel"))
        self.go.setToolTip(tr("Learn the codebook, and make it a method"))
        self.stop.setToolTip(tr("Stop learning, or close this dialog"))
        self.go.setDefault(True)
        self.stop.setAutoDefault(False)
        self.go.clicked.connect(self._learn)
        self.stop.clicked.connect(self._cancel)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID)
        self._buttons.addWidget(self.progress, 1)
        self._buttons.addWidget(self.go)
        self._buttons.addWidget(self.stop)

    # -- what the user does --------------------------------------------------------------------

    def begin(self) -> None:
        """Show the dialog with the methods that there are now."""
        chosen = self.method.currentData() or self._state.wants.selected
        self.method.clear()
        for method, card in self._cards.items():
            is_network = card.network and card.network.get("class") != "Codebook"
            if is_network and card.burst == 1 and "kernels" in card.evidence:
                self.method.addItem(f"{card.title} ({method})", method)
        self.method.setCurrentIndex(max(self.method.findData(chosen), 0))
        if not self.name.text() or self.name.text() in self._cards:
            self.name.setText(suggested_id(Path("my-codebook"), self._cards))
        self._show_run()
        self.show()
        self.raise_()
        self.activateWindow()

    def _choose_source(self, place: int) -> None:
        if place == 0:
            return
        name = QFileDialog.getExistingDirectory(self, tr("Folder to learn from"), str(self._folder))
        if name:
            self._folder = Path(name)
            self.source.setItemText(1, tr("Folder {} …").format(self._folder.name))
        elif self._folder == Path():
            self.source.setCurrentIndex(0)

    def _settings(self) -> dict[str, Any]:
        """Arguments of `speckle_viewer.codebook.Settings`, which the worker makes."""
        by, kind = self.by.currentData()
        return {
            "entries": self.entries.value(),
            "size": self.kernel_size.currentData(),
            "by": by,
            "kind": kind,
            "rule": self.rule.currentData(),
        }

    def _problem(self) -> str:
        """Why nothing can be learnt as it is, in one sentence; empty where it can."""
        if self.method.currentData() is None:
            return tr("There is no method of single frames that predicts kernels.")
        if self.source.currentIndex() == 0 and self._state.wants.cine is None:
            return tr("Open a cine first, or choose a folder to learn on.")
        if self.name.text().strip() in self._cards:
            return tr("There is a method {} already: choose another id.").format(
                self.name.text().strip()
            )
        return ""

    def _learn(self) -> None:
        problem = self._problem()
        self.message.setText(problem)
        if problem:
            self._show_run()
            return
        method, id_ = str(self.method.currentData()), self.name.text().strip()
        source = self._state.wants.cine if self.source.currentIndex() == 0 else self._folder
        assert source is not None
        settings = self._settings()
        self._analyst.ask(
            "learn",
            lambda task: _learn(task, method, source, settings, id_),
            self._take,
            self._fail,
            lambda share: self.progress.setValue(round(1000 * share)),
        )
        self._show_run()

    def _take(self, card: Card) -> None:
        self.learnt.emit(card)
        self.hide()
        self._show_run(running=False)

    def _fail(self, sentence: str) -> None:
        self.message.setText(sentence)
        self._show_run(running=False)

    def _cancel(self) -> None:
        if self._analyst.busy("learn"):
            self._analyst.cancel("learn")
            self._show_run()
        else:
            self.hide()

    def _show_run(self, running: bool | None = None) -> None:
        running = self._analyst.busy("learn") if running is None else running
        self.go.setEnabled(not running)
        self.progress.setVisible(running)
        self.progress.setValue(0)
        self.message.setVisible(bool(self.message.text()) and not running)
        for field in self._fields:
            field.setEnabled(not running)

    def reject(self) -> None:
        """Escape does what Cancel does."""
        self._cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._analyst.cancel("learn")
        self._show_run()
        super().closeEvent(event)

    def close_down(self) -> None:
        """Stop all that runs, as the window closes."""
        self._analyst.close()
        self.close()


def _learn(
    task: Task, method: str, source: Cine | Path, settings: Mapping[str, Any], new: str
) -> Card:
    """Learn, and take in what was learnt by the way of every other file with weights."""
    from speckle_viewer.codebook import Settings, frames_of, learn, pictures_in, save
    from speckle_viewer.methods import load_method
    from speckle_viewer.methods.importers import import_weights
    from speckle_viewer.methods.registry import check_id

    def progress(done: float) -> None:
        task.check()
        task.report(done)

    check_id(new)
    pictures = pictures_in(source) if isinstance(source, Path) else frames_of(source)
    what = "images" if isinstance(source, Path) else "frames of a cine"
    origin = f"{len(pictures)} {what} of the user"
    learnt = learn(
        load_method(method), pictures, Settings(**settings), source=origin, progress=progress
    )
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{new}.safetensors"
        save(learnt, file)
        task.check()
        return import_weights(file, new)
