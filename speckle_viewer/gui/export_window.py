"""The Export window: what of the shown cine is written, as what, and where."""

from collections.abc import Callable, Mapping
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.cine import Cine
from speckle_viewer.errors import ExportError
from speckle_viewer.export.box import Box
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.export_choices import (
    ALL,
    COMPRESSIONS,
    FIGURE,
    FORMATS,
    FRAMES,
    choice,
    offered,
    side_of,
    why_not,
)
from speckle_viewer.gui.export_preview import ExportPreview
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.gui.two_sides import lay_out_sides
from speckle_viewer.gui.writing import Writing
from speckle_viewer.methods import Card
from speckle_viewer.viewer import INPUT, PaneScene, Scene, ViewerState
from speckle_viewer.viewer.beside import own_pane
from speckle_viewer.viewer.comparison import COMPARE
from speckle_viewer.viewer.drawn import drawn_whole
from speckle_viewer.viewer.file_names import file_name
from speckle_viewer.viewer.pane_figure import shown_panes

_FIGURE_FILES = "SVG (*.svg);;PNG, 300 dpi (*.png)"
_MASK = QT_TR_NOOP("Drag rectangles over the preview to mask them.")
_MASK_SECOND = QT_TR_NOOP("Choose an image of the second cine to mask that.")


