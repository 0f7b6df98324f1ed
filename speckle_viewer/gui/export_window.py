"""The Export window: what of the shown cine is written, as what, and where."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.cine import Cine
from speckle_viewer.errors import ExportError
from speckle_viewer.export.box import Box
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.export_preview import ExportPreview
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import title_of
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.gui.two_sides import lay_out_sides
from speckle_viewer.methods import Card
from speckle_viewer.viewer import INPUT, PaneScene, Scene, ViewerState
from speckle_viewer.viewer.comparison import COMPARE
from speckle_viewer.viewer.drawn import drawn_whole
from speckle_viewer.viewer.file_names import file_name
from speckle_viewer.viewer.pane_figure import shown_panes

_ALL, _FIGURE = "all", "figure"
_FIGURE_FILES = "SVG (*.svg);;PNG, 300 dpi (*.png)"
_FORMATS = {
    "dicom": QT_TR_NOOP("DICOM (derived)"),
    "mp4": QT_TR_NOOP("MP4 video"),
    "gif": "GIF",
    "png": QT_TR_NOOP("PNG pictures"),
    "tiff": "TIFF",
    "npy": QT_TR_NOOP("NumPy array"),
    _FIGURE: QT_TR_NOOP("Figure for a paper"),
}
_OF_ALL = ("mp4", "gif", "png", "tiff", _FIGURE)
_POSSIBLE = {_ALL: _OF_ALL, COMPARE: (*_OF_ALL, "npy")}
_IMPOSSIBLE = {
    _ALL: QT_TR_NOOP("Side by side is for videos and pictures: choose another format."),
    COMPARE: QT_TR_NOOP("A comparison is no recording, so not for DICOM: choose another format."),
}
_FRAMES = {
    "whole": QT_TR_NOOP("Whole cine"),
    "range": QT_TR_NOOP("Playback range"),
    "this": QT_TR_NOOP("This frame"),
}
_COMPRESSIONS = {
    "none": QT_TR_NOOP("None"),
    "rle": "RLE",
    "jpeg-ls": "JPEG-LS",
    "jpeg-2000": "JPEG 2000",
}


class ExportWindow(QDialog):
    """Follows the scene until an export begins; that goes on with what was chosen then."""

    written = Signal(object)
    """The path of a file or folder that was written."""

    def __init__(
        self, state: ViewerState, cards: Mapping[str, Card], folder: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self._state, self._cards, self._folder = state, cards, folder
        self._scene: Scene | None = None
        self._cine: Cine | None = None
        self._shown: PaneScene | None = None
        self._looked: object = None
        self.analyst = Analyst("export", self)
        self._make_fields()
        self._lay_out()
        self._connect()
        self.resize(900, 480)

    # -- building ------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.pane = _choice(tr("What"), tr("The image that is written"))
        self.format = _choice(tr("Format"), tr("What kind of file is written"), _FORMATS)
        self.frames = _choice(tr("Frames"), tr("Which frames are written"), _FRAMES)
        self.compression = _choice(
            tr("Compression"), tr("Of the DICOM file; all of them are lossless"), _COMPRESSIONS
        )
        self.anonymous = QCheckBox(tr("De-identify"))
        self.anonymous.setToolTip(tr("Remove what the basic profile of DICOM PS3.15 names"))
        self.masking = QLabel(tr("Drag rectangles over the preview to mask them."), self)
        self.masking.setWordWrap(True)
        self.masking.setProperty("role", "caption")
        self.clear_masks = QPushButton(tr("Remove masks"))
        self.clear_masks.setToolTip(tr("Show again what was masked"))
        self.clear_masks.setAutoDefault(False)
        self.preview = ExportPreview(self)
        self.warning = QLabel(self, wordWrap=True)
        self.warning.setProperty("role", "warning")
        self.warning.setAccessibleName(tr("What may still name the patient"))
        self.said = QLabel(self, wordWrap=True)
        self.said.setAccessibleName(tr("How the export goes"))
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName(tr("Progress of the export"))
        self.go = QPushButton(tr("Export …"))
        self.go.setDefault(True)
        self.go.setToolTip(tr("Choose where, and write"))
        self.stop = QPushButton(tr("Cancel"))
        self.stop.setToolTip(tr("Stop writing; nothing is left behind"))
        self.stop.setAutoDefault(False)

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
        self.preview.changed.connect(self._follow)
        self.clear_masks.clicked.connect(lambda: self.preview.set_boxes(()))
        self.go.clicked.connect(self._ask)
        self.stop.clicked.connect(self._cancel)
        self.analyst.changed.connect(self._follow)

    # -- showing -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Offer what the scene shows."""
        self._scene = scene
        if not self.isVisible():
            return
        if scene.cine is not self._cine:
            self._cine = scene.cine
            self.preview.set_boxes(())
            self.said.clear()
        offered = {pane.id: title_of(pane.title) for pane in scene.panes}
        if scene.comparison is not None and _can_compare(scene):
            offered[COMPARE] = tr("Comparison: {}").format(title_of(scene.comparison.title))
        if len(offered) > 1:
            offered[_ALL] = tr("All, side by side")
        now = {self.pane.itemData(i): self.pane.itemText(i) for i in range(self.pane.count())}
        if [*now.items()] != [*offered.items()]:
            chosen = self.pane.currentData()
            self.pane.clear()
            for pane, title in offered.items():
                self.pane.addItem(title, pane)
            last = max(len(scene.panes) - 1, 0)
            place = [*offered].index(chosen) if chosen in offered else last
            self.pane.setCurrentIndex(place)
        self._follow()

    def _follow(self) -> None:
        """Show the frame, and what can be chosen of what is chosen."""
        kind, pane = self.format.currentData(), self.pane.currentData()
        is_dicom = kind == "dicom"
        self._form.setRowVisible(self.frames, kind != _FIGURE)
        for field in (self.compression, self.anonymous):
            self._form.setRowVisible(field, is_dicom)
        self.clear_masks.setVisible(bool(self.preview.boxes))
        busy = self.analyst.busy("export")
        self.bar.setVisible(busy)
        self.stop.setEnabled(busy)
        impossible = kind not in _POSSIBLE.get(pane, _FORMATS)
        self.go.setEnabled(self._cine is not None and not busy and not impossible)
        sentences = {of: tr(sentence) for of, sentence in _IMPOSSIBLE.items()}
        if impossible and not busy:
            self.said.setText(sentences[pane])
        elif self.said.text() in sentences.values():
            self.said.clear()
        self._show_preview()
        self._look_for_text(is_dicom and self.anonymous.isChecked())

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
        return self._scene.pane(chosen if chosen != _ALL else INPUT)

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
        pane = self.pane.currentData().replace(":", "-")  # of which Windows has no names
        name = f"{stem}-{pane}{'.svg' if kind == _FIGURE else SUFFIXES[kind]}"
        files = _FIGURE_FILES if kind == _FIGURE else tr(_FORMATS[kind])
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export"), str(self._folder / name), files)
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write what is chosen to a file, or a folder of pictures, in the background."""
        if self.format.currentData() == _FIGURE:
            self._write(path, self._figure_job(path))
            return
        from speckle_viewer.gui.exporting import Chosen, export_job

        assert self._cine is not None
        assert self._scene is not None
        boxes: tuple[Box, ...] = self.preview.boxes
        chosen = Chosen(
            pane=None if self.pane.currentData() == _ALL else self.pane.currentData(),
            format=self.format.currentData(),
            frames=self.frames.currentData(),
            compression=self.compression.currentData(),
            anonymous=self.anonymous.isChecked() and self.format.currentData() == "dicom",
            masks=boxes,
        )
        self._write(path, export_job(path, self._scene, chosen))

    def _figure_job(self, path: Path) -> Callable[[Task], Path]:
        assert self._scene is not None
        chosen = self.pane.currentData()
        offered = [self.pane.itemData(place) for place in range(self.pane.count())]
        panes = [pane for pane in offered if pane != _ALL] if chosen == _ALL else [chosen]
        hidden = [(slice(b.top, b.bottom), slice(b.left, b.right)) for b in self.preview.boxes]
        shown = shown_panes(self._scene, panes, hidden)

        def job(task: Task) -> Path:
            from speckle_viewer.evidence.taking import save

            if shown is None:
                raise ExportError("There is no image yet: wait until it is there.")
            return save(shown, path)

        return job

    def _write(self, path: Path, job: Callable[[Task], Path]) -> None:
        self._folder = path.parent
        self.said.setText(tr("Writing {} …").format(path.name))
        self.bar.setRange(0, 0)
        self.analyst.ask("export", job, self._say_written, self.said.setText, self._show_share)

    def _show_share(self, share: float) -> None:
        self.bar.setRange(0, 100)
        self.bar.setValue(round(100 * share))

    def _say_written(self, path: Path) -> None:
        self.said.setText(tr("Written: {}").format(path))
        self.written.emit(path)

    def _cancel(self) -> None:
        self.analyst.cancel("export")
        self.said.setText(tr("Cancelled: nothing was written."))

    def close_down(self) -> None:
        """Stop an export that runs, as the window closes."""
        self.analyst.close()


def _choice(name: str, tip: str, items: Mapping[str, str] | None = None) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(tip)
    for key, text in (items or {}).items():
        box.addItem(tr(text), key)
    return box


def _can_compare(scene: Scene) -> bool:
    """Whether there is a comparison that can be written: of two images of the current cine."""
    there = scene.comparison is not None and not scene.comparison.problem
    return there and {*scene.wants.compared} <= {pane.id for pane in scene.panes}


def _in_levels(pane: PaneScene) -> NDArray[np.uint8]:
    from speckle_viewer.export.depth import in_8_bits

    assert pane.image is not None
    return in_8_bits(pane.image, pane.levels.low, pane.levels.high)
