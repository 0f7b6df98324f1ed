"""What can be exported of a scene: its images, and the formats for each."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QComboBox

from speckle_viewer.gui.texts import title_of
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import Scene
from speckle_viewer.viewer.beside import followed, is_beside, own_pane
from speckle_viewer.viewer.comparison import COMPARE

ALL, FIGURE = "all", "figure"
FORMATS = {
    "dicom": QT_TR_NOOP("DICOM (derived)"),
    "mp4": QT_TR_NOOP("MP4 video"),
    "gif": "GIF",
    "png": QT_TR_NOOP("PNG pictures"),
    "tiff": "TIFF",
    "npy": QT_TR_NOOP("NumPy array"),
    FIGURE: QT_TR_NOOP("Figure for a paper"),
}
FRAMES = {
    "whole": QT_TR_NOOP("Whole cine"),
    "range": QT_TR_NOOP("Playback range"),
    "this": QT_TR_NOOP("This frame"),
}
COMPRESSIONS = {
    "none": QT_TR_NOOP("None"),
    "rle": "RLE",
    "jpeg-ls": "JPEG-LS",
    "jpeg-2000": "JPEG 2000",
}
_SIDE_BY_SIDE = QT_TR_NOOP("Side by side is for videos and pictures: choose another format.")
_COMPARED = QT_TR_NOOP("A comparison is no recording, so not for DICOM: choose another format.")
_OF_TWO = QT_TR_NOOP("Images of two cines are for figures: choose another format.")


def offered(scene: Scene) -> dict[str, str]:
    """The images that can be written, by the ids of their panes, and all of them together."""
    found = {
        pane.id: f"{title_of(pane.title)} ({pane.where})" if pane.where else title_of(pane.title)
        for pane in scene.all_panes
    }
    if scene.comparison is not None and not scene.comparison.problem:
        found[COMPARE] = tr("Comparison: {}").format(title_of(scene.comparison.title))
    if len(found) > 1:
        found[ALL] = tr("All, side by side")
    return found


def why_not(scene: Scene, pane: str, kind: str) -> str:
    """Why a pane cannot be written in a format; empty where it can."""
    of_two = pane == ALL and scene.beside is not None
    if pane == COMPARE:
        of_two = any(map(is_beside, scene.wants.compared))
    if of_two:
        return "" if kind == FIGURE else tr(_OF_TWO)
    if pane == ALL and kind in ("dicom", "npy"):
        return tr(_SIDE_BY_SIDE)
    return tr(_COMPARED) if pane == COMPARE and kind == "dicom" else ""


def side_of(scene: Scene, pane: str) -> tuple[Scene, str]:
    """The scene of the cine that a pane shows, and the pane's id in it.

    The playback range of the second cine is what is beside that of the first.
    """
    if scene.beside is None or not is_beside(pane):
        return scene, pane
    first, last = (followed(scene.wants, frame).frame for frame in scene.wants.playback_range)
    wants = scene.beside.wants
    playback = replace(wants.playback, first=first, last=last)
    return replace(scene.beside, wants=replace(wants, playback=playback)), own_pane(pane)


def choice(name: str, tip: str, items: Mapping[str, str] | None = None) -> QComboBox:
    """A field for one of several things."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(tip)
    for key, text in (items or {}).items():
        box.addItem(tr(text), key)
    return box