class ExportWindow(QDialog):
    """Follows the scene until an export begins; that goes on with what was chosen then."""

    def __init__(
        self, state: ViewerState, cards: Mapping[str, Card], folder: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self._state, self._cards, self._folder = state, cards, folder
        self._scene: Scene | None = None
        self._cine: Cine | None = None
        self._masks = WeakKeyDictionary[Cine, tuple[Box, ...]]()
        self._shown: PaneScene | None = None
        self._looked: object = None
        self._problem = ""
        self._writing = Writing("export", tr("Export …"), self)
        self.analyst, self.written = self._writing.analyst, self._writing.written
        self.said, self.bar = self._writing.said, self._writing.bar
        self.go, self.stop = self._writing.go, self._writing.stop
        self._make_fields()
        self._lay_out()
        self._connect()
        self.resize(900, 480)

    # -- building ------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.pane = choice(tr("What"), tr("The image that is written"))
        self.format = choice(tr("Format"), tr("What kind of file is written"), FORMATS)
        self.frames = choice(tr("Frames"), tr("Which frames are written"), FRAMES)
        self.compression = choice(
            tr("Compression"), tr("Of the DICOM file; all of them are lossless"), COMPRESSIONS
        )
        self.anonymous = QCheckBox(tr("De-identify"))
        self.anonymous.setToolTip(tr("Remove what the basic profile of DICOM PS3.15 names"))
        self.masking = QLabel(tr(_MASK), self)
        self.masking.setWordWrap(True)
        self.masking.setProperty("role", "caption")
        self.clear_masks = QPushButton(tr("Remove masks"))
        self.clear_masks.setToolTip(tr("Show again what was masked"))
        self.clear_masks.setAutoDefault(False)
        self.preview = ExportPreview(self)
        self.warning = QLabel(self, wordWrap=True)
        self.warning.setProperty("role", "warning")
        self.warning.setAccessibleName(tr("What may still name the patient"))

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setSpacing(GRID)
        for field in (self.pane, self.format, self.frames, self.compression):
            self._form.addRow(field.accessibleName(), field)
        self._form.addRow("", self.anonymous)
        buttons = QHBoxLayout()
        buttons.addWidget(self.go)
        buttons.addWidget(self.stop)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addLayout(self._form)
        left.addWidget(self.masking)
        left.addWidget(self.clear_masks, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.warning)
        left.addStretch(1)
        left.addWidget(self.said)
        left.addWidget(self.bar)
        left.addLayout(buttons)
        lay_out_sides(self, left, 300, self.preview)

    def _connect(self) -> None:
        for field in (self.pane, self.format):
            field.currentIndexChanged.connect(self._follow)
        self.anonymous.toggled.connect(self._follow)
        self.preview.changed.connect(self._keep_masks)
        self.clear_masks.clicked.connect(lambda: self.preview.set_boxes(()))
        self.go.clicked.connect(self._ask)
        self.stop.clicked.connect(self._writing.cancel)
        self.analyst.changed.connect(self._follow)

    # -- showing -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Offer what the scene shows."""
        self._scene = scene
        if not self.isVisible():
            return
        there = offered(scene)
        now = {self.pane.itemData(i): self.pane.itemText(i) for i in range(self.pane.count())}
        if [*now.items()] != [*there.items()]:
            chosen = self.pane.currentData()
            self.pane.clear()
            for pane, title in there.items():
                self.pane.addItem(title, pane)
            last = max(len(scene.panes) - 1, 0)
            place = [*there].index(chosen) if chosen in there else last
            self.pane.setCurrentIndex(place)
        self._follow()

    def _follow(self) -> None:
        """Show the frame, and what can be chosen of what is chosen."""
        kind, pane, scene = self.format.currentData(), self.pane.currentData(), self._scene
        cine = None if scene is None or pane is None else side_of(scene, pane)[0].cine
        if cine is not self._cine:
            self._cine = cine
            self.preview.set_boxes(self._masks_of(cine))
            self.preview.show_marks(None)
            self.warning.clear()
            self.said.clear()
        is_dicom = kind == "dicom"
        self._form.setRowVisible(self.frames, kind != FIGURE)
        for field in (self.compression, self.anonymous):
            self._form.setRowVisible(field, is_dicom)
        self.clear_masks.setVisible(bool(self.preview.boxes))
        of_two = pane == ALL and scene is not None and scene.beside is not None
        self.masking.setText(tr(_MASK) + f" {tr(_MASK_SECOND)}" * of_two)
        busy = self._writing.is_busy
        self.bar.setVisible(busy)
        self.stop.setEnabled(busy)
        problem = "" if scene is None or cine is None else why_not(scene, pane, kind)
        self.go.setEnabled(cine is not None and not busy and not problem)
        if not busy and (problem or self.said.text() == self._problem):
            self.said.setText(problem)
        self._problem = problem
        self._show_preview()
        self._look_for_text(is_dicom and self.anonymous.isChecked())

    def _masks_of(self, cine: Cine | None) -> tuple[Box, ...]:
        return () if cine is None else self._masks.get(cine, ())

    def _keep_masks(self) -> None:
        """Each cine keeps its masks while images of another one are chosen."""
        if self._cine is not None:
            self._masks[self._cine] = self.preview.boxes
        self._follow()

    def _show_preview(self) -> None:
        pane = self._pane_shown()
        if pane is not None and self._shown is not None:
            same = self._shown.image is pane.image and self._shown.levels == pane.levels
            if same:
                return
        self._shown = pane
        if pane is None or pane.image is None:
            self.preview.show_frame(None, 1.0)
            return
        drawn = drawn_whole if pane.id == COMPARE else _in_levels
        self.preview.show_frame(drawn(pane), pane.aspect)

    def _pane_shown(self) -> PaneScene | None:
        if self._scene is None:
            return None
        chosen = self.pane.currentData()
        return self._scene.pane(chosen if chosen != ALL else INPUT)

    def _look_for_text(self, wanted: bool) -> None:
        cine, boxes = self._cine, self.preview.boxes
        if not wanted or cine is None:
            self.analyst.cancel("text")
            self._looked = None
            self.warning.clear()
            self.preview.show_marks(None)
            return
        if self._looked == (cine, boxes):
            return
        self._looked = cine, boxes

        def look(task: Task) -> tuple[NDArray[np.bool_], str]:
            from speckle_viewer.export.deidentify import burned_in, sentence_of

            marks = burned_in(cine, boxes)
            return marks, sentence_of(cine, marks)

        self.analyst.ask("text", look, self._say_text, self.warning.setText)

    def _say_text(self, found: tuple[NDArray[np.bool_], str]) -> None:
        marks, sentence = found
        self.preview.show_marks(marks if sentence else None)
        self.warning.setText(sentence)

    # -- what the user does --------------------------------------------------------------------

    def _ask(self) -> None:
        kind = self.format.currentData()
        from speckle_viewer.export.formats import SUFFIXES

        assert self._cine is not None
        anonymous = self.anonymous.isChecked()
        stem = "anonymous" if anonymous else Path(file_name(self._cine, "cine")).stem
        pane = own_pane(self.pane.currentData()).replace(":", "-")  # of which Windows has no names
        name = f"{stem}-{pane}{'.svg' if kind == FIGURE else SUFFIXES[kind]}"
        files = _FIGURE_FILES if kind == FIGURE else tr(FORMATS[kind])
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export"), str(self._folder / name), files)
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write what is chosen to a file, or a folder of pictures, in the background."""
        if self.format.currentData() == FIGURE:
            self._folder = path.parent
            self._writing.write(path, self._figure_job(path))
            return
        from speckle_viewer.gui.exporting import Chosen, export_job

        assert self._cine is not None
        assert self._scene is not None
        scene, pane = side_of(self._scene, self.pane.currentData())
        boxes: tuple[Box, ...] = self.preview.boxes
        chosen = Chosen(
            pane=None if pane == ALL else pane,
            format=self.format.currentData(),
            frames=self.frames.currentData(),
            compression=self.compression.currentData(),
            anonymous=self.anonymous.isChecked() and self.format.currentData() == "dicom",
            masks=boxes,
        )
        self._folder = path.parent
        self._writing.write(path, export_job(path, scene, chosen))

    def _figure_job(self, path: Path) -> Callable[[Task], Path]:
        assert self._scene is not None
        scene, chosen = self._scene, self.pane.currentData()
        panes = [p for p in offered(scene) if p != ALL] if chosen == ALL else [chosen]
        second = None if scene.beside is None else scene.beside.cine
        hidden, beside = (
            [(slice(b.top, b.bottom), slice(b.left, b.right)) for b in self._masks_of(cine)]
            for cine in (scene.cine, second)
        )

        def job(task: Task) -> Path:
            from speckle_viewer.evidence.taking import save

            shown = shown_panes(scene, panes, hidden, beside)
            if shown is None:
                raise ExportError("There is no image yet: wait until it is there.")
            return save(shown, path)

        return job

    def close_down(self) -> None:
        """Stop an export that runs, as the window closes."""
        self.analyst.close()


def _in_levels(pane: PaneScene) -> NDArray[np.uint8]:
    from speckle_viewer.export.depth import in_8_bits

    assert pane.image is not None
    return in_8_bits(pane.image, pane.levels.low, pane.levels.high)
